package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code selectors.yml} ⇒ {@link NamedSelectors}. Reads the definitions in file order: one can only inherit from those above
 * it, so that none goes in a circle. Source: dbt docs, "YAML selectors"; recorded cases in {@code select/features}.
 */
public final class NamedSelectorsParser {
    private static final List<String> KEYS = List.of("name", "definition", "description", "default");

    private final Function<YamlNode, @Nullable Object> rendered;
    private final Map<String, Definition> read = new LinkedHashMap<>();

    private NamedSelectorsParser(Function<YamlNode, @Nullable Object> rendered) {
        this.rendered = rendered;
    }

    /**
     * Reads the file's root value. Throws {@code SEL-004} where it cannot be understood.
     *
     * @param rendered a value of the file with its Jinja rendered, as plain data
     */
    public static NamedSelectors parse(YamlNode root, Function<YamlNode, @Nullable Object> rendered) {
        return new NamedSelectorsParser(rendered).parseRoot(root);
    }

    private NamedSelectors parseRoot(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping mapping)
                || mapping.find("selectors").isEmpty()) {
            throw malformed(root);
        }
        Optional<String> fallback = Optional.empty();
        SelectorForm form = new SelectorForm();
        YamlNode list = mapping.find("selectors").orElseThrow();
        if (!(list instanceof YamlNode.Sequence selectors)) {
            throw malformed(list);
        }
        for (YamlNode item : selectors.items()) {
            YamlNode.Mapping selector = wellFormed(item);
            String name = text(selector.find("name").orElseThrow());
            if (truth(selector, "default")) {
                if (fallback.isPresent()) {
                    throw unreadable(
                            item,
                            "two selectors are the default",
                            "Error when parsing the selector file. Found multiple selectors with `default: true`:"
                                    + fallback.get() + " and " + name);
                }
                fallback = Optional.of(name);
            }
            read.put(name, root(selector.find("definition").orElseThrow()));
            form.add(name, rendered.apply(selector));
        }
        return new NamedSelectors(read, fallback, form.shown());
    }

    private YamlNode.Mapping wellFormed(YamlNode item) {
        if (item instanceof YamlNode.Mapping selector
                && selector.find("name").isPresent()
                && selector.find("definition").isPresent()
                && selector.entries().stream().allMatch(entry -> KEYS.contains(entry.key()))) {
            be(selector, "name", String.class::isInstance);
            be(selector, "description", value -> value == null || value instanceof String);
            be(selector, "default", Boolean.class::isInstance);
            return selector;
        }
        throw malformed(item);
    }

    private void be(YamlNode.Mapping selector, String key, Predicate<@Nullable Object> fits) {
        YamlNode value = selector.find(key).orElse(selector);
        if (value != selector && !fits.test(rendered.apply(value))) {
            throw malformed(value);
        }
    }

    private Definition root(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> {
                if (!(rendered.apply(scalar) instanceof String)) {
                    throw malformed(node);
                }
                yield definition(node);
            }
            case YamlNode.Sequence _ -> throw malformed(node);
            case YamlNode.Mapping mapping -> {
                if (mapping.entries().size() > 1
                        && (mapping.find("union").isPresent()
                                || mapping.find("intersection").isPresent())) {
                    throw unreadable(
                            node,
                            "a definition has more beside union or intersection",
                            "Only a single 'union' or 'intersection' key is allowed in a root level selector definition; "
                                    + "found " + String.join(",", names(mapping)) + ".");
                }
                yield definition(node);
            }
        };
    }

    private Definition definition(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> words(scalar);
            case YamlNode.Sequence sequence -> joined(sequence, "union");
            case YamlNode.Mapping mapping -> mappingDefinition(mapping);
        };
    }

    private Definition words(YamlNode node) {
        Definition found;
        try {
            found = NamedSelectors.text(text(node));
        } catch (WeirException bad) {
            Diagnostic first = bad.diagnostics().getFirst();
            throw unreadable(node, first.primary(), first.message());
        }
        return checked(node, found);
    }

    private Definition mappingDefinition(YamlNode.Mapping mapping) {
        Optional<YamlNode> union = mapping.find("union");
        if (union.isPresent()) {
            return joined(union.get(), "union");
        }
        Optional<YamlNode> intersection = mapping.find("intersection");
        if (intersection.isPresent()) {
            return joined(intersection.get(), "intersection");
        }
        if (mapping.find("method").isPresent() && mapping.find("value").isPresent()) {
            return criterion(mapping);
        }
        if (mapping.entries().size() == 1) { // {tag: nightly}
            YamlNode.Entry only = mapping.entries().getFirst();
            String[] words = only.key().split("\\.", -1);
            return checked(
                    mapping,
                    new Definition.One(new Criterion(
                            only.key(),
                            words[0],
                            List.of(words).subList(1, words.length),
                            value(only.value()),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Optional.empty())));
        }
        throw unreadable(
                mapping,
                "a criterion needs method and value",
                "Expected either 1 key or else \"method\" and \"value\" keys, but got " + keys(mapping));
    }

    private static List<String> names(YamlNode.Mapping mapping) {
        return mapping.entries().stream().map(YamlNode.Entry::key).toList();
    }

    private static String keys(YamlNode.Mapping mapping) {
        return mapping.entries().isEmpty() ? "[]" : "['" + String.join("', '", names(mapping)) + "']";
    }

    private static List<YamlNode> items(YamlNode node, String key) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        throw unreadable(node, "\"" + key + "\" is no list", "Invalid value for key \"" + key + "\". Expected a list.");
    }

    private Definition joined(YamlNode node, String key) {
        List<Definition> members = new ArrayList<>();
        Optional<Definition> excluded = Optional.empty();
        for (YamlNode item : items(node, key)) {
            if (item instanceof YamlNode.Mapping map && map.find("exclude").isPresent()) {
                // also where the mapping has a method: the reference then looks at nothing but the exclusion
                if (excluded.isPresent()) {
                    throw unreadable(
                            item,
                            "a list has two excludes",
                            "You cannot provide multiple exclude arguments to the same selector set operator:\n"
                                    + SelectorDump.of(item));
                }
                excluded = Optional.of(joined(map.find("exclude").orElseThrow(), "exclude"));
            } else if (item instanceof YamlNode.Sequence) {
                throw unreadable(
                        item,
                        "a list of definitions holds a list",
                        "Invalid value type <class 'list'> in key \"" + key + "\", expected dict or str (value: "
                                + rendered.apply(item) + ").");
            } else {
                members.add(definition(item));
            }
        }
        Definition joined =
                key.equals("intersection") ? new Definition.Intersection(members) : new Definition.Union(members);
        return excluded.<Definition>map(out -> new Definition.Difference(joined, out))
                .orElse(joined);
    }

    private Definition criterion(YamlNode.Mapping mapping) {
        String method = text(mapping.find("method").orElseThrow());
        Object value = value(mapping.find("value").orElseThrow());
        if (method.equals("selector")) { // the reference looks at nothing else beside it
            return inherited(mapping, value);
        }
        Definition found = own(mapping, method, value);
        Optional<YamlNode> exclude = mapping.find("exclude");
        return exclude.isEmpty() ? found : new Definition.Difference(found, joined(exclude.get(), "exclude"));
    }

    private Definition inherited(YamlNode.Mapping at, Object name) {
        Definition known = read.get(String.valueOf(name));
        if (known == null) {
            throw unreadable(
                    at,
                    "there is no selector \"" + name + "\" above this one",
                    "Existing selector definition for " + name + " not found.");
        }
        return known;
    }

    private Definition own(YamlNode.Mapping mapping, String method, Object value) {
        String[] words = method.split("\\.", -1);
        boolean around = truth(mapping, "childrens_parents");
        if (around && truth(mapping, "children")) {
            throw unreadable(
                    mapping,
                    "children and childrens_parents exclude each other",
                    "Invalid node spec " + shown(mapping) + " - \"@\" prefix and \"+\" suffix are incompatible");
        }
        return checked(
                mapping,
                new Definition.One(new Criterion(
                        method + ":" + value,
                        words[0],
                        List.of(words).subList(1, words.length),
                        value,
                        depth(mapping, "parents", "parent"),
                        depth(mapping, "children", "child"),
                        around,
                        mapping.find("indirect_selection").map(word -> indirect(text(word))))));
    }

    private static IndirectSelection indirect(String word) {
        return IndirectSelection.of(word);
    }

    /** As Python shows a dict of texts and booleans. */
    private String shown(YamlNode.Mapping mapping) {
        List<String> entries = new ArrayList<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            Object value = rendered.apply(entry.value());
            String text = value instanceof String word
                    ? "'" + word + "'"
                    : value instanceof Boolean flag ? (flag ? "True" : "False") : String.valueOf(value);
            entries.add("'" + entry.key() + "': " + text);
        }
        return "{" + String.join(", ", entries) + "}";
    }

    /** Refuses methods that do not exist, also in selectors nobody asks for. */
    private static Definition checked(YamlNode at, Definition definition) {
        switch (definition) {
            case Definition.One one -> {
                if (!SelectorMethods.exists(one.criterion().method())) {
                    throw unreadable(
                            at,
                            "there is no selector method \"" + one.criterion().method() + "\"",
                            "'" + one.criterion().method() + "' is not a valid method name");
                }
            }
            case Definition.Union union -> union.members().forEach(member -> checked(at, member));
            case Definition.Intersection both -> both.members().forEach(member -> checked(at, member));
            case Definition.Everything _, Definition.Word _, Definition.Difference _ -> {}
        }
        return definition;
    }

    private Optional<Integer> depth(YamlNode.Mapping mapping, String side, String word) {
        Optional<YamlNode> written = mapping.find(side + "_depth");
        Optional<Integer> depth = Optional.empty();
        if (written.isPresent()) {
            Object value = rendered.apply(written.get());
            try {
                depth = Optional.of(Integer.parseInt(String.valueOf(value).strip()));
            } catch (NumberFormatException noNumber) {
                throw unreadable(
                        written.get(),
                        "\"" + side + "_depth\" is no number",
                        "Invalid node spec - could not handle " + word + " depth " + value);
            }
        }
        return truth(mapping, side) ? Optional.of(depth.orElse(Integer.MAX_VALUE)) : Optional.empty();
    }

    /** As Python takes it: any text but an empty one is true. */
    private boolean truth(YamlNode.Mapping mapping, String key) {
        return mapping.find(key)
                .map(value -> switch (rendered.apply(value)) {
                    case null -> false;
                    case Boolean flag -> flag;
                    case String text -> !text.isEmpty() && !text.equals("False");
                    case Number number -> number.doubleValue() != 0;
                    case Object _ -> true;
                })
                .orElse(false);
    }

    private Object value(YamlNode node) {
        Object value = rendered.apply(node);
        return value == null ? "None" : value;
    }

    private String text(YamlNode node) {
        Object value = node instanceof YamlNode.Scalar ? rendered.apply(node) : null;
        if (value == null) {
            throw malformed(node);
        }
        return String.valueOf(value);
    }

    private static WeirException unreadable(YamlNode at, String primary, String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.SEL_004, primary)
                .at(at.span())
                .inWordsOfDbt("Could not read selector file data: Runtime Error\n  " + words.replace("\n", "\n  ")));
    }

    private static WeirException malformed(YamlNode at) {
        return new WeirException(Diagnostic.of(DiagnosticCode.SEL_004, "this is no definition of a selector")
                .at(at.span())
                .inWordsOfDbt("Could not parse selector file data: \n" + SelectorDump.of(at)
                        + "\n\nValid root-level selector definitions: union, intersection, string, dictionary. No lists. \n"
                        + "https://docs.getdbt.com/reference/node-selection/yaml-selectors"));
    }
}
