package dev.weir.packages;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of packages as the reference writes them: keys sorted, list items indented by two. */
final class PackagesText {
    static final String KEY = "packages";

    private PackagesText() {}

    /** A whole file. */
    static String of(List<Map<String, @Nullable Object>> packages) {
        StringBuilder text = new StringBuilder(KEY).append(packages.isEmpty() ? ": []\n" : ":\n");
        packages.forEach(each -> text.append(item(each, "  ")));
        return text.toString();
    }

    /** One item of a list. */
    static String item(Map<String, @Nullable Object> entry, String indent) {
        StringBuilder text = new StringBuilder();
        String before = indent + "- ";
        for (Map.Entry<String, @Nullable Object> each : new java.util.TreeMap<>(entry).entrySet()) {
            text.append(before).append(each.getKey()).append(':');
            if (each.getValue() instanceof List<?> list) {
                for (Object value : list) {
                    text.append('\n').append(indent).append("    - ").append(scalar(value));
                }
            } else {
                text.append(' ').append(scalar(each.getValue()));
            }
            text.append('\n');
            before = indent + "  ";
        }
        return text.toString();
    }

    /** A scalar, plain where it reads back as the same text. */
    static String scalar(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (!(value instanceof String text)) {
            return value instanceof Boolean ? value.toString() : Values.str(Values.fromData(value));
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < 0x20 || text.charAt(at) > 0x7e) {
                return PythonJson.of(text); // what JSON quotes, YAML reads
            }
        }
        return readsBack(text) ? text : "'" + text.replace("'", "''") + "'";
    }

    private static boolean readsBack(String text) {
        try {
            Optional<YamlNode> node = YamlParser.parse(new SourceText("value", "key: " + text + "\n"));
            return node.orElse(null) instanceof YamlNode.Mapping mapping
                    && mapping.entries().size() == 1
                    && mapping.entries().getFirst().value() instanceof YamlNode.Scalar scalar
                    && !scalar.quoted()
                    && text.equals(scalar.value());
        } catch (WeirException noYaml) {
            return false;
        }
    }
}
