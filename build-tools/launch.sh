# Sourced by ./weir and copied into the distribution's bin/weir: starts the program.

# What the cache is made with and what runs with it: the collector that starts quickest, the compiler that is done soonest,
# small headers of objects.
machine=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:-UsePerfData)

# exec_app <folder with lib/, classpath and perhaps weir.aot> <java> <name called by> args...
exec_app() {
    local app=$1 java=$2 program=$3 jar classpath= tty= cache=()
    shift 3
    while read -r jar; do
        classpath=$classpath${classpath:+:}$app/lib/$jar
    done < "$app/classpath"
    [ -f "$app/weir.aot" ] && cache=("-XX:AOTCache=$app/weir.aot")
    [ -t 1 ] && tty=out
    # A sandbox lives long, and encrypts what it sends: without the slow compiler, five times slower than PostgreSQL's own. Methods that
    # it may not have leave soon the stage that counts for it.
    case " $* " in
        *" sandbox start "*)
            machine+=(-XX:TieredStopAtLevel=4 -XX:+UnlockDiagnosticVMOptions "-XX:CompilerDirectivesFile=$app/compilers.json"
                -XX:-DisplayVMOutput "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.01"
                -XX:Tier4InvocationThreshold=300 -XX:Tier4MinInvocationThreshold=100 -XX:Tier4CompileThreshold=500)
            ;;
    esac
    # Runs are short: compiled is only what this run needs, not all that was hot when the cache was made, and the cache is used
    # as it lies in its file. One that does not fit this machine is passed over in silence. Most of what is made lives as long
    # as the run: with room for new objects little is copied about.
    exec "$java" "${cache[@]+"${cache[@]}"}" "${machine[@]}" \
        -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining -XX:ArchiveRelocationMode=0 -Xmn160m \
        -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED \
        "-Dweir.program=$program" "-Dweir.tty=$tty" ${WEIR_JAVA_OPTS:-} -cp "$classpath" dev.weir.cli.Main "$@"
}
