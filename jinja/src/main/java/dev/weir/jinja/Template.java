package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.Scope;
import dev.weir.jinja.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A parsed template: its statements, with every variable's slot settled. Immutable and thread-safe; made by {@link
 * JinjaParser}.
 *
 * @param source the text, with {@code \n} line ends only; offsets in the tree are offsets here
 * @param frameSize the number of slots the top level needs
 * @param scope what happens to these slots at the start
 */
public record Template(SourceText source, List<Statement> body, int frameSize, Scope scope) {
    public Template {
        body = List.copyOf(body);
    }

    /** The macros defined at the top level, in order. */
    public List<MacroDefinition> macros() {
        List<MacroDefinition> macros = new ArrayList<>();
        for (Statement statement : body) {
            if (statement instanceof Statement.Define define) {
                macros.add(new MacroDefinition(this, define.macro()));
            }
        }
        return macros;
    }

    /** Whether it is text alone. */
    public boolean literal() {
        return body.isEmpty() || (body.size() == 1 && body.getFirst() instanceof Statement.Text);
    }
}
