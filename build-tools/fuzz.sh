# Sourced by ./dev: lets Jazzer make up input for a module's fuzzer, and keeps what breaks it.

# fuzz <module> [seconds] [Jazzer's words...]
fuzz() {
    [ "${1:-}" = jinja ] || fail "what to fuzz? ./dev fuzz jinja [seconds]"
    local seconds=${2:-3600} work=$root/jinja/target/fuzz list=$root/jinja/target/fuzz/classpath.txt
    shift $(($# < 2 ? $# : 2))
    mkdir -p "$work/corpus" "$work/found"
    maven -q -Dfast -Dfuzz -pl jinja -am test-compile
    maven -q -Dfast -Dfuzz -pl jinja -am test-compile dependency:build-classpath -Dmdep.outputFile="$list" -Dmdep.includeScope=test
    cp "$root"/jinja/src/test/resources/fuzz/template/* "$work/corpus/"
    # A finding ends the run: fix it, put its file beside the seeds, go on. Slow input counts as one after twenty seconds.
    (cd "$work" && exec "$JAVA_HOME/bin/java" -Xmx1g -Xss1m --enable-native-access=ALL-UNNAMED \
        -cp "$root/jinja/target/test-classes:$root/jinja/target/classes:$(cat "$list")" com.code_intelligence.jazzer.Jazzer \
        --target_class=dev.weir.jinja.TemplateFuzzer --instrumentation_includes='dev.weir.jinja.**' \
        --disabled_hooks='com.code_intelligence.jazzer.sanitizers.RegexInjection' \
        --reproducer_path="$work/found" -artifact_prefix="$work/found/" -max_total_time="$seconds" -timeout=20 -max_len=2000 \
        "$@" corpus)
}
