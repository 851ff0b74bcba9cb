package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.Statement;
import java.util.List;

/**
 * A parsed template. Immutable and thread-safe.
 *
 * @param macros macros defined at the top level, in order
 */
public record Template(SourceText source, List<Statement> body, List<MacroDefinition> macros) {
    public Template {
        body = List.copyOf(body);
        macros = List.copyOf(macros);
    }

    /** Whether it is text alone. */
    public boolean literal() {
        return body.isEmpty() || (body.size() == 1 && body.getFirst() instanceof Statement.Text);
    }
}
