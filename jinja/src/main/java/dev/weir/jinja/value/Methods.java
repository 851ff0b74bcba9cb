package dev.weir.jinja.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Methods of the plain types. */
final class Methods {
    private static final Set<String> STR = Set.of(
            "upper", "lower", "strip", "lstrip", "rstrip", "split", "join", "replace", "startswith", "endswith", "format",
            "find", "title", "capitalize", "splitlines", "isdigit", "count");
    private static final Set<String> LIST =
            Set.of("append", "extend", "insert", "pop", "remove", "index", "count", "reverse", "copy", "sort", "clear");
    private static final Set<String> DICT =
            Set.of("get", "items", "keys", "values", "update", "pop", "setdefault", "copy", "clear");
    private static final Set<String> SET = Set.of("add", "update", "remove", "discard", "union", "difference");

    private Methods() {}

    static boolean has(Object target, String name) {
        return switch (target) {
            case String _ -> STR.contains(name);
            case PyList _ -> LIST.contains(name);
            case PyDict _ -> DICT.contains(name);
            case PySet _ -> SET.contains(name);
            default -> false;
        };
    }

    static Object call(Object target, String name, Arguments a) {
        return switch (target) {
            case String text -> text(text, name, a);
            case PyList list -> list(list, name, a);
            case PyDict dict -> dict(dict, name, a);
            case PySet set -> set(set, name, a);
            default -> throw PyError.attribute(name);
        };
    }

    private static Object set(PySet set, String name, Arguments a) {
        switch (name) {
            case "add" -> set.add(a.positional(0));
            case "update" -> Values.iterate(a.positional(0)).forEachRemaining(set::add);
            case "remove", "discard" -> set.remove(a.positional(0));
            default -> throw PyError.attribute(name);
        }
        return None.NONE;
    }

    private static Object text(String text, String name, Arguments a) {
        return switch (name) {
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "strip" -> strip(text, a, true, true);
            case "lstrip" -> strip(text, a, true, false);
            case "rstrip" -> strip(text, a, false, true);
            case "capitalize" -> text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1).toLowerCase(Locale.ROOT);
            case "title" -> text;
            case "startswith" -> text.startsWith((String) a.positional(0));
            case "endswith" -> text.endsWith((String) a.positional(0));
            case "replace" -> text.replace((String) a.positional(0), (String) a.positional(1));
            case "find" -> (long) text.indexOf((String) a.positional(0));
            case "count" -> (long) text.split(java.util.regex.Pattern.quote((String) a.positional(0)), -1).length - 1;
            case "isdigit" -> !text.isEmpty() && text.chars().allMatch(Character::isDigit);
            case "splitlines" -> new PyList(text.lines().toList());
            case "split" -> split(text, a);
            case "join" -> {
                StringBuilder joined = new StringBuilder();
                Iterator<Object> items = Values.iterate(a.positional(0));
                while (items.hasNext()) {
                    joined.append(Values.str(items.next())).append(items.hasNext() ? text : "");
                }
                yield joined.toString();
            }
            case "format" -> {
                String result = text;
                for (int i = 0; i < a.size(); i++) {
                    result = result.replaceFirst("\\{(" + i + ")?\\}", java.util.regex.Matcher.quoteReplacement(Values.str(a.positional(i))));
                }
                for (int i = 0; i < a.keywordCount(); i++) {
                    result = result.replace("{" + a.keywordName(i) + "}", Values.str(a.keywordValue(i)));
                }
                yield result;
            }
            default -> throw PyError.attribute(name);
        };
    }

    private static String strip(String text, Arguments a, boolean left, boolean right) {
        String cut = a.size() > 0 ? (String) a.positional(0) : " \t\n\r\f\u000b";
        int from = 0;
        int to = text.length();
        while (left && from < to && cut.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (right && to > from && cut.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static Object split(String text, Arguments a) {
        if (a.size() == 0) {
            return new PyList(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
        }
        int limit = a.size() > 1 ? ((Long) a.positional(1)).intValue() + 1 : -1;
        return new PyList(List.of(text.split(java.util.regex.Pattern.quote((String) a.positional(0)), limit)));
    }

    private static Object list(PyList list, String name, Arguments a) {
        switch (name) {
            case "append" -> list.add(a.positional(0));
            case "extend" -> Values.iterate(a.positional(0)).forEachRemaining(list::add);
            case "insert" -> list.add(((Long) a.positional(0)).intValue(), a.positional(1));
            case "pop" -> {
                return list.remove(a.size() == 0 ? list.size() - 1 : ((Long) a.positional(0)).intValue());
            }
            case "remove" -> list.remove(list.indexOf(a.positional(0)));
            case "index" -> {
                return (long) list.indexOf(a.positional(0));
            }
            case "count" -> {
                return list.stream().filter(item -> Values.equal(item, a.positional(0))).count();
            }
            case "copy" -> {
                return new PyList(list);
            }
            case "reverse" -> java.util.Collections.reverse(list);
            case "sort" -> list.sort(Values::order);
            case "clear" -> list.clear();
            default -> throw PyError.attribute(name);
        }
        return None.NONE;
    }

    private static Object dict(PyDict dict, String name, Arguments a) {
        switch (name) {
            case "get" -> {
                Object found = dict.get(a.positional(0));
                return found != null ? found : a.or(1, "default", None.NONE);
            }
            case "items" -> {
                PyList items = new PyList();
                for (Map.Entry<Object, Object> entry : new ArrayList<>(dict.entrySet())) {
                    items.add(PyTuple.of(entry.getKey(), entry.getValue()));
                }
                return items;
            }
            case "keys" -> {
                return new PyList(new ArrayList<>(dict.keySet()));
            }
            case "values" -> {
                return new PyList(new ArrayList<>(dict.values()));
            }
            case "update" -> {
                if (a.size() > 0) {
                    dict.putAll((PyDict) a.positional(0));
                }
                dict.putAll(a.keywords());
            }
            case "pop" -> {
                Object found = dict.remove(a.positional(0));
                return found != null ? found : a.or(1, "default", None.NONE);
            }
            case "setdefault" -> {
                Object found = dict.get(a.positional(0));
                if (found == null) {
                    dict.put(a.positional(0), a.positional(1));
                    return a.positional(1);
                }
                return found;
            }
            case "copy" -> {
                PyDict copy = new PyDict();
                copy.putAll(dict);
                return copy;
            }
            case "clear" -> dict.clear();
            default -> throw PyError.attribute(name);
        }
        return None.NONE;
    }
}
