package dev.weir.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text ⇒ positioned YAML tree. Merge keys ({@code <<}) are applied; anchors are shared values; of a key that stands twice
 * the last one counts and a {@link DiagnosticCode#YML_002} warning is handed to the listener, as dbt 1.11 does.
 */
public final class YamlParser {
    /** Hears of findings that do not stop the parse. */
    public interface Listener {
        void warn(Diagnostic diagnostic);
    }

    private static final int MAX_ALIASES = 10_000;
    private static final int MAX_CODE_POINTS = 64 * 1024 * 1024;

    private final SourceText source;
    private final Listener listener;
    private final Ending ending;
    private final Map<Node, YamlNode> seen = new IdentityHashMap<>();
    private final int[] @Nullable [] surrogates = {null};

    private YamlParser(SourceText source, Listener listener, Ending ending) {
        this.source = source;
        this.listener = listener;
        this.ending = ending;
    }

    /** The one document of the text; empty when the text holds no value. Throws {@code YML-001} on broken YAML. */
    public static Optional<YamlNode> parse(SourceText source) {
        return parse(source, _ -> {});
    }

    public static Optional<YamlNode> parse(SourceText source, Listener listener) {
        return parse(source, listener, Ending.KEPT);
    }

    /** What becomes of white space at the end of the text: it may belong to the last value. */
    public enum Ending {
        KEPT,
        STRIPPED
    }

    public static Optional<YamlNode> parse(SourceText source, Listener listener, Ending ending) {
        return new YamlParser(source, listener, ending).parse();
    }

    private Optional<YamlNode> parse() {
        String text = ending == Ending.STRIPPED ? source.text().stripTrailing() : source.text();
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setAllowDuplicateKeys(true);
        try {
            Node root = new Composer(new ParserImpl(new StreamReader(text), options), new YamlTags(), options)
                    .getSingleNode();
            return root == null ? Optional.empty() : Optional.of(convert(root));
        } catch (MarkedYAMLException broken) {
            throw new WeirException(diagnose(broken), broken);
        } catch (YAMLException broken) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.YML_001, "not valid YAML: " + broken.getMessage())
                            .at(source.span(0, 0)),
                    broken);
        }
    }

    private Diagnostic diagnose(MarkedYAMLException broken) {
        Mark mark = broken.getProblemMark() != null ? broken.getProblemMark() : broken.getContextMark();
        String problem = broken.getProblem() == null ? "cannot be read" : broken.getProblem();
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.YML_001, "not valid YAML: " + problem);
        if (mark != null) {
            int offset = offset(mark);
            diagnostic = diagnostic.at(source.span(offset, offset + 1));
        }
        return broken.getContext() == null
                ? diagnostic
                : diagnostic.withDetail("The reader was " + broken.getContext().strip() + ".");
    }

    private YamlNode convert(Node node) {
        YamlNode known = seen.get(node);
        if (known != null) {
            return known;
        }
        YamlNode converted = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>(sequence.getValue().size());
                for (Node item : sequence.getValue()) {
                    items.add(convert(item));
                }
                yield new YamlNode.Sequence(span(node), items);
            }
            case MappingNode mapping -> mapping(mapping);
            default -> throw new IllegalStateException("unresolved YAML node " + node.getNodeId());
        };
        seen.put(node, converted);
        return converted;
    }

    private YamlNode.Scalar scalar(ScalarNode node) {
        boolean quoted = node.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN;
        Object value = quoted && !node.getTag().equals(Tag.BINARY)
                ? explicit(node)
                : YamlScalars.resolve(node.getTag(), node.getValue());
        return new YamlNode.Scalar(span(node), node.getValue(), value, quoted);
    }

    /** A quoted scalar is text unless a tag such as {@code !!int} says otherwise. */
    private static @Nullable Object explicit(ScalarNode node) {
        return node.getTag().equals(Tag.STR) ? node.getValue() : YamlScalars.resolve(node.getTag(), node.getValue());
    }

    private YamlNode.Mapping mapping(MappingNode node) {
        List<YamlNode.Entry> entries = new ArrayList<>(node.getValue().size());
        Map<String, Integer> places = new HashMap<>();
        List<YamlNode.Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(convert(tuple.getValueNode()), merged);
                continue;
            }
            YamlNode.Entry entry = entry(tuple);
            Integer earlier = places.putIfAbsent(entry.key(), entries.size());
            if (earlier == null) {
                entries.add(entry);
            } else {
                listener.warn(duplicate(entry, entries.get(earlier)));
                entries.set(earlier, entry);
            }
        }
        for (YamlNode.Entry entry : merged) {
            if (places.putIfAbsent(entry.key(), entries.size()) == null) {
                entries.add(entry);
            }
        }
        return new YamlNode.Mapping(span(node), entries);
    }

    private YamlNode.Entry entry(NodeTuple tuple) {
        if (!(convert(tuple.getKeyNode()) instanceof YamlNode.Scalar key)) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.YML_001, "not valid YAML: found unhashable key")
                    .at(span(tuple.getKeyNode()))
                    .withDetail("The reader was while constructing a mapping.")
                    .withHint("Put quotes around a template: \"{{ … }}\"."));
        }
        return new YamlNode.Entry(key.text(), key.span(), convert(tuple.getValueNode()));
    }

    private static void merge(YamlNode value, List<YamlNode.Entry> into) {
        switch (value) {
            case YamlNode.Mapping mapping -> into.addAll(mapping.entries());
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> merge(item, into));
            case YamlNode.Scalar _ -> {}
        }
    }

    private static Diagnostic duplicate(YamlNode.Entry again, YamlNode.Entry first) {
        return Diagnostic.of(DiagnosticCode.YML_002, "key \"" + again.key() + "\" stands twice")
                .at(again.keySpan())
                .withDetail(
                        "The first one is on line " + first.keySpan().start().line() + "; the last one counts.")
                .withHint("Remove one of the two.");
    }

    private Span span(Node node) {
        return source.span(offset(node.getStartMark()), offset(node.getEndMark()));
    }

    /** Marks count code points; texts beyond the basic plane are rare, so the map is made only when needed. */
    private int offset(Mark mark) {
        int codePoints = mark.getIndex();
        int[] map = surrogates[0];
        if (map == null) {
            map = surrogateOffsets(source.text());
            surrogates[0] = map;
        }
        int offset = codePoints;
        for (int surrogate : map) {
            if (surrogate >= offset) {
                break;
            }
            offset++;
        }
        return Math.min(offset, source.text().length());
    }

    private static int[] surrogateOffsets(String text) {
        int[] offsets = {};
        for (int at = 0; at < text.length(); at++) {
            if (Character.isHighSurrogate(text.charAt(at))) {
                offsets = Arrays.copyOf(offsets, offsets.length + 1);
                offsets[offsets.length - 1] = at;
            }
        }
        return offsets;
    }
}
