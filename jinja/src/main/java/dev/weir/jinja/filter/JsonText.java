package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyMapping;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** A value as JSON, laid out as Python's {@code json.dumps} does. */
public final class JsonText {
    private static final Signature FILTER = Signature.of("do_tojson", "eval_ctx", "value", "indent=none");

    private final StringBuilder out = new StringBuilder();
    private final Object indent;
    private final boolean indented;
    private final boolean sorted;

    private JsonText(Object indent, boolean sorted) {
        this.indented = indent != None.NONE;
        this.indent = indent;
        this.sorted = sorted;
    }

    /** The filter: keys sorted, and safe between the tags of a page. */
    static Object filter(Object value, Arguments arguments, FilterContext context) {
        var bound = FILTER.bind(arguments.prepend(value).prepend(None.NONE));
        return dumps(value, bound.value(2), true)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027");
    }

    /** @param indent None for one line, else a number of blanks or a text */
    public static String dumps(Object value, Object indent, boolean sortKeys) {
        boolean fits = indent == None.NONE || indent instanceof String || Numbers.isInteger(indent);
        if (!fits && !(value instanceof String)) {
            throw PyError.type("can't multiply sequence by non-int of type '" + Values.typeName(indent) + "'");
        }
        var json = new JsonText(indent, sortKeys);
        json.write(value, 0);
        return json.out.toString();
    }

    private void write(Object value, int depth) {
        if (depth > 900) {
            throw PyError.value("Circular reference detected");
        }
        switch (value) {
            case None _ -> out.append("null");
            case Boolean flag -> out.append(flag ? "true" : "false");
            case String text -> quote(text);
            case Double number -> out.append(real(number));
            case PyDict dict -> write(dict, depth);
            case PyMapping mapping -> write(mapping.toDict(), depth);
            case PyList list -> write(list, depth);
            case PyTuple tuple -> write(tuple, depth);
            default -> {
                if (!Numbers.isInteger(value)) {
                    throw refused(value);
                }
                out.append(Values.str(value));
            }
        }
    }

    private static PyError refused(Object value) {
        String type = value instanceof BigDecimal ? "Decimal" : Values.typeName(value);
        return PyError.type(
                "Object of type " + type.substring(type.lastIndexOf('.') + 1) + " is not JSON serializable");
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : Values.repr(number);
    }

    private void write(Collection<Object> items, int depth) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        boolean first = true;
        for (var item : items) {
            separate(first, depth + 1);
            first = false;
            write(item, depth + 1);
        }
        newLine(depth);
        out.append(']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(indented ? "," : ", ");
        }
        newLine(depth);
    }

    private void newLine(int depth) {
        if (indented) {
            String step = indent instanceof String text ? text : Limits.blanks(Numbers.index(indent));
            Limits.checkText(out.length() + (long) step.length() * depth);
            out.append('\n').repeat(step, depth);
        }
    }

    private void write(PyDict dict, int depth) {
        if (dict.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        boolean first = true;
        for (var key : sorted ? sortedKeys(dict) : dict.keySet()) {
            separate(first, depth + 1);
            first = false;
            quote(key(key));
            out.append(": ");
            var value = dict.get(key);
            write(value == null ? None.NONE : value, depth + 1);
        }
        newLine(depth);
        out.append('}');
    }

    private static PyList sortedKeys(PyDict dict) {
        var keys = new PyList(dict.size());
        for (Map.Entry<Object, Object> entry : dict.entrySet()) {
            keys.add(entry.getKey());
        }
        keys.sort(Values::order);
        return keys;
    }

    private static String key(Object key) {
        return switch (key) {
            case String text -> text;
            case None _ -> "null";
            case Boolean flag -> flag ? "true" : "false";
            case Double number -> real(number);
            default -> {
                if (!Numbers.isInteger(key)) {
                    throw PyError.type("keys must be str, int, float, bool or None, not " + Values.typeName(key));
                }
                yield Values.str(key);
            }
        };
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((i & 0xffff) == 0) {
                Limits.checkText(out.length());
                Limits.stopWhenInterrupted();
            }
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        out.append(c);
                    } else {
                        out.append("\\u");
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            out.append(Character.forDigit((c >> shift) & 15, 16));
                        }
                    }
                }
            }
        }
        out.append('"');
    }
}
