package dev.weir.adapter;

import dev.weir.base.Ordered;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A validated target of a profile: every key the adapter knows, under its own name, with its value, default or null. Holds
 * secrets: never printed whole.
 */
public record Credentials(String type, Map<String, @Nullable Object> values) {
    public Credentials {
        values = Ordered.copyOf(values);
    }

    public Optional<Object> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> text(String key) {
        return find(key).map(String::valueOf);
    }

    public OptionalInt number(String key) {
        return values.get(key) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    public String database() {
        return text("database").orElse("");
    }

    public String schema() {
        return text("schema").orElse("");
    }

    @Override
    public String toString() {
        return "Credentials[" + type + "]";
    }
}
