# Sourced by ./dev: times this program and others on generated projects, in one run.
# BENCH_PROGRAMS: more programs as name=command, separated by spaces; a dbt on the PATH is taken as reference by itself.

run_bench() {
    need_jdk
    case "${1:-}" in
        jinja | jmh | materialize | sandbox | site)
            local kind=$1
            shift
            "run_bench_$kind" "$@"
            return
            ;;
    esac
    local models program arguments=() folder dbt
    folder=$(mktemp -d "${TMPDIR:-/tmp}/weir-bench-projects.XXXXXX")
    for models in ${BENCH_MODELS:-100 1000 5000}; do
        "$JAVA_HOME/bin/java" "$root/bench/src/main/java/dev/weir/bench/ProjectGenerator.java" "$folder/$models" "$models"
        arguments+=(--project "$folder/$models:$models")
    done
    if [ -x "$root"/dist/weir-*/bin/weir ]; then
        program=$(echo "$root"/dist/weir-*/bin/weir)
    else
        program=$root/weir
        "$program" --version > /dev/null # builds, before anything is timed
    fi
    arguments+=(--program "weir=$program")
    if [ -z "${BENCH_PROGRAMS:-}" ] && dbt=$(command -v dbt); then
        BENCH_PROGRAMS="reference=$dbt"
    fi
    for program in ${BENCH_PROGRAMS:-}; do
        arguments+=(--program "$program")
    done
    echo "+ python3 bench/compare.py ${arguments[*]} $*" >&2
    python3 "$root/bench/compare.py" "${arguments[@]}" "$@"
    rm -rf "$folder"
}

# Compiles the benchmarks; sets `classes` to the class path of what they measure.
compile_benchmarks() {
    local list=$root/bench/target/classpath.txt
    rm -rf "$root/bench/target/classes" # a build without the harness may have left its own
    maven -q -Dfast -Djmh -Dmaven.test.skip=true -pl bench -am test-compile dependency:build-classpath \
        -Dmdep.outputFile="$list" -Dmdep.includeScope=runtime >&2
    classes=$root/bench/target/classes:$(cat "$list")
}

run_bench_jinja() {
    local classes app=$root/cli/target/app product= jar dbt python=${BENCH_PYTHON:-}
    "$root/weir" --version > /dev/null # builds, before anything is timed
    compile_benchmarks
    while read -r jar; do
        product=$product${product:+:}$app/lib/$jar
    done < "$app/classpath"
    if [ -z "$python" ] && dbt=$(command -v dbt); then
        python=$(dirname "$dbt")/python
    fi
    "${python:-python3}" "$root/bench/jinja.py" --java "$JAVA_HOME/bin/java -XX:+UseSerialGC -cp $classes" \
        --product "$JAVA_HOME/bin/java -XX:AOTCache=$app/weir.aot ${machine[*]} \
            -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED -cp $product:$root/bench/target/classes" "$@"
}

run_bench_sandbox() {
    "$root/weir" --version > /dev/null # builds, before anything is timed
    python3 "$root/bench/sandbox.py" --weir "${BENCH_WEIR:-$root/weir}" "$@"
}

run_bench_materialize() {
    "$root/weir" --version > /dev/null # builds, before anything is timed
    python3 "$root/bench/materialize.py" --weir "${BENCH_WEIR:-$root/weir}" ${REFERENCE:+--reference "$REFERENCE"} "$@"
}

run_bench_site() {
    local python=${BENCH_PYTHON:-python3}
    "$python" -c "import selenium" 2> /dev/null || fail "\"$python\" has no selenium: pip install selenium, or set BENCH_PYTHON to a Python that has it"
    "$root/weir" --version > /dev/null # builds, before anything is timed
    "$python" "$root/bench/site.py" --weir "${BENCH_WEIR:-$root/weir}" ${PUBLISHED:+--published "$PUBLISHED"} "$@"
}

run_bench_jmh() {
    local classes
    compile_benchmarks
    "$JAVA_HOME/bin/java" -cp "$classes" org.openjdk.jmh.Main "$@"
}
