package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.event.Event;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.Palette;
import dev.weir.core.event.TemplateEvent;
import java.util.Optional;

/**
 * Passes events on, but for warnings that are silenced, and those that are errors: they end what they are said in, as the
 * reference's do.
 */
final class JudgedEvents implements Events {
    private final Events events;
    private final WarnErrorOptions options;

    JudgedEvents(Events events, WarnErrorOptions options) {
        this.events = events;
        this.options = options;
    }

    @Override
    public void emit(Event event) {
        boolean warning = event instanceof FindingEvent.Warning
                || event instanceof FindingEvent.NothingToDo
                || event instanceof TemplateEvent.JinjaLogWarning
                || event instanceof TemplateEvent.AdapterDeprecationWarning;
        String name = event instanceof FindingEvent.Warning finding ? finding.name() : event.name();
        WarnErrorOptions.Verdict verdict = warning ? options.of(name) : WarnErrorOptions.Verdict.SHOW;
        boolean ours = name.equals("Finding") && verdict == WarnErrorOptions.Verdict.ERROR;
        switch (ours ? WarnErrorOptions.Verdict.SHOW : verdict) { // intended: COMPATIBILITY #104
            case SHOW -> events.emit(event);
            case SILENCE -> {}
            case ERROR -> throw new WeirException(error(event));
        }
    }

    private static Diagnostic error(Event event) {
        Diagnostic base = event instanceof FindingEvent.Warning warning
                ? warning.finding()
                : Diagnostic.of(DiagnosticCode.RUN_013, "a warning that is an error");
        return base.withHeadline(
                new Diagnostic.Headline(ErrorKind.COMPILATION, Optional.empty(), event.message(Palette.PLAIN)));
    }
}
