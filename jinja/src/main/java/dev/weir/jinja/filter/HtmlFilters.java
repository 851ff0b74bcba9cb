package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyMapping;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The filters made for HTML and addresses. Nothing is escaped by itself, so that their results are plain text. */
final class HtmlFilters {
    private static final Signature XMLATTR = Signature.of("do_xmlattr", "eval_ctx", "d", "autospace=true");

    private HtmlFilters() {}

    static Object escape(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuse("escape", value, arguments);
        return escaped(Values.str(value));
    }

    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\'' -> out.append("&#39;");
                case '"' -> out.append("&#34;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static Object forceescape(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuse("do_forceescape", value, arguments);
        return escaped(Values.str(value));
    }

    static Object striptags(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuse("do_striptags", value, arguments);
        var text = without(Values.str(value), "<!--", "-->");
        text = without(text, "<", ">");
        var words = PyList.from(Values.callMethod(text, "split", Arguments.NONE));
        return HtmlEntities.unescaped(Values.str(Values.callMethod(" ", "join", Arguments.of(words))));
    }

    private static String without(String text, String open, String close) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (true) {
            int start = text.indexOf(open, at);
            int end = start < 0 ? -1 : text.indexOf(close, start);
            if (end < 0) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, start);
            at = end + close.length();
        }
    }

    static Object urlencode(Object value, Arguments arguments, FilterContext context) {
        TextFilters.refuse("do_urlencode", value, arguments);
        if (value instanceof String || !Values.iterable(value)) {
            return quoted(Values.str(value), true);
        }
        var pairs = value instanceof PyDict || value instanceof PyMapping
                ? Values.callMethod(value, "items", Arguments.NONE)
                : value;
        List<String> parts = new ArrayList<>();
        for (var items = Values.iterate(pairs); items.hasNext(); ) {
            var item = items.next();
            if (!Values.iterable(item)) {
                throw PyError.type("cannot unpack non-iterable " + Values.typeName(item) + " object");
            }
            var pair = PyList.from(item);
            if (pair.size() != 2) {
                throw PyError.value(
                        pair.size() > 2
                                ? "too many values to unpack (expected 2)"
                                : "not enough values to unpack (expected 2, got " + pair.size() + ")");
            }
            parts.add(quoted(Values.str(pair.get(0)), false) + "=" + quoted(Values.str(pair.get(1)), false));
        }
        return String.join("&", parts);
    }

    private static String quoted(String text, boolean path) {
        var out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || "_.-~".indexOf(c) >= 0 || (c == '/' && path)) {
                out.append(c);
            } else if (c == ' ' && !path) {
                out.append('+');
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }

    static Object xmlattr(Object value, Arguments arguments, FilterContext context) {
        var bound = XMLATTR.bind(arguments.prepend(value).prepend(None.NONE));
        var out = new StringBuilder();
        for (var items = Values.iterate(OrderFilters.itemsOf(value)); items.hasNext(); ) {
            var pair = PyList.from(items.next());
            if (pair.get(1) == None.NONE || pair.get(1) instanceof Undefined) {
                continue;
            }
            if (!(pair.get(0) instanceof String key)) {
                throw PyError.type("expected string or bytes-like object, got '" + Values.typeName(pair.get(0)) + "'");
            }
            for (int i = 0; i < key.length(); i++) {
                if (" \t\n\r\f\u000b/>=".indexOf(key.charAt(i)) >= 0) {
                    throw PyError.value("Invalid character in attribute name: " + Values.repr(key));
                }
            }
            out.append(out.isEmpty() ? "" : " ")
                    .append(escaped(key))
                    .append("=\"")
                    .append(escaped(Values.str(pair.get(1))))
                    .append('"');
        }
        return out.isEmpty() || !bound.truth(2) ? out.toString() : " " + out;
    }
}
