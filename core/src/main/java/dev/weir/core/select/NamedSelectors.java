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
 * @param fallback the definition that counts when a command names nothing ({@code default: true})
 */
public record NamedSelectors(Map<String, Definition> definitions, Optional<String> fallback) {
    public NamedSelectors {
        definitions = Ordered.copyOf(definitions);
    }

    /** The definition a request stands for: its selector, else its words, else the default selector, else everything. */
    Definition resolve(SelectionRequest request) {
        if (request.selector().isPresent()) {
            return find(request.selector().get());
        }
        if (request.select().isEmpty() && request.exclude().isEmpty() && fallback.isPresent()) {
            return find(fallback.get());
        }
        Definition selected = request.select().isEmpty() ? everything() : words(request.select());
        return request.exclude().isEmpty() ? selected : new Definition.Difference(selected, words(request.exclude()));
    }

    private Definition find(String name) {
        Definition found = definitions.get(name);
        if (found == null) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_004, "there is no selector \"" + name + "\"")
                    .inWordsOfDbt("Could not find selector named " + name + ", expected one of "
                            + List.copyOf(definitions.keySet()))
                    .withHint("Selectors are defined in selectors.yml beside dbt_project.yml."));
        }
        return found;
    }

    /** Everything: what a command without words selects. */
    static Definition everything() {
        return new Definition.Everything();
    }

    /** Blanks join, commas intersect. */
    static Definition words(List<String> texts) {
        List<Definition> union = new ArrayList<>();
        for (String text : texts) {
            for (String word : text.strip().split("\\s+", -1)) {
                List<Definition> parts = new ArrayList<>();
                for (String part : word.split(",", -1)) {
                    parts.add(new Definition.One(Criterion.parse(part)));
                }
                union.add(parts.size() == 1 ? parts.getFirst() : new Definition.Intersection(parts));
            }
        }
        return new Definition.Union(union);
    }
}
