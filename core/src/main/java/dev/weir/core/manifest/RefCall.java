package dev.weir.core.manifest;

import java.util.Optional;

/**
 * One {@code ref(...)} as written: name, the package if given, the version if given (as text).
 *
 * @param quoted whether the version is a text, which the manifest shows as such: {@code v='1'}
 */
public record RefCall(String name, Optional<String> packageName, Optional<String> version, boolean quoted) {
    public RefCall(String name, Optional<String> packageName, Optional<String> version) {
        this(name, packageName, version, false);
    }

    public static RefCall of(String name) {
        return new RefCall(name, Optional.empty(), Optional.empty());
    }
}
