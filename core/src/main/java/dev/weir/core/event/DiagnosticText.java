package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import dev.weir.base.Position;
import dev.weir.base.Span;
import java.util.Optional;

/**
 * Our part of an error, below dbt's words:
 *
 * <pre>
 *   error[SEL-004]: selector "nightly" refers to itself
 *     --> selectors.yml:12:17
 *   12 |     - selector: nightly
 *      |                 ^^^^^^^
 *      = hint: Remove one of the two references.
 * </pre>
 */
public final class DiagnosticText {
    private static final int INDENT = 2;
    private static final int WIDEST = 200;

    private DiagnosticText() {}

    /** Empty when there is nothing to add to dbt's words. */
    public static Optional<String> below(Diagnostic finding, Palette palette) {
        if (finding.span().isEmpty()
                && finding.detail().isEmpty()
                && finding.hint().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        String margin = " ".repeat(INDENT);
        String kind = finding.code().actor() == dev.weir.base.DiagnosticCode.Actor.INTERNAL ? "bug" : "error";
        text.append(margin)
                .append(palette.red(kind + "[" + finding.code().wireName() + "]"))
                .append(": ")
                .append(finding.primary());
        int gutter = finding.span().map(span -> digits(span.start().line())).orElse(1);
        finding.span().ifPresent(span -> excerpt(text, margin, span, gutter, palette));
        String bar = "\n" + margin + " ".repeat(gutter) + " = ";
        finding.detail().ifPresent(detail -> labelled(text, bar, "detail", detail));
        finding.hint().ifPresent(hint -> labelled(text, bar, "hint", hint));
        return Optional.of(text.toString());
    }

    private static void labelled(StringBuilder text, String bar, String label, String value) {
        String continued = "\n" + " ".repeat(bar.length() - 1 + label.length() + 2);
        text.append(bar)
                .append(label)
                .append(": ")
                .append(String.join(continued, value.lines().toList()));
    }

    private static void excerpt(StringBuilder text, String margin, Span span, int gutter, Palette palette) {
        Position start = span.start();
        String written = span.source().line(start.line());
        String line = span.source().shownLine(start.line());
        text.append('\n')
                .append(margin)
                .append(" ".repeat(gutter))
                .append("--> ")
                .append(span.location());
        if (line.isBlank()) {
            return;
        }
        if (!line.equals(written)) { // places do not fit any more
            text.append('\n').append(margin).append(start.line()).append(" | ").append(cut(line, 0));
            return;
        }
        int from = Math.min(start.column() - 1, line.length());
        int to = span.end().line() == start.line() ? Math.min(span.end().column() - 1, line.length()) : line.length();
        if (line.length() > WIDEST) { // files on one line would fill the screen
            int first = Math.max(0, Math.min(from - WIDEST / 4, line.length() - WIDEST));
            line = cut(line, first);
            from -= first;
            to = Math.min(to - first, line.length());
        }
        StringBuilder pad = new StringBuilder();
        for (int at = 0; at < from; at++) {
            pad.append(line.charAt(at) == '\t' ? '\t' : ' ');
        }
        text.append('\n').append(margin).append(start.line()).append(" | ").append(line);
        text.append('\n')
                .append(margin)
                .append(" ".repeat(gutter))
                .append(" | ")
                .append(pad)
                .append(palette.red("^".repeat(Math.max(1, to - from))));
    }

    /** What is shown of a long line from a place on; the letters that stand for the rest take places of the line. */
    private static String cut(String line, int first) {
        int last = Math.min(line.length(), first + WIDEST);
        return (first > 0 ? "…" : "")
                + line.substring(first + (first > 0 ? 1 : 0), last)
                + (last < line.length() ? "…" : "");
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }
}
