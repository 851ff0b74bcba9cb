package dev.weir.packages;

import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plain data as {@code json.dumps(…, sort_keys=True)} writes it, since the lock file's sum is taken over that text. */
final class PythonJson {
    private PythonJson() {}

    static String of(@Nullable Object data) {
        StringBuilder text = new StringBuilder();
        write(data, text);
        return text.toString();
    }

    private static void write(@Nullable Object data, StringBuilder text) {
        if (data == null) {
            text.append("null");
        } else if (data instanceof Map<?, ?> map) {
            String separator = "";
            text.append('{');
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
            for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
                text.append(separator);
                quote(entry.getKey(), text);
                text.append(": ");
                write(entry.getValue(), text);
                separator = ", ";
            }
            text.append('}');
        } else if (data instanceof List<?> list) {
            String separator = "";
            text.append('[');
            for (Object item : list) {
                text.append(separator);
                write(item, text);
                separator = ", ";
            }
            text.append(']');
        } else if (data instanceof Number number) {
            text.append(Values.str(Values.fromData(number)));
        } else if (data instanceof Boolean) {
            text.append(data);
        } else {
            quote(String.valueOf(data), text);
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            switch (each) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (each < 0x20 || each > 0x7e) {
                        String hex = Integer.toHexString(each);
                        text.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                    } else {
                        text.append(each);
                    }
                }
            }
        }
        text.append('"');
    }
}
