package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.IsoText;
import dev.weir.base.WeirException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Plain trees ⇔ JSON text, spelled as Python's {@code json} module spells it. */
public final class JsonText {
    /** NaN and Infinity are numbers, as in Python. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsonText() {}

    /** Throws {@code CMP-007} when the text is no JSON value. */
    public static @Nullable Object parse(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.CMP_007, "this is not JSON: more follows the value"));
            }
            return value;
        } catch (JacksonException broken) {
            TokenStreamLocation place = broken.getLocation();
            throw new WeirException(
                    Diagnostic.of(
                            DiagnosticCode.CMP_007,
                            "this is not JSON: " + broken.getOriginalMessage() + ": line " + place.getLineNr()
                                    + " column " + place.getColumnNr()),
                    broken);
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CMP_007, "this is not JSON: no value"));
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> {
                BigInteger number = parser.getBigIntegerValue();
                yield number.bitLength() < 64 ? (Object) number.longValue() : number;
            }
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }

    /** One line, {@code ", "} and {@code ": "} between, as {@code json.dumps} writes it. */
    public static String write(@Nullable Object data, boolean sorted) {
        StringBuilder text = new StringBuilder();
        write(text, data, sorted, -1, 0);
        return text.toString();
    }

    /** With line breaks and sorted keys. */
    public static String writeIndented(@Nullable Object data, int indent) {
        StringBuilder text = new StringBuilder();
        write(text, data, true, indent, 0);
        return text.toString();
    }

    /** With line breaks, keys in their order. */
    public static String writeIndentedInOrder(@Nullable Object data, int indent) {
        StringBuilder text = new StringBuilder();
        write(text, data, false, indent, 0);
        return text.toString();
    }

    private static void write(StringBuilder text, @Nullable Object data, boolean sorted, int indent, int depth) {
        switch (data) {
            case null -> text.append("null");
            case String string -> quote(text, string);
            case Boolean flag -> text.append(flag ? "true" : "false");
            case Double number -> text.append(dev.weir.jinja.value.Values.repr(number));
            case BigDecimal number -> text.append(number.toPlainString());
            case Number number -> text.append(number);
            case Map<?, ?> map -> {
                Map<?, ?> ordered = sorted ? new TreeMap<>(map) : map;
                text.append('{');
                String separator = "";
                for (Map.Entry<?, ?> entry : ordered.entrySet()) {
                    text.append(separator);
                    separator = indent < 0 ? ", " : ",";
                    newLine(text, indent, depth + 1);
                    quote(text, String.valueOf(entry.getKey()));
                    text.append(": ");
                    write(text, entry.getValue(), sorted, indent, depth + 1);
                }
                if (!map.isEmpty()) {
                    newLine(text, indent, depth);
                }
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                String separator = "";
                for (Object item : list) {
                    text.append(separator);
                    separator = indent < 0 ? ", " : ",";
                    newLine(text, indent, depth + 1);
                    write(text, item, sorted, indent, depth + 1);
                }
                if (!list.isEmpty()) {
                    newLine(text, indent, depth);
                }
                text.append(']');
            }
            case Object other -> quote(text, IsoText.of(other));
        }
    }

    private static void newLine(StringBuilder text, int indent, int depth) {
        if (indent >= 0) {
            text.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private static void quote(StringBuilder text, String string) {
        text.append('"');
        for (int at = 0; at < string.length(); at++) {
            char c = string.charAt(at);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        text.append("\\u");
                        String hex = Integer.toHexString(c);
                        text.append("0".repeat(4 - hex.length())).append(hex);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
