package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.Arguments;
import java.util.List;

/**
 * Templates ⇒ text and values. Thread-safe: all state is in the call.
 * <p>Throws {@code JIN-…} with position where a template does what Python would refuse.
 */
public final class Renderer {
    private final Syntax syntax;
    private final boolean lenient;

    /** @param lenient whether undefined names may be called and asked for attributes, as while a project is parsed */
    public Renderer(Syntax syntax, boolean lenient) {
        this.syntax = syntax;
        this.lenient = lenient;
    }

    public Syntax syntax() {
        return syntax;
    }

    boolean lenient() {
        return lenient;
    }

    /** The same language with the other treatment of undefined names. */
    public Renderer withLenient(boolean newLenient) {
        return new Renderer(syntax, newLenient);
    }

    public String render(Template template, Globals globals) {
        if (template.literal()) {
            return template.body().isEmpty() ? "" : ((Statement.Text) template.body().getFirst()).text();
        }
        Interpreter interpreter = new Interpreter(this, template.source(), globals);
        return interpreter.render(template.body());
    }

    /**
     * The value of a template that is one single expression; the text of any other. Source: dbt's native environment,
     * recorded cases.
     */
    public Object renderNative(Template template, Globals globals) {
        List<Statement> body = template.body();
        if (body.size() == 1 && body.getFirst() instanceof Statement.Output output) {
            return new Interpreter(this, template.source(), globals).evaluate(output);
        }
        return render(template, globals);
    }

    /** Calls a macro: its text, or the value it gave to {@link ReturnSignal}. */
    public Object call(MacroDefinition macro, Globals globals, Arguments arguments) {
        return call(macro, macro.source(), globals, arguments);
    }

    private Object call(MacroDefinition macro, SourceText source, Globals globals, Arguments arguments) {
        try {
            return new Interpreter(this, source, globals).call(macro.tree(), null, arguments);
        } catch (ReturnSignal returned) {
            return returned.value();
        }
    }
}
