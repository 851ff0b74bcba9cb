package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code selectors.yml} ⇒ {@link NamedSelectors}. Source: dbt docs, "YAML selectors". */
public final class NamedSelectorsParser {
    private final Map<String, YamlNode.Mapping> written = new LinkedHashMap<>();
    private final Map<String, Definition> read = new LinkedHashMap<>();
    private final Set<String> reading = new LinkedHashSet<>();

    private NamedSelectorsParser() {}

    /** Reads the file's root value. Throws {@code SEL-004} where it cannot be understood. */
    public static NamedSelectors parse(YamlNode root) {
        return new NamedSelectorsParser().parseRoot(root);
    }

    private NamedSelectors parseRoot(YamlNode root) {
        Optional<String> fallback = Optional.empty();
        for (YamlNode item : items(member(mapping(root), "selectors"))) {
            YamlNode.Mapping selector = mapping(item);
            String name = text(member(selector, "name"));
            written.put(name, selector);
            boolean isDefault = selector.find("default")
                    .map(value -> Boolean.TRUE.equals(value.plain()))
                    .orElse(false);
            if (isDefault) {
                fallback = Optional.of(name);
            }
        }
        for (Map.Entry<String, YamlNode.Mapping> entry : List.copyOf(written.entrySet())) {
            named(entry.getKey(), entry.getValue());
        }
        return new NamedSelectors(read, fallback);
    }

    private Definition named(String name, YamlNode at) {
        Definition known = read.get(name);
        if (known != null) {
            return known;
        }
        YamlNode.Mapping selector = written.get(name);
        if (selector == null) {
            throw broken(at, "there is no selector \"" + name + "\"", "Define it in this file.");
        }
        if (!reading.add(name)) {
            throw broken(at, "selector \"" + name + "\" refers to itself", "Remove one of the references.");
        }
        Definition definition = definition(member(selector, "definition"));
        reading.remove(name);
        read.put(name, definition);
        return definition;
    }

    private Definition definition(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> NamedSelectors.words(List.of(scalar.text()));
            case YamlNode.Sequence sequence -> union(sequence);
            case YamlNode.Mapping mapping -> mappingDefinition(mapping);
        };
    }

    private Definition mappingDefinition(YamlNode.Mapping mapping) {
        Optional<YamlNode> union = mapping.find("union");
        if (union.isPresent()) {
            return union(union.get());
        }
        Optional<YamlNode> intersection = mapping.find("intersection");
        if (intersection.isPresent()) {
            return excluding(intersection.get(), Definition.Intersection::new);
        }
        if (mapping.find("method").isPresent()) {
            return criterion(mapping);
        }
        if (mapping.entries().size() == 1) { // {tag: nightly}
            YamlNode.Entry only = mapping.entries().getFirst();
            return new Definition.One(Criterion.parse(only.key() + ":" + text(only.value())));
        }
        throw broken(mapping, "this definition has neither method, union nor intersection", "Add one of them.");
    }

    private Definition union(YamlNode node) {
        return excluding(node, Definition.Union::new);
    }

    private Definition excluding(YamlNode node, java.util.function.Function<List<Definition>, Definition> join) {
        List<Definition> members = new ArrayList<>();
        List<Definition> excluded = new ArrayList<>();
        for (YamlNode item : items(node)) {
            Optional<YamlNode> exclude = item instanceof YamlNode.Mapping map ? map.find("exclude") : Optional.empty();
            if (exclude.isPresent()
                    && item instanceof YamlNode.Mapping map
                    && map.entries().size() == 1) {
                items(exclude.get()).forEach(each -> excluded.add(definition(each)));
            } else {
                members.add(definition(item));
            }
        }
        Definition joined = join.apply(members);
        return excluded.isEmpty() ? joined : new Definition.Difference(joined, new Definition.Union(excluded));
    }

    private Definition criterion(YamlNode.Mapping mapping) {
        String method = text(member(mapping, "method"));
        String value = text(member(mapping, "value"));
        Definition found;
        if (method.equals("selector")) {
            found = named(value, mapping);
        } else {
            String[] words = method.split("\\.", -1);
            found = new Definition.One(new Criterion(
                    method + ":" + value,
                    words[0],
                    List.of(words).subList(1, words.length),
                    value,
                    depth(mapping, "parents"),
                    depth(mapping, "children"),
                    flag(mapping, "childrens_parents"),
                    mapping.find("indirect_selection").map(word -> IndirectSelection.of(text(word)))));
        }
        Optional<YamlNode> exclude = mapping.find("exclude");
        return exclude.isEmpty() ? found : new Definition.Difference(found, union(exclude.get()));
    }

    private static Optional<Integer> depth(YamlNode.Mapping mapping, String side) {
        if (!flag(mapping, side)) {
            return Optional.empty();
        }
        return Optional.of(mapping.find(side + "_depth")
                .map(value -> value.plain() instanceof Long depth ? depth.intValue() : Integer.MAX_VALUE)
                .orElse(Integer.MAX_VALUE));
    }

    private static boolean flag(YamlNode.Mapping mapping, String key) {
        return mapping.find(key)
                .map(value -> Boolean.TRUE.equals(value.plain()))
                .orElse(false);
    }

    private static YamlNode.Mapping mapping(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw broken(node, "a mapping is expected here", "See \"YAML selectors\" in the dbt docs.");
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    }

    private static YamlNode member(YamlNode.Mapping mapping, String key) {
        return mapping.find(key).orElseThrow(() -> broken(mapping, "\"" + key + "\" is missing here", "Add it."));
    }

    private static String text(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.text();
        }
        throw broken(node, "a single value is expected here", "Write a name or a pattern.");
    }

    private static WeirException broken(YamlNode at, String primary, String hint) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.SEL_004, primary).at(at.span()).withHint(hint));
    }
}
