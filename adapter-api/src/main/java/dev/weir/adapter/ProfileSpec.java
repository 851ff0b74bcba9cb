package dev.weir.adapter;

import dev.weir.base.Ordered;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys a profile of one type may hold, and their checks in dbt's words.
 *
 * @param shownKeys what {@code debug} shows and {@code target} holds, in order
 * @param embeddedKeys flags that ask for an {@link EmbeddedServer} instead of a server ({@code sandbox}); with one of them
 *     set, the keys that say where a server is may be missing
 * @param embeddedValues what missing keys are then
 */
public record ProfileSpec(
        String type,
        List<ProfileKey> keys,
        List<String> shownKeys,
        List<String> embeddedKeys,
        Map<String, Object> embeddedValues) {
    public ProfileSpec {
        embeddedValues = Ordered.copyOf(embeddedValues);
        keys = List.copyOf(keys);
        shownKeys = List.copyOf(shownKeys);
        embeddedKeys = List.copyOf(embeddedKeys);
    }

    /** What a target turned out to be: credentials, or what is wrong with them in dbt's words. */
    public sealed interface Outcome {
        /** @param unknownKeys keys that no one reads, as written */
        record Valid(Credentials credentials, List<String> unknownKeys) implements Outcome {}

        record Invalid(String message) implements Outcome {}
    }

    /** Whether this target asks for an embedded server; then which key does. */
    public Optional<String> embeddedKey(Map<String, @Nullable Object> target) {
        return embeddedKeys.stream()
                .filter(key -> Boolean.TRUE.equals(target.get(key)))
                .findFirst();
    }

    /** Checks a rendered target (keys of core, {@code type} and {@code threads}, are passed over). */
    public Outcome check(Map<String, @Nullable Object> target) {
        boolean embedded = embeddedKey(target).isPresent();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> entry : target.entrySet()) {
            Optional<ProfileKey> key = find(entry.getKey());
            if (key.isPresent()) {
                if (values.containsKey(key.get().name())) {
                    String aliases = target.keySet().stream()
                            .filter(key.get().aliases()::contains)
                            .collect(Collectors.joining(", "));
                    return new Outcome.Invalid("Runtime Error\n  Got duplicate keys: (" + aliases + ") all map to \""
                            + key.get().name() + "\"");
                }
                values.put(key.get().name(), entry.getValue());
            } else if (!entry.getKey().equals("type") && !entry.getKey().equals("threads")) {
                unknown.add(entry.getKey());
            }
        }
        Map<String, @Nullable Object> complete = new LinkedHashMap<>();
        for (ProfileKey key : keys) {
            @Nullable Object value = values.get(key.name());
            boolean given = values.containsKey(key.name());
            if (!given && key.required() && !embedded) {
                return new Outcome.Invalid("'" + key.name() + "' is a required property");
            }
            Optional<String> fault = given ? fault(key, value) : Optional.empty();
            if (fault.isPresent()) {
                return new Outcome.Invalid(fault.get());
            }
            @Nullable
            Object otherwise = embedded && embeddedValues.containsKey(key.name())
                    ? embeddedValues.get(key.name())
                    : key.defaultValue().orElse(null);
            complete.put(key.name(), given ? value : otherwise);
        }
        return new Outcome.Valid(new Credentials(type, complete), unknown);
    }

    private Optional<ProfileKey> find(String written) {
        for (ProfileKey key : keys) {
            if (key.name().equals(written) || key.aliases().contains(written)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(ProfileKey key, @Nullable Object value) {
        if (value == null && !key.required() && key.kind() != ProfileKey.Kind.INTEGER) {
            return Optional.empty();
        }
        String notOfType = shown(value) + " is not of type '" + key.kind().schemaWord() + "'";
        return switch (key.kind()) {
            case TEXT -> value instanceof String ? Optional.empty() : Optional.of(notOfType);
            case FLAG -> value instanceof Boolean ? Optional.empty() : Optional.of(notOfType);
            case INTEGER ->
                value instanceof Long || value instanceof BigInteger ? Optional.empty() : Optional.of(notOfType);
            case PORT -> {
                if (!(value instanceof Long port)) {
                    yield Optional.of(notOfType);
                }
                yield port < 0
                        ? Optional.of(port + " is less than the minimum of 0")
                        : port > 65535 ? Optional.of(port + " is greater than the maximum of 65535") : Optional.empty();
            }
            case TEXTS ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance)
                        ? Optional.empty()
                        : Optional.of(shown(value) + " is not valid under any of the given schemas");
        };
    }

    /** As Python shows a value. */
    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> "'" + text + "'";
            case Boolean flag -> flag ? "True" : "False";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(each -> shown(each.getKey()) + ": " + shown(each.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> String.valueOf(value);
        };
    }

    /** The keys that {@code debug} shows, with their values; never a secret. */
    public Map<String, @Nullable Object> shown(Credentials credentials) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (String key : shownKeys) {
            shown.put(key, credentials.values().get(key));
        }
        return shown;
    }

    /** The keys of {@link #shown} and their aliases, as the template variable {@code target} holds them. */
    public Map<String, @Nullable Object> target(Credentials credentials) {
        Map<String, @Nullable Object> target = shown(credentials);
        for (ProfileKey key : keys) {
            if (target.containsKey(key.name())) {
                for (String alias : key.aliases()) {
                    target.put(alias, target.get(key.name()));
                }
            }
        }
        return target;
    }
}
