package dev.weir.adapter;

import java.util.List;
import java.util.Optional;

/**
 * One key of a profile's target.
 *
 * @param aliases other names users may write ({@code pass} for {@code password})
 * @param defaultValue plain data; empty for required keys and for those that default to null
 * @param secret never shown
 */
public record ProfileKey(
        String name, Kind kind, boolean required, Optional<Object> defaultValue, List<String> aliases, boolean secret) {
    /** What a key holds. */
    public enum Kind {
        TEXT("string"),
        INTEGER("integer"),
        PORT("integer"),
        FLAG("boolean"),
        /** Text keys and text values. */
        TEXTS("object");

        private final String schemaWord;

        Kind(String schemaWord) {
            this.schemaWord = schemaWord;
        }

        /** The type word of validation messages. */
        public String schemaWord() {
            return schemaWord;
        }
    }

    public ProfileKey {
        aliases = List.copyOf(aliases);
    }

    public static ProfileKey required(String name, Kind kind, String... aliases) {
        return new ProfileKey(name, kind, true, Optional.empty(), List.of(aliases), false);
    }

    public static ProfileKey optional(String name, Kind kind) {
        return new ProfileKey(name, kind, false, Optional.empty(), List.of(), false);
    }

    public static ProfileKey withDefault(String name, Kind kind, Object value) {
        return new ProfileKey(name, kind, false, Optional.of(value), List.of(), false);
    }

    public ProfileKey hidden() {
        return new ProfileKey(name, kind, required, defaultValue, aliases, true);
    }
}
