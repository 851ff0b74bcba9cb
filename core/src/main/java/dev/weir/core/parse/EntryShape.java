package dev.weir.core.parse;

import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry of a property file, or a part of one, must look like. Immutable. Source: recorded complaints of dbt 1.11.16. */
sealed interface EntryShape {
    /** A value of a type of JSON; any, when the name of the type is empty. */
    record Plain(String type) implements EntryShape {}

    /** A list. */
    record Items(EntryShape each) implements EntryShape {}

    /** Whatever it is. */
    record Anything() implements EntryShape {}

    /** One of these words. */
    record OneOf(List<String> words) implements EntryShape {}

    /** One of several. */
    record Either(List<EntryShape> shapes) implements EntryShape {}

    /**
     * A mapping with these members.
     *
     * @param closed whether there may be no others
     */
    record Members(Map<String, EntryShape> shapes, List<String> required, boolean closed) implements EntryShape {
        /** Of no members at all. */
        static Members none() {
            return new Members(new LinkedHashMap<>(), List.of(), true);
        }

        /** Of any members. */
        static Members any() {
            return new Members(new LinkedHashMap<>(), List.of(), false);
        }

        /** With one more that must be there. */
        Members with(String name, EntryShape shape) {
            List<String> all = new ArrayList<>(required);
            all.add(name);
            return new Members(may(name, shape).shapes, all, closed);
        }

        /** With one more that may be there. */
        Members may(String name, EntryShape shape) {
            Map<String, EntryShape> all = new LinkedHashMap<>(shapes);
            all.put(name, shape);
            return new Members(all, required, closed);
        }
    }

    static EntryShape optional(EntryShape... shapes) {
        List<EntryShape> all = new ArrayList<>(List.of(shapes));
        all.add(new Plain("null"));
        return new Either(all);
    }

    /**
     * What is wrong with a value.
     *
     * @param path the way to it, names and places in lists
     */
    record Complaint(List<Object> path, String what) {
        Complaint(String what) {
            this(List.of(), what);
        }

        /** The same, of a part of something larger. */
        Complaint within(Object part) {
            List<Object> longer = new ArrayList<>(path.size() + 1);
            longer.add(part);
            longer.addAll(path);
            return new Complaint(longer, what);
        }

        /** {@code at path ['type_params']['metrics'][0]: …}. */
        String words() {
            StringBuilder words = new StringBuilder("at path ");
            for (Object part : path) {
                words.append('[')
                        .append(part instanceof String ? "'" + part + "'" : part)
                        .append(']');
            }
            return words.append(path.isEmpty() ? "[]" : "")
                    .append(": ")
                    .append(what)
                    .toString();
        }
    }

    /** The first thing that is wrong: in members first, then ones too many, then missing ones. */
    default Optional<Complaint> complaint(@Nullable Object value) {
        return switch (this) {
            case Plain plain -> fits(plain.type, value) ? Optional.empty() : Optional.of(wrongType(value, plain.type));
            case Anything _ -> Optional.empty();
            case OneOf words ->
                value instanceof String text && words.words.contains(text)
                        ? Optional.empty()
                        : Optional.of(new Complaint(
                                ConfigBuilder.shown(value) + " is not one of " + ConfigBuilder.shown(words.words)));
            case Items items -> items(items, value);
            case Either either -> {
                for (EntryShape shape : either.shapes) {
                    if (shape.admits(value)) {
                        yield Optional.empty();
                    }
                }
                yield Optional.of(
                        new Complaint(ConfigBuilder.shown(value) + " is not valid under any of the given schemas"));
            }
            case Members members -> members(members, value);
        };
    }

    private boolean admits(@Nullable Object value) {
        return this instanceof Plain plain
                ? fits(plain.type, value)
                : complaint(value).isEmpty();
    }

    private static Complaint wrongType(@Nullable Object value, String type) {
        return new Complaint(ConfigBuilder.shown(value) + " is not of type '" + type + "'");
    }

    private static boolean fits(String type, @Nullable Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Long || value instanceof Integer || value instanceof BigInteger;
            case "number" -> value instanceof Number;
            case "null" -> value == null;
            case "object" -> value instanceof Map<?, ?>;
            case "date" -> value instanceof Temporal;
            default -> true;
        };
    }

    private static Optional<Complaint> items(Items items, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return Optional.of(wrongType(value, "array"));
        }
        for (int at = 0; at < list.size(); at++) {
            Optional<Complaint> found = items.each.complaint(list.get(at));
            if (found.isPresent()) {
                return Optional.of(found.get().within(at));
            }
        }
        return Optional.empty();
    }

    private static Optional<Complaint> members(Members members, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.of(wrongType(value, "object"));
        }
        for (Map.Entry<String, EntryShape> member : members.shapes.entrySet()) {
            if (map.containsKey(member.getKey())) {
                Optional<Complaint> found = member.getValue().complaint(map.get(member.getKey()));
                if (found.isPresent()) {
                    return Optional.of(found.get().within(member.getKey()));
                }
            }
        }
        Optional<Complaint> others = members.closed ? others(members, map) : Optional.empty();
        if (others.isPresent()) {
            return others;
        }
        for (String name : members.required) {
            if (!map.containsKey(name)) {
                return Optional.of(new Complaint("'" + name + "' is a required property"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Complaint> others(Members members, Map<?, ?> map) {
        List<String> more = map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !members.shapes.containsKey(key))
                .sorted()
                .map(key -> "'" + key + "'")
                .toList();
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(new Complaint("Additional properties are not allowed (" + String.join(", ", more)
                        + (more.size() == 1 ? " was" : " were") + " unexpected)"));
    }
}
