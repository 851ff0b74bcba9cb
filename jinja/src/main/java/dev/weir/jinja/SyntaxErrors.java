package dev.weir.jinja;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;

/**
 * Makes the errors for templates that cannot be parsed. The headline is in the reference's words: message, line number and
 * the line itself. Source: recorded case of broken Jinja in a model.
 */
final class SyntaxErrors {
    /** The reference's words for what is nested too deeply. */
    static final String TOO_DEEP = "maximum recursion depth exceeded";

    private SyntaxErrors() {}

    static WeirException at(SourceText source, int start, int end, String message) {
        return new WeirException(diagnostic(source, start, end, message));
    }

    static WeirException at(SourceText source, int start, int end, String message, String hint) {
        return new WeirException(diagnostic(source, start, end, message).withHint(hint));
    }

    static Diagnostic diagnostic(SourceText source, int start, int end, String message) {
        int line = source.position(start).line();
        return Diagnostic.of(DiagnosticCode.JIN_001, message)
                .inWordsOfDbt(message + "\n  line " + line + "\n    "
                        + source.line(line).strip())
                .at(source.span(start, Math.max(start, end)));
    }
}
