package dev.weir.core.parse;

import dev.weir.base.Digests;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names dbt gives generic tests: type, tested resource and arguments; names of 64 characters and more get a short form
 * for files and relations. Source: recorded manifests.
 *
 * @param full the test's name
 * @param compiled the name for its file and relation
 */
record TestNames(String full, String compiled) {
    private static final int LONGEST = 63;
    private static final int KEPT = 30;

    /**
     * @param type {@code "unique"}; {@code "dbt_utils_unique_combination"} with a namespace; {@code "source_unique"}
     * @param target {@code "orders"}, {@code "orders_v2"}, {@code "web_visits"}
     */
    static TestNames of(String type, String target, Map<String, @Nullable Object> arguments) {
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, @Nullable Object> argument : new TreeMap<>(arguments).entrySet()) {
            if (argument.getKey().equals("model")) {
                continue;
            }
            for (Object part : flat(argument.getValue())) {
                parts.append(parts.isEmpty() ? "" : "__").append(clean(Values.str(Values.fromData(part))));
            }
        }
        String identifier = type + "_" + target;
        String full = identifier + "_" + parts;
        if (full.length() <= LONGEST) {
            return new TestNames(full, full);
        }
        String kept = identifier.length() > KEPT ? identifier.substring(0, KEPT) : identifier;
        return new TestNames(full, kept + "_" + Digests.md5(full));
    }

    private static Collection<?> flat(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values();
            case List<?> list -> list;
            case null, default -> {
                List<@Nullable Object> single = new ArrayList<>(1);
                single.add(value);
                yield single;
            }
        };
    }

    /** Runs of anything but letters, digits and underscores become one underscore. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean replaced = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
                clean.append(c);
                replaced = false;
            } else if (!replaced) {
                clean.append('_');
                replaced = true;
            }
        }
        return clean.toString();
    }

    /** The last ten digits of the unique id: over the name and what the test was called with. */
    static String hash(String name, String testName, Optional<String> namespace, Map<String, @Nullable Object> kwargs) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("kwargs", hashable(kwargs));
        metadata.put("name", testName);
        metadata.put("namespace", namespace.orElse("None"));
        String digest = Digests.md5(name + Values.repr(Values.fromData(metadata)));
        return digest.substring(digest.length() - 10);
    }

    private static Object hashable(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, item) -> sorted.put(String.valueOf(key), hashable(item)));
                yield sorted;
            }
            case List<?> list -> {
                List<Object> items = new ArrayList<>(list.size());
                for (Object item : list) {
                    items.add(hashable(item));
                }
                yield items;
            }
            case null, default -> Values.str(Values.fromData(value));
        };
    }
}
