package dev.weir.packages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a hub answers: JSON text ⇒ plain data. */
final class Json {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying where the text is no JSON */
    static @Nullable Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipBlank();
        if (json.at < text.length()) {
            throw json.broken("the end");
        }
        return value;
    }

    private @Nullable Object value() {
        skipBlank();
        if (at >= text.length()) {
            throw broken("a value");
        }
        if (++depth > DEEPEST) {
            throw broken("less depth");
        }
        Object value = switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        skipBlank();
        if (take('}')) {
            return object;
        }
        do {
            skipBlank();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw broken("a key");
            }
            String key = string();
            skipBlank();
            expect(':');
            object.put(key, value());
            skipBlank();
        } while (take(','));
        expect('}');
        return object;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        at++;
        skipBlank();
        if (take(']')) {
            return array;
        }
        do {
            array.add(value());
            skipBlank();
        } while (take(','));
        expect(']');
        return array;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length()) {
            char each = text.charAt(at++);
            if (each == '"') {
                return string.toString();
            }
            string.append(each == '\\' ? escape() : each);
        }
        throw broken("a closing quote");
    }

    private char escape() {
        char each = at < text.length() ? text.charAt(at++) : ' ';
        return switch (each) {
            case '"', '\\', '/' -> each;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                try {
                    at += 4;
                    yield (char) Integer.parseInt(text, at - 4, at, 16);
                } catch (NumberFormatException | IndexOutOfBoundsException notHex) {
                    throw broken("four hexadecimal digits");
                }
            }
            default -> throw broken("an escape");
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw broken("a value");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at)).doubleValue();
        } catch (NumberFormatException noNumber) {
            at = start;
            throw broken("a value");
        }
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw broken("\"" + wanted + "\"");
        }
    }

    private void skipBlank() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private IllegalArgumentException broken(String wanted) {
        return new IllegalArgumentException("expected " + wanted + " at character " + (at + 1));
    }
}
