# Sourced by ./dev: lets Jazzer make up input for a module's fuzzer, and keeps what breaks it.

# fuzz <jinja|sandbox|frames> [seconds] [Jazzer's words...]
fuzz() {
    local what=${1:-} module target seeds
    case "$what" in
        jinja) module=jinja target=dev.weir.jinja.TemplateFuzzer seeds=template ;;
        sandbox) module=sandbox target=dev.weir.sandbox.dialect.StatementFuzzer seeds=statement ;;
        frames) module=sandbox target=dev.weir.sandbox.backend.FrameFuzzer seeds=frame ;;
        *) fail "what to fuzz? ./dev fuzz jinja|sandbox|frames [seconds]" ;;
    esac
    local seconds=${2:-3600} work=$root/$module/target/fuzz/$seeds list=$root/$module/target/fuzz/classpath.txt
    shift $(($# < 2 ? $# : 2))
    mkdir -p "$work/corpus" "$work/found"
    maven -q -Dfast -Dfuzz -pl $module -am test-compile
    maven -q -Dfast -Dfuzz -pl $module -am test-compile dependency:build-classpath -Dmdep.outputFile="$list" -Dmdep.includeScope=test
    cp "$root/$module/src/test/resources/fuzz/$seeds"/* "$work/corpus/"
    if [ "$what" = sandbox ]; then # the forms of the SQL reference are seeds too
        awk -F '\t' -v to="$work/corpus/form" '!/^#/ { print $2 > (to NR); close(to NR) }' \
            "$root/sandbox/src/test/resources/golden/sandbox/grammar/forms.tsv"
    fi
    # A finding ends the run: fix it, put its file beside the seeds, go on. Slow input counts as one after twenty seconds.
    (cd "$work" && exec "$JAVA_HOME/bin/java" -Xmx1g -Xss1m --enable-native-access=ALL-UNNAMED \
        -cp "$root/$module/target/test-classes:$root/$module/target/classes:$(cat "$list")" com.code_intelligence.jazzer.Jazzer \
        --target_class=$target --instrumentation_includes="dev.weir.$module.**" \
        --disabled_hooks='com.code_intelligence.jazzer.sanitizers.RegexInjection' \
        --reproducer_path="$work/found" -artifact_prefix="$work/found/" -max_total_time="$seconds" -timeout=20 -max_len=2000 \
        "$@" corpus)
}
