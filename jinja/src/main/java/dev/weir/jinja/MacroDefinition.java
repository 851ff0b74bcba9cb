package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A macro at the top level of a template, and where the block stands in its source, from the opening tag to the closing one
 * (start inclusive, end exclusive). Immutable, as its template.
 */
public record MacroDefinition(Template template, Macro tree) {
    /** A parameter and its default as written. */
    public record Parameter(String name, Optional<Expression> otherwise) {}

    /** The name its tag gives it. */
    public String name() {
        return tree.name();
    }

    public SourceText source() {
        return template.source();
    }

    public int start() {
        return tree.start();
    }

    public int end() {
        return tree.end();
    }

    /** The whole block as written, both tags included. */
    public String text() {
        return source().text().substring(start(), end());
    }

    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        int firstDefault = tree.parameters().size() - tree.defaults().size();
        for (int i = 0; i < tree.parameters().size(); i++) {
            parameters.add(new Parameter(
                    tree.parameters().get(i).name(),
                    i < firstDefault
                            ? Optional.empty()
                            : Optional.of(tree.defaults().get(i - firstDefault))));
        }
        return parameters;
    }
}
