package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import dev.weir.base.ErrorKind;

/** A diagnostic in dbt's words: headline, then the message indented by two spaces. */
public final class ErrorText {
    private ErrorText() {}

    public static String of(Diagnostic finding) {
        if (finding.kind() == ErrorKind.BARE) {
            return finding.message();
        }
        StringBuilder text = new StringBuilder(finding.kind().headline());
        finding.headline()
                .flatMap(Diagnostic.Headline::subject)
                .ifPresent(subject -> text.append(" in ").append(subject));
        finding.message().lines().forEach(line -> text.append('\n').append(line.isEmpty() ? "" : "  " + line));
        return text.toString();
    }
}
