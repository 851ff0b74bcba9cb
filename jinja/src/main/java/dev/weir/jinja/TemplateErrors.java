package dev.weir.jinja;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Position;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;

/** Errors of templates, with dbt's form of Jinja's message: the message, the line number, the line. */
final class TemplateErrors {
    private TemplateErrors() {}

    static WeirException syntax(SourceText source, int offset, String message) {
        return syntax(source, offset, offset + 1, message);
    }

    static WeirException syntax(SourceText source, int start, int end, String message) {
        Position position = source.position(start);
        return new WeirException(Diagnostic.of(DiagnosticCode.JIN_001, message)
                .inWordsOfDbt(message + "\n  line " + position.line() + "\n    "
                        + source.line(position.line()).strip())
                .at(source.span(start, Math.max(end, start + 1))));
    }
}
