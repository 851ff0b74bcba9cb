package dev.weir.jinja.tree;

import java.util.List;

/**
 * Parameters and body of a macro or call block. The last {@code defaults.size()} parameters have the defaults, in order.
 *
 * @param readsVarargs whether the body reads {@code varargs}; likewise for the others
 */
public record MacroTree(
        String name,
        int offset,
        List<String> parameters,
        List<Expression> defaults,
        List<Statement> body,
        boolean readsVarargs,
        boolean readsKwargs,
        boolean readsCaller) {
    public MacroTree {
        parameters = List.copyOf(parameters);
        defaults = List.copyOf(defaults);
        body = List.copyOf(body);
    }
}
