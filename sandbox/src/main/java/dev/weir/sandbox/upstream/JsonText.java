package dev.weir.sandbox.upstream;

import dev.weir.base.YamlNode;

/** YAML values ⇒ JSON. */
final class JsonText {
    private JsonText() {}

    static String of(YamlNode node) {
        var json = new StringBuilder();
        write(node, json);
        return json.toString();
    }

    private static void write(YamlNode node, StringBuilder json) {
        switch (node) {
            case YamlNode.Scalar scalar -> {
                if (scalar.value() == null) json.append("null");
                else if (scalar.value() instanceof Boolean || scalar.value() instanceof Number)
                    json.append(scalar.value());
                else string(scalar.text(), json);
            }
            case YamlNode.Sequence sequence -> {
                json.append('[');
                for (int i = 0; i < sequence.items().size(); i++) {
                    if (i > 0) json.append(',');
                    write(sequence.items().get(i), json);
                }
                json.append(']');
            }
            case YamlNode.Mapping mapping -> {
                json.append('{');
                for (int i = 0; i < mapping.entries().size(); i++) {
                    if (i > 0) json.append(',');
                    string(mapping.entries().get(i).key(), json);
                    json.append(':');
                    write(mapping.entries().get(i).value(), json);
                }
                json.append('}');
            }
        }
    }

    private static void string(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ')
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            else json.append(c);
        }
        json.append('"');
    }
}
