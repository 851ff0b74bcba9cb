package dev.weir.jinja;

import dev.weir.jinja.tree.MacroTree;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyTuple;
import org.jspecify.annotations.Nullable;

/** A macro defined in the running template, with the scope it was defined in. */
final class MacroValue implements PyCallable {
    private final MacroTree tree;
    private final Frame scope;
    private final Interpreter interpreter;

    MacroValue(MacroTree tree, Frame scope, Interpreter interpreter) {
        this.tree = tree;
        this.scope = scope;
        this.interpreter = interpreter;
    }

    @Override
    public Object call(Arguments arguments) {
        return interpreter.call(tree, scope, arguments);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> tree.name().equals("caller") ? None.NONE : tree.name();
            case "arguments" -> PyTuple.of(tree.parameters().toArray());
            case "catch_kwargs" -> tree.readsKwargs();
            case "catch_varargs" -> tree.readsVarargs();
            case "caller" -> tree.readsCaller();
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String repr() {
        return "<Macro " + (tree.name().equals("caller") ? "anonymous" : "'" + tree.name() + "'") + ">";
    }
}
