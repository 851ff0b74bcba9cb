package dev.weir.core.run;

import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.MacroTrace;
import dev.weir.jinja.value.PyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a node's turn threw into findings worded for the node. */
final class Failures {
    private Failures() {}

    /**
     * @param subject {@code "model orders (models/orders.sql)"}
     * @param runPath where the statement was written, if it was
     */
    static List<Diagnostic> of(RuntimeException thrown, String subject, Optional<String> runPath) {
        return switch (thrown) {
            case DatabaseException database -> List.of(rejected(database, subject, runPath));
            case WeirException ours -> {
                List<Diagnostic> findings = new ArrayList<>();
                findings.add(MacroTrace.within(ours, subject));
                for (Diagnostic more :
                        ours.diagnostics().subList(1, ours.diagnostics().size())) {
                    findings.add(more.within(subject));
                }
                yield findings;
            }
            case PyError python ->
                List.of(Diagnostic.of(DiagnosticCode.RUN_009, python.message())
                        .inWordsOfDbt(python.message())
                        .within(subject));
            default ->
                List.of(Diagnostic.of(
                                DiagnosticCode.INT_001,
                                "unexpected " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage())
                        .within(subject)
                        .withHint("This is a bug of ours; --debug shows where it happened."));
        };
    }

    private static Diagnostic rejected(DatabaseException database, String subject, Optional<String> runPath) {
        Diagnostic finding = database.sqlState().equals("57014")
                ? Diagnostic.of(
                        DiagnosticCode.RUN_019,
                        database.words().lines().findFirst().orElse(""))
                : database.diagnostic();
        return finding.inWordsOfDbt(database.words().stripTrailing()
                        + runPath.map(path -> "\ncompiled code at " + path).orElse(""))
                .within(subject);
    }

    /** As run results show it: headline and message, indented as on the console. */
    static String message(List<Diagnostic> findings) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic each : findings) {
            text.append(text.isEmpty() ? "" : "\n").append(dev.weir.core.event.ErrorText.of(each));
        }
        return text.toString();
    }
}
