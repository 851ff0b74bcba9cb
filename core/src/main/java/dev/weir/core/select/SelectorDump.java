package dev.weir.core.select;

import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A part of {@code selectors.yml} as messages quote it: YAML in block style, keys sorted. */
final class SelectorDump {
    private SelectorDump() {}

    /** Texts that would be read as something else without quotes. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)(|~|null|true|false|yes|no|on|off|[-+.]?\\d.*)");

    static String of(YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            return String.join("\n", lines(node));
        }
        if (scalar.value() == null) {
            return "null\n...";
        }
        return scalar.quoted() && AMBIGUOUS.matcher(scalar.text()).matches()
                ? "'" + scalar.text() + "'"
                : scalar.text() + "\n...";
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
