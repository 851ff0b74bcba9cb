package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.PyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error on its way out of macros: the finding and the macros it passed, innermost first. Whoever knows the node turns it
 * into dbt's words with {@link #within}.
 */
public final class MacroTrace extends WeirException {
    private static final long serialVersionUID = 1L;
    private static final String UNDEFINED_HINT =
            ". This can happen when calling a macro that does not exist. Check for typos and/or install package"
                    + " dependencies with \"dbt deps\".";

    /** So many of the macros innermost are kept. */
    private static final int LONGEST = 50;

    private final transient List<String> passed;

    private MacroTrace(WeirException cause, List<String> passed) {
        super(cause.diagnostics(), cause);
        this.passed = List.copyOf(passed);
    }

    static MacroTrace through(WeirException failed, MacroEntry entry) {
        List<String> passed = new ArrayList<>(of(failed));
        if (passed.size() < LONGEST) {
            passed.add("macro " + entry.name() + " (" + entry.macro().originalFilePath() + ")");
        }
        return new MacroTrace(failed, passed);
    }

    /** The macros a failure has passed; who adds a position wraps it. */
    private static List<String> of(@Nullable Throwable failed) {
        return switch (failed) {
            case MacroTrace trace -> trace.passed;
            case null -> List.of();
            case WeirException wrapped -> of(wrapped.getCause());
            default -> List.of();
        };
    }

    /**
     * The finding worded for the node whose code it came from, with the way it took through macros. Findings of the database
     * keep their words.
     *
     * @param subject {@code "model orders (models/orders.sql)"}
     */
    public static Diagnostic within(WeirException failed, String subject) {
        return worded(failed, Optional.of(subject));
    }

    /**
     * The finding worded for a macro that is run as an operation. It is no node: only what {@code exceptions} raises names it,
     * and Python's own errors have another head than in nodes.
     */
    public static Diagnostic outsideNodes(WeirException failed) {
        Diagnostic finding = worded(failed, Optional.empty());
        if (finding.code() != DiagnosticCode.JIN_002 || python(failed).equals("TypeError")) {
            return finding;
        }
        return finding.withHeadline(new Diagnostic.Headline(ErrorKind.RUNTIME, Optional.empty(), finding.message()));
    }

    /** The type of the Python error behind a failure. */
    private static String python(@Nullable Throwable failed) {
        return switch (failed) {
            case null -> "";
            case PyError error -> error.typeName();
            default -> python(failed.getCause());
        };
    }

    private static Diagnostic worded(WeirException failed, Optional<String> subject) {
        Diagnostic finding = failed.diagnostic();
        String message = finding.message();
        Optional<String> named =
                finding.headline().flatMap(Diagnostic.Headline::subject).or(() -> subject);
        List<String> passed = of(failed);
        if (finding.code() == DiagnosticCode.JIN_003 && passed.isEmpty()) {
            message += UNDEFINED_HINT;
        }
        if (!passed.isEmpty() && raised(finding)) {
            StringBuilder text = new StringBuilder(message).append("\n\n> in ").append(passed.getFirst());
            for (String caller : passed.subList(1, passed.size())) {
                text.append("\n> called by ").append(caller);
            }
            message = text.append("\n> called by ")
                    .append(named.orElse("<Unknown>"))
                    .toString();
        }
        return finding.withHeadline(new Diagnostic.Headline(finding.kind(), named, message));
    }

    /** Whether a function of dbt's raised it; what an operator or a missing name causes has no way shown. */
    private static boolean raised(Diagnostic finding) {
        return finding.kind() == ErrorKind.COMPILATION
                && finding.code() != DiagnosticCode.JIN_001
                && finding.code() != DiagnosticCode.JIN_002
                && finding.code() != DiagnosticCode.JIN_003;
    }
}
