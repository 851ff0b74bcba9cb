package dev.weir.core.manifest;

import java.util.Optional;

/** One {@code ref(...)} as written: name, the package if given, the version if given (as text). */
public record RefCall(String name, Optional<String> packageName, Optional<String> version) {
    public static RefCall of(String name) {
        return new RefCall(name, Optional.empty(), Optional.empty());
    }
}
