package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.Position;
import dev.weir.base.Span;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.project.Questions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors collected while a stage goes on, thrown together at its end; warnings kept in order of place. Thread-safe. */
final class Findings {
    private record Warning(String name, String code, Diagnostic finding, Map<String, @Nullable Object> fields) {
        /** When the reference would meet it: reading YAML, reading macros, later. */
        int phase() {
            return switch (name) {
                case "DuplicateYAMLKeysDeprecation" -> 0;
                case "UnexpectedJinjaBlockDeprecation" -> 1;
                default -> 2;
            };
        }
    }

    private final Events events;
    private final boolean strict;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    /** @param strict whether an unknown key is an error */
    Findings(Events events, boolean strict) {
        this.events = events;
        this.strict = strict;
    }

    /** A key that means nothing: a warning, or an error where the project says {@code flags: {strict_keys: error}}. */
    // intended: COMPATIBILITY #104
    void unknownKey(Diagnostic finding) {
        if (strict) {
            error(finding);
        } else {
            warn(finding);
        }
    }

    synchronized void error(Diagnostic finding) {
        Questions.unrepeatable();
        errors.add(finding);
    }

    void errors(WeirException failed) {
        failed.diagnostics().forEach(this::error);
    }

    void warn(Diagnostic finding) {
        warn("Finding", "W901", finding);
    }

    /** A warning that has a name and a code in dbt. */
    void warn(String name, String code, Diagnostic finding) {
        warn(name, code, finding, Map.of());
    }

    /** A warning with what dbt's event of that name holds instead of its text. */
    synchronized void warn(String name, String code, Diagnostic finding, Map<String, @Nullable Object> fields) {
        Questions.unrepeatable();
        warnings.add(new Warning(name, code, finding, fields));
    }

    /** Emits the warnings and throws the errors, if any, both ordered by file and line. */
    synchronized void settle() {
        warnings.sort((one, other) -> one.phase() != other.phase()
                ? Integer.compare(one.phase(), other.phase())
                : byPlace(one.finding, other.finding));
        for (Warning warning : warnings) {
            events.emit(new FindingEvent.Warning(warning.name, warning.code, warning.finding, warning.fields));
        }
        warnings.clear();
        if (!errors.isEmpty()) {
            List<Diagnostic> ordered =
                    new ArrayList<>(new LinkedHashSet<>(errors)); // one macro may fail for every node
            ordered.sort(Findings::byPlace);
            errors.clear();
            throw new WeirException(ordered);
        }
    }

    private static int byPlace(Diagnostic one, Diagnostic other) {
        int byFile = file(one).compareTo(file(other));
        int byStart = byFile != 0 ? byFile : start(one).compareTo(start(other));
        return byStart != 0 ? byStart : one.primary().compareTo(other.primary()); // threads find them in any order
    }

    private static String file(Diagnostic finding) {
        return finding.span().map(span -> span.source().path()).orElse("");
    }

    private static Position start(Diagnostic finding) {
        return finding.span().map(Span::start).orElse(new Position(1, 1));
    }
}
