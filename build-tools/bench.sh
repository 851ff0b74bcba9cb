# Sourced by ./dev: times this program and others on generated projects, in one run.
# BENCH_PROGRAMS: more programs as name=command, separated by spaces; a dbt on the PATH is taken as reference by itself.

run_bench() {
    need_jdk
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
