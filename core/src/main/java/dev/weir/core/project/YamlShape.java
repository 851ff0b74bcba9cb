package dev.weir.core.project;

import dev.weir.base.YamlNode;
import dev.weir.jinja.value.Values;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value of a YAML file, or a part of one, must look like. Immutable. Source: recorded complaints of dbt 1.11.16. */
public sealed interface YamlShape {
    /** A value of a type of JSON; any, when the name of the type is empty. */
    record Plain(String type) implements YamlShape {}

    /** A text of which all fits a pattern. */
    record Matching(Pattern pattern) implements YamlShape {}

    /** A list. */
    record Items(YamlShape each) implements YamlShape {}

    /** Whatever it is. */
    record Anything() implements YamlShape {}

    /** One of these words. */
    record OneOf(List<String> words) implements YamlShape {}

    /** One of several. */
    record Either(List<YamlShape> shapes) implements YamlShape {}

    /**
     * A mapping with these members.
     *
     * @param closed whether there may be no others
     */
    record Members(Map<String, YamlShape> shapes, List<String> required, boolean closed) implements YamlShape {
        /** Of no members at all. */
        public static Members none() {
            return new Members(new LinkedHashMap<>(), List.of(), true);
        }

        /** Of any members. */
        public static Members any() {
            return new Members(new LinkedHashMap<>(), List.of(), false);
        }

        /** With one more that must be there. */
        public Members with(String name, YamlShape shape) {
            List<String> all = new ArrayList<>(required);
            all.add(name);
            return new Members(may(name, shape).shapes, all, closed);
        }

        /** With one more that may be there. */
        public Members may(String name, YamlShape shape) {
            Map<String, YamlShape> all = new LinkedHashMap<>(shapes);
            all.put(name, shape);
            return new Members(all, required, closed);
        }
    }

    static YamlShape optional(YamlShape... shapes) {
        List<YamlShape> all = new ArrayList<>(List.of(shapes));
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

        /** The node the path leads to, as far as it goes. */
        public YamlNode place(YamlNode from) {
            YamlNode at = from;
            for (Object part : path) {
                if (at instanceof YamlNode.Mapping mapping
                        && part instanceof String key
                        && mapping.find(key).isPresent()) {
                    at = mapping.find(key).get();
                } else if (at instanceof YamlNode.Sequence list
                        && part instanceof Integer index
                        && index < list.items().size()) {
                    at = list.items().get(index);
                } else {
                    return at;
                }
            }
            return at;
        }

        /** {@code at path ['type_params']['metrics'][0]: …}. */
        public String words() {
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
            case Matching matching -> {
                if (!(value instanceof String text)) {
                    yield Optional.of(wrongType(value, "string"));
                }
                yield matching.pattern.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of(new Complaint(shown(value) + " does not match '^"
                                + matching.pattern.pattern().replace("\\", "\\\\") + "$'"));
            }
            case Anything _ -> Optional.empty();
            case OneOf words ->
                value instanceof String text && words.words.contains(text)
                        ? Optional.empty()
                        : Optional.of(new Complaint(shown(value) + " is not one of " + shown(words.words)));
            case Items items -> items(items, value);
            case Either either -> {
                for (YamlShape shape : either.shapes) {
                    if (shape.admits(value)) {
                        yield Optional.empty();
                    }
                }
                yield Optional.of(new Complaint(shown(value) + " is not valid under any of the given schemas"));
            }
            case Members members -> members(members, value);
        };
    }

    private static String shown(@Nullable Object value) {
        return Values.repr(Values.fromData(value));
    }

    private boolean admits(@Nullable Object value) {
        return this instanceof Plain plain
                ? fits(plain.type, value)
                : complaint(value).isEmpty();
    }

    private static Complaint wrongType(@Nullable Object value, String type) {
        return new Complaint(shown(value) + " is not of type '" + type + "'");
    }

    private static boolean fits(String type, @Nullable Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" ->
                value instanceof Long
                        || value instanceof Integer
                        || value instanceof BigInteger
                        || value instanceof Double number && number == Math.rint(number);
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
        for (Map.Entry<String, YamlShape> member : members.shapes.entrySet()) {
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
