package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;

/**
 * An error on its way out of macros: the finding and the macros it passed, innermost first. Whoever knows the node turns it
 * into dbt's words with {@link #within}.
 */
public final class MacroTrace extends WeirException {
    private static final long serialVersionUID = 1L;
    private static final String UNDEFINED_HINT =
            ". This can happen when calling a macro that does not exist. Check for typos and/or install package"
                    + " dependencies with \"dbt deps\".";

    private final transient List<String> passed;

    private MacroTrace(WeirException cause, List<String> passed) {
        super(cause.diagnostics(), cause);
        this.passed = List.copyOf(passed);
    }

    static MacroTrace through(WeirException failed, MacroEntry entry) {
        List<String> passed = new ArrayList<>();
        if (failed instanceof MacroTrace trace) {
            passed.addAll(trace.passed);
        }
        passed.add("macro " + entry.name() + " (" + entry.macro().originalFilePath() + ")");
        return new MacroTrace(failed, passed);
    }

    /**
     * The finding worded for the node whose code it came from, with the way it took through macros. Findings of the database
     * keep their words.
     *
     * @param subject {@code "model orders (models/orders.sql)"}
     */
    public static Diagnostic within(WeirException failed, String subject) {
        Diagnostic finding = failed.diagnostic();
        String message = finding.message();
        if (finding.code() == DiagnosticCode.JIN_003 && message.endsWith("is undefined")) {
            message += UNDEFINED_HINT;
        }
        if (failed instanceof MacroTrace trace && finding.kind() == dev.weir.base.ErrorKind.COMPILATION) {
            StringBuilder text = new StringBuilder(message).append("\n\n> in ").append(trace.passed.getFirst());
            for (String caller : trace.passed.subList(1, trace.passed.size())) {
                text.append("\n> called by ").append(caller);
            }
            message = text.append("\n> called by ").append(subject).toString();
        }
        return finding.inWordsOfDbt(message).within(subject);
    }
}
