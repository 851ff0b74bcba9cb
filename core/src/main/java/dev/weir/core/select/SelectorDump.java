package dev.weir.core.select;

import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** A part of {@code selectors.yml} as messages quote it: YAML in block style, keys sorted. */
final class SelectorDump {
    private SelectorDump() {}

    static String of(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.text() + "\n..." : String.join("\n", lines(node));
    }

    private static List<String> lines(YamlNode node) {
        List<String> lines = new ArrayList<>();
        switch (node) {
            case YamlNode.Scalar scalar -> lines.add(scalar.text());
            case YamlNode.Sequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    String lead = "- ";
                    for (String line : lines(item)) {
                        lines.add(lead + line);
                        lead = "  ";
                    }
                }
            }
            case YamlNode.Mapping mapping -> {
                List<YamlNode.Entry> entries = new ArrayList<>(mapping.entries());
                entries.sort((one, other) -> one.key().compareTo(other.key()));
                for (YamlNode.Entry entry : entries) {
                    if (entry.value() instanceof YamlNode.Scalar scalar) {
                        lines.add(entry.key() + ": " + scalar.text());
                    } else {
                        lines.add(entry.key() + ":");
                        String lead = entry.value() instanceof YamlNode.Mapping ? "  " : "";
                        lines(entry.value()).forEach(line -> lines.add(lead + line));
                    }
                }
            }
        }
        return lines;
    }
}
