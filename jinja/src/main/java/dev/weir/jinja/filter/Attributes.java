package dev.weir.jinja.filter;

import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The {@code attribute} argument of many filters: a path such as {@code "a.b.0"}, or several behind commas. */
final class Attributes {
    private Attributes() {}

    /** The value a path leads to; the item itself when the path is None. */
    static UnaryOperator<Object> getter(Object attribute, FilterContext context) {
        return getter(attribute, None.NONE, context);
    }

    /** The same, with something in the place of what is not there unless that is None. */
    static UnaryOperator<Object> getter(Object attribute, Object otherwise, FilterContext context) {
        if (attribute == None.NONE) {
            return item -> item;
        }
        var parts = parts(attribute);
        return item -> {
            Object value = item;
            for (var part : parts) {
                value = context.flavoured(Values.item(value, part));
                if (value instanceof Undefined && otherwise != None.NONE) {
                    value = otherwise;
                }
            }
            return value;
        };
    }

    /** The value to sort by: of one path as it is, of several as a list. */
    static UnaryOperator<Object> sortKey(Object attribute, boolean caseSensitive, FilterContext context) {
        var paths = attribute instanceof String text ? text.split(",", -1) : new String[0];
        if (paths.length < 2) {
            var getter = getter(attribute, context);
            return caseSensitive ? getter : item -> folded(getter.apply(item));
        }
        List<UnaryOperator<Object>> getters = new ArrayList<>();
        for (var path : paths) {
            getters.add(getter(path, context));
        }
        return item -> {
            var key = new PyList(getters.size());
            for (var getter : getters) {
                var value = getter.apply(item);
                key.add(caseSensitive ? value : folded(value));
            }
            return key;
        };
    }

    /** A text in lower case; anything else as it is. */
    static Object folded(Object value) {
        return value instanceof String text ? text.toLowerCase(java.util.Locale.ROOT) : value;
    }

    private static List<Object> parts(Object attribute) {
        if (!(attribute instanceof String path)) {
            return List.of(attribute);
        }
        List<Object> parts = new ArrayList<>();
        int from = 0;
        while (true) {
            int dot = path.indexOf('.', from);
            var part = dot < 0 ? path.substring(from) : path.substring(from, dot);
            parts.add(
                    !part.isEmpty() && part.chars().allMatch(Character::isDigit) ? (Object) Long.valueOf(part) : part);
            if (dot < 0) {
                return parts;
            }
            from = dot + 1;
        }
    }
}
