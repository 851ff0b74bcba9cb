package dev.weir.jinja;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.PyError;
import java.util.ArrayList;
import java.util.List;

/** Gives errors of rendering their position and the macros they came through. */
final class RenderErrors {
    private static final String IN_MACRO = "> in macro ";
    private static final String CALLED_BY = "> called by macro ";

    private RenderErrors() {}

    static WeirException located(PyError error, SourceText source, int start, int end) {
        DiagnosticCode code =
                error.typeName().equals("UndefinedError") ? DiagnosticCode.JIN_003 : DiagnosticCode.JIN_002;
        return new WeirException(
                Diagnostic.of(code, error.message())
                        .inWordsOfDbt(error.message())
                        .at(source.span(start, end)),
                error);
    }

    static WeirException tooDeep(SourceText source, int start, int end) {
        return located(new PyError("RecursionError", "maximum recursion depth exceeded"), source, start, end);
    }

    /** The same error with a position, when it has none yet. */
    static WeirException located(WeirException error, SourceText source, int start, int end) {
        if (error.diagnostic().span().isPresent()) {
            return error;
        }
        List<Diagnostic> located = new ArrayList<>(error.diagnostics());
        located.set(0, error.diagnostic().at(source.span(start, end)));
        return new WeirException(located, error);
    }

    /** The same error with a line about the macro it just left. */
    static WeirException leaving(String macro, SourceText source, int at, WeirException error) {
        Diagnostic first = error.diagnostic();
        String place = macro + " (" + source.path() + ":" + source.position(at) + ")";
        String before = first.detail().orElse("");
        String more = before.startsWith(IN_MACRO) || before.contains("\n" + IN_MACRO)
                ? before + "\n" + CALLED_BY + place
                : (before.isEmpty() ? "" : before + "\n") + IN_MACRO + place;
        List<Diagnostic> diagnostics = new ArrayList<>(error.diagnostics());
        diagnostics.set(0, first.withDetail(more));
        return new WeirException(diagnostics, error.getCause() == null ? error : error.getCause());
    }
}
