# Sourced by ./dev and ./weir: finds a JDK 25 and Maven, or says plainly what is missing.

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 2
}

# Whether a folder holds a JDK 25. Reads its release file, which is quicker than asking java, and starts no other program.
is_jdk_25() {
    local line
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line; do
        case "$line" in
            'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'*) return 0 ;;
        esac
    done < "$1/release"
    return 1
}

# The first JDK 25 of the usual places: JAVA_HOME, PATH, the system's folders, the folders of version managers.
find_jdk() {
    local candidate java
    if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
        printf '%s\n' "$JAVA_HOME"
        return
    fi
    if java=$(command -v javac); then
        candidate=$(resolved "$java")
        candidate=${candidate%/bin/javac}
        if is_jdk_25 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    fi
    for candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/lib/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        "${SDKMAN_DIR:-${HOME:-/}/.sdkman}"/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.jdks/*/Contents/Home \
        "${HOME:-/}"/.asdf/installs/java/* "${HOME:-/}"/.local/share/mise/installs/java/* "${HOME:-/}"/.jabba/jdk/* \
        "${HOME:-/}"/.gradle/jdks/*; do
        if is_jdk_25 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
}

# A path with its symbolic links followed; macOS has no `readlink -f` in old releases.
resolved() {
    local path=$1 link
    while [ -L "$path" ]; do
        link=$(readlink "$path")
        case "$link" in
            /*) path=$link ;;
            *) path=${path%/*}/$link ;;
        esac
    done
    printf '%s/%s\n' "$(cd "${path%/*}" && pwd -P)" "${path##*/}"
}

need_jdk() {
    local found
    found=$(find_jdk)
    if [ -z "$found" ]; then
        fail "no JDK 25 found. Looked at JAVA_HOME (${JAVA_HOME:-not set}), javac on the PATH, /usr/lib/jvm, \
/Library/Java/JavaVirtualMachines, ~/.sdkman, ~/.jdks and the like. Install one (Eclipse Temurin 25, for example) or set JAVA_HOME."
    fi
    export JAVA_HOME=$found
}

need_maven() {
    command -v mvn > /dev/null || fail "no mvn on the PATH. Weir is built with Maven 3.8 or newer: install your system's package \"maven\"."
}
