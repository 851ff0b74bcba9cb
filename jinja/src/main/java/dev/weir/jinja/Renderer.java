package dev.weir.jinja;

import dev.weir.base.WeirException;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyError;

/**
 * Templates and names ⇒ text and values. Immutable and thread-safe. Errors are {@code JIN-002} with the position in the
 * template and, as detail, the macros they came through; errors of called functions keep their own code.
 */
public final class Renderer {
    private final Syntax syntax;
    private final boolean lenient;

    /** @param lenient whether undefined names may be called and asked for attributes, as while a project is parsed */
    public Renderer(Syntax syntax, boolean lenient) {
        this.syntax = syntax;
        this.lenient = lenient;
    }

    /** The same language with the other treatment of undefined names. */
    public Renderer withLenient(boolean newLenient) {
        return new Renderer(syntax, newLenient);
    }

    /** The same treatment of undefined names in another language. */
    public Renderer withSyntax(Syntax newSyntax) {
        return new Renderer(newSyntax, lenient);
    }

    public Syntax syntax() {
        return syntax;
    }

    public String render(Template template, Globals globals) {
        if (template.literal()) {
            return template.body().isEmpty()
                    ? ""
                    : ((Statement.Text) template.body().getFirst()).text();
        }
        try (Output out = Output.text(RenderStack.ofThisThread())) {
            run(template, globals, out);
            return out.toString();
        }
    }

    /**
     * The value of a template that prints one single thing; the text of any other. What is constant is text all the same.
     * Source: recorded cases of native rendering.
     */
    public Object renderNative(Template template, Globals globals) {
        Output out = Output.pieces();
        try {
            return out.value(run(template, globals, out));
        } catch (PyError error) {
            throw RenderErrors.located(error, template.source(), 0, 0);
        }
    }

    /** What a template yields that stands for the body of a macro: its text, or the value given to {@link ReturnSignal}. */
    public Object renderBody(Template template, Globals globals) {
        try (Output out = Output.text(RenderStack.ofThisThread())) {
            runBody(template, globals, out);
            return out.toString();
        } catch (ReturnSignal signal) {
            return signal.value();
        }
    }

    private Readings run(Template template, Globals globals, Output out) {
        try {
            return runBody(template, globals, out);
        } catch (ReturnSignal signal) {
            throw RenderErrors.returning(template, signal);
        }
    }

    private Readings runBody(Template template, Globals globals, Output out) {
        Rendering rendering = new Rendering(template, syntax, globals, lenient);
        Frame frame = new Frame(template.frameSize(), null);
        boolean outermost = rendering.stack().outermost();
        try {
            frame.enter(template.scope());
            rendering.run(template.body(), frame, out);
            return rendering.readings();
        } catch (PyError error) {
            throw RenderErrors.located(error, template.source(), 0, 0);
        } catch (StackOverflowError | OutOfMemoryError error) {
            if (!outermost) {
                throw error;
            }
            rendering.stack().reset();
            throw RenderErrors.exhausted(error, template.source(), 0);
        }
    }

    /** What a macro yields: its text, or the value given to {@link ReturnSignal}. */
    public Object call(MacroDefinition macro, Globals globals, Arguments arguments) {
        Template template = macro.template();
        Rendering rendering = new Rendering(template, syntax, globals, lenient);
        int at = macro.tree().start();
        boolean outermost = rendering.stack().outermost();
        try {
            return rendering.callMacro(macro, new Frame(template.frameSize(), null), arguments);
        } catch (ReturnSignal signal) {
            return signal.value();
        } catch (PyError error) {
            throw error;
        } catch (WeirException error) {
            throw RenderErrors.leaving(macro.name(), template.source(), at, error);
        } catch (StackOverflowError | OutOfMemoryError error) {
            if (!outermost) {
                throw error;
            }
            rendering.stack().reset();
            throw RenderErrors.exhausted(error, template.source(), at);
        }
    }
}
