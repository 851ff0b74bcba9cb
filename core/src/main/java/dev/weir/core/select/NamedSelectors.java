package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Ordered;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of {@code selectors.yml}, read by {@link NamedSelectorsParser}.
 *
 * @param shown each selector as the manifest shows it: words as mappings, inherited ones in full
 * @param fallback the definition that counts when a command names nothing ({@code default: true})
 */
public record NamedSelectors(
        Map<String, Definition> definitions, Optional<String> fallback, Map<String, Object> shown) {
    /** There is no {@code selectors.yml}. */
    public static final NamedSelectors NONE = new NamedSelectors(Map.of(), Optional.empty());

    public NamedSelectors {
        definitions = Ordered.copyOf(definitions);
        shown = Ordered.copyOf(shown);
    }

    NamedSelectors(Map<String, Definition> definitions, Optional<String> fallback) {
        this(definitions, fallback, Map.of());
    }

    /** The definition a request stands for: its selector, else its words, else the default selector, else everything. */
    Definition resolve(SelectionRequest request) {
        if (request.selector().isPresent()) {
            return find(request.selector().get());
        }
        if (request.select().isEmpty() && request.exclude().isEmpty() && fallback.isPresent()) {
            return find(fallback.get());
        }
        Definition selected = request.select().isEmpty() ? new Definition.Everything() : words(request.select());
        return request.exclude().isEmpty() ? selected : new Definition.Difference(selected, words(request.exclude()));
    }

    private Definition find(String name) {
        Definition found = definitions.get(name);
        if (found == null) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_004, "there is no selector \"" + name + "\"")
                    .inWordsOfDbt("Could not find selector named " + name + ", expected one of " + known())
                    .withHint("Selectors are defined in selectors.yml beside dbt_project.yml."));
        }
        return found;
    }

    /** As Python shows a list of texts. */
    private String known() {
        List<String> quoted = new ArrayList<>();
        for (String name : definitions.keySet()) {
            quoted.add("'" + name + "'");
        }
        return "[" + String.join(", ", quoted) + "]";
    }

    /** Words of the command line: blanks join, commas intersect, and each is warned of when it matches nothing. */
    private static Definition words(List<String> texts) {
        List<Definition> union = new ArrayList<>();
        for (String text : texts) {
            for (String word : text.split(" ", -1)) {
                union.add(new Definition.Word(word, word(word)));
            }
        }
        return new Definition.Union(union);
    }

    /** A text in {@code selectors.yml}: one criterion. Blanks and commas join nothing there. */
    static Definition text(String text) {
        return new Definition.One(Criterion.parse(text));
    }

    private static Definition word(String word) {
        List<Definition> parts = new ArrayList<>();
        for (String part : word.split(",", -1)) {
            parts.add(new Definition.One(Criterion.parse(part)));
        }
        return parts.size() == 1 ? parts.getFirst() : new Definition.Intersection(parts);
    }
}
