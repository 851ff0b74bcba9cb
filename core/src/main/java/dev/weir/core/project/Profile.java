package dev.weir.core.project;

import dev.weir.base.Ordered;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chosen target of the chosen profile. Holds secrets: never printed whole.
 *
 * @param file the profiles.yml it stands in
 * @param type the adapter's
 * @param values the target's rendered keys as written, with {@code type} and {@code threads}
 * @param templateTarget what the template variable {@code target} holds: {@code profile_name}, {@code name},
 *     {@code target_name}, {@code threads}, {@code type} and the adapter's shown keys
 * @param secrets values of {@code DBT_ENV_SECRET_} variables that were read, to be hidden wherever text leaves the program
 */
public record Profile(
        Path file,
        String name,
        String targetName,
        String type,
        int threads,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> templateTarget,
        List<String> secrets) {
    public Profile {
        values = Ordered.copyOf(values);
        templateTarget = Ordered.copyOf(templateTarget);
        secrets = List.copyOf(secrets);
    }

    /** A target's key; empty when absent or null. */
    public Optional<Object> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public String toString() {
        return "Profile[" + name + ", " + targetName + ", " + type + "]";
    }
}
