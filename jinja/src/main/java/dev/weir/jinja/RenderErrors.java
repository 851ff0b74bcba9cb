package dev.weir.jinja;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
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
        Diagnostic finding = Diagnostic.of(code, error.message())
                .inWordsOfDbt(error.message())
                .at(source.span(start, end));
        return new WeirException(error.missing().map(finding::missing).orElse(finding), error);
    }

    /**
     * What the outermost rendering of a thread says when stack or heap were used up. Those inside pass it on: making an error
     * there might need what there is no more.
     */
    static WeirException exhausted(VirtualMachineError error, SourceText source, int at) {
        PyError shown = error instanceof StackOverflowError
                ? new PyError("RecursionError", SyntaxErrors.TOO_DEEP)
                : new PyError("MemoryError", "out of memory");
        return located(shown, source, at, at);
    }

    /** A template cannot return: only macros can. The reference fails with the value as its message. */
    static WeirException returning(Template template, ReturnSignal signal) {
        SourceText source = template.source();
        String message = Values.str(signal.value());
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.JIN_002, message)
                .inWordsOfDbt(message)
                .withHint("Call return() within a macro; what a template prints is its result.");
        for (StaticScanner.FoundCall call : StaticScanner.scan(template).calls()) {
            if (call.callee().equals("return")) {
                return new WeirException(diagnostic.at(call.span()));
            }
        }
        return new WeirException(diagnostic.at(source.span(0, 0)));
    }

    /** The same error with a position, when it has none yet. */
    static WeirException located(WeirException error, SourceText source, int start, int end) {
        if (error.diagnostic().span().isPresent() || elsewhere(error)) {
            return error;
        }
        List<Diagnostic> located = new ArrayList<>(error.diagnostics());
        located.set(0, error.diagnostic().at(source.span(start, end)));
        return new WeirException(located, error);
    }

    /** Whether the template that was running has nothing to do with it, as with a server that does not answer. */
    private static boolean elsewhere(WeirException error) {
        return error.diagnostic().code().actor() == DiagnosticCode.Actor.DATABASE;
    }

    /** Whether the last lines name this place twice already. */
    private static boolean endsInCircle(String trace, String line) {
        int last = trace.lastIndexOf(line);
        return last > 0 && trace.lastIndexOf(line, last - 1) > 0;
    }

    /** The same error with a line about the macro it just left; of a circle of macros no more than two rounds. */
    static WeirException leaving(String macro, SourceText source, int at, WeirException error) {
        Diagnostic first = error.diagnostic();
        if (elsewhere(error)) {
            return error;
        }
        String place = macro + " (" + source.path() + ":" + source.position(at) + ")";
        String before = first.detail().orElse("");
        if (endsInCircle(before, CALLED_BY + place)) {
            return error; // a macro without end leaves the same place again and again
        }
        String more = before.startsWith(IN_MACRO) || before.contains("\n" + IN_MACRO)
                ? before + "\n" + CALLED_BY + place
                : (before.isEmpty() ? "" : before + "\n") + IN_MACRO + place;
        List<Diagnostic> diagnostics = new ArrayList<>(error.diagnostics());
        diagnostics.set(0, first.withDetail(more));
        return new WeirException(diagnostics, error);
    }
}
