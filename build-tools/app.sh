# Sourced by ./weir and ./dev: builds cli/target/app (lib/, classpath, AOT cache), one process at a time.

# build_app: quiet; on failure shows the end of the log and where the rest is.
build_app() {
    need_maven
    local log=$root/cli/target/build.log lock=$root/cli/target/.building started=$SECONDS
    mkdir -p "$root/cli/target"
    while ! mkdir "$lock" 2> /dev/null; do
        if ! kill -0 "$(cat "$lock/pid" 2> /dev/null || echo 0)" 2> /dev/null && [ -z "$(find "$lock" -newermt '-10 seconds' 2> /dev/null)" ]; then
            rm -rf "$lock" # left by a build that was killed
        fi
        sleep 0.3
    done
    echo $$ > "$lock/pid"
    trap 'rm -rf "$lock"' EXIT
    if [ -f "$app/.built" ] && [ -z "$(sources_newer_than "$app/.built")" ]; then # another process did it meanwhile
        rm -rf "$lock"
        trap - EXIT
        return
    fi
    echo "weir: building (first run, or sources changed; log in ${log#"$root"/}) ..." >&2
    rm -rf "$app" "$root/cli/target/lib" # the dependency plugin leaves stale jars alone
    local stamp=$root/cli/target/.stamp
    touch "$stamp"
    if ! (cd "$root" && mvn --batch-mode --no-transfer-progress -Dfast -Dmaven.test.skip=true -pl cli -am package) > "$log" 2>&1; then
        grep -E '^\[ERROR\]|BUILD' "$log" | head -n 30 >&2 || tail -n 30 "$log" >&2
        fail "the build failed; the whole log is in $log"
    fi
    mkdir -p "$app/lib"
    cp "$root"/cli/target/lib/*.jar "$app/lib/"
    cp "$root"/cli/target/cli-*.jar "$app/lib/"
    cp "$root/build-tools/compilers.json" "$app/"
    link_ahead "$app" >> "$log" 2>&1
    list_classpath "$app"
    train "$app" "$JAVA_HOME/bin/java" >> "$log" 2>&1 || true
    mv "$stamp" "$app/.built"
    rm -rf "$lock"
    trap - EXIT
    echo "weir: built in $((SECONDS - started)) s" >&2
}

# What the AOT cache cannot keep linked is linked in the jars.
link_ahead() {
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$root/build-tools/PlainCalls.java" "$1"/lib/*.jar
}

# The jars in a fixed order: an AOT cache holds for one class path.
list_classpath() {
    unseal "$1"
    (cd "$1/lib" && ls ./*.jar | sed 's|^\./||' | LC_ALL=C sort) > "$1/classpath"
}

# Some of a sealed package's classes in the AOT cache and the rest in the jar is a violation to the JVM: seals are taken off.
unseal() {
    local jar manifest
    manifest=$(mktemp)
    printf 'Sealed: false\n' > "$manifest"
    for jar in "$1"/lib/xz-*.jar; do
        "$JAVA_HOME/bin/jar" --update --file "$jar" --manifest "$manifest" 2> /dev/null
    done
    rm -f "$manifest"
}

# train <app> <java>: records a real run and makes the AOT cache of it. A program without the cache is right, only slower.
train() {
    local app=$1 java=$2 classpath= jar folder
    while read -r jar; do
        classpath=$classpath${classpath:+:}$app/lib/$jar
    done < "$app/classpath"
    folder=$(mktemp -d "${TMPDIR:-/tmp}/weir-training.XXXXXX")
    cp -R "$root/examples/shop" "$root/examples/quickstart" "$folder/"
    (cd "$folder" && "$java" -XX:AOTCacheOutput="$app/weir.aot" "${machine[@]}" \
        --enable-native-access=ALL-UNNAMED -cp "$classpath" dev.weir.cli.Training "$folder")
    rm -rf "$folder"
}
