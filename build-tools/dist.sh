# Sourced by ./dev: makes dist/weir-<version>.tar.gz.

# The modules of the JDK that the jars use, and those that are only reached by name.
runtime_modules() {
    local lib=$1
    "$JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps "$lib"/*.jar | tail -n 1
}

make_distribution() {
    need_jdk
    local modules version name stage
    rm -rf "$root/dist" "$root/cli/target/lib" # the dependency plugin leaves stale jars alone
    maven -q -Dfast -Dmaven.test.skip=true -pl cli -am package
    version=$(basename "$root"/cli/target/cli-*.jar .jar)
    version=${version#cli-}
    name=weir-$version
    stage=$root/dist/$name
    mkdir -p "$stage/bin" "$stage/lib"
    cp -p "$root"/cli/target/lib/*.jar "$root"/cli/target/cli-*.jar "$stage/lib/"
    cp "$root/LICENSE" "$root/README.md" "$stage/" 2> /dev/null || true
    cp "$root/build-tools/compilers.json" "$stage/"
    link_ahead "$stage"
    list_classpath "$stage"
    modules=$(runtime_modules "$stage/lib")
    echo "+ jlink $modules" >&2
    "$JAVA_HOME/bin/jlink" --add-modules "$modules,java.logging" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
        --generate-cds-archive --output "$stage/runtime"
    {
        cat << 'TEXT'
#!/usr/bin/env bash
# weir: runs from any folder, with the Java runtime that came with it. Called by the name dbt it is the same program.
set -euo pipefail
self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case "$link" in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
home=$(cd "$(dirname "$self")/.." && pwd -P)

TEXT
        sed -e 1,2d "$root/build-tools/launch.sh"
        printf '\nexec_app "$home" "$home/runtime/bin/java" "$(basename "$0")" "$@"\n'
    } > "$stage/bin/weir"
    chmod +x "$stage/bin/weir"
    ln -s weir "$stage/bin/dbt"
    echo "+ training run for the AOT cache" >&2
    train "$stage" "$stage/runtime/bin/java" > "$root/dist/training.log" 2>&1 || echo "no AOT cache: see dist/training.log" >&2
    grep "^training failed" "$root/dist/training.log" >&2 || true
    (cd "$root/dist" && find "$name" \( -type f -o -type l \) | LC_ALL=C sort | tar -czf "$name.tar.gz" -T -)
    echo "dist/$name.tar.gz ($(du -h "$root/dist/$name.tar.gz" | cut -f1))"
}
