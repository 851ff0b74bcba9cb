# Sourced by ./weir and, as part of it, by the distribution's bin/weir: starts the program.

# exec_app <folder with lib/ and classpath> <java> args...
exec_app() {
    local app=$1 java=$2 jar classpath= cache=()
    shift 2
    while read -r jar; do
        classpath=$classpath${classpath:+:}$app/lib/$jar
    done < "$app/classpath"
    [ -f "$app/weir.aot" ] && cache=("-XX:AOTCache=$app/weir.aot")
    # Short runs: the collector that starts quickest. A cache that does not fit this machine is passed over in silence.
    exec "$java" "${cache[@]+"${cache[@]}"}" -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr \
        --enable-native-access=ALL-UNNAMED -Dweir.started="${EPOCHREALTIME:-}" ${WEIR_JAVA_OPTS:-} \
        -cp "$classpath" dev.weir.cli.Main "$@"
}
