package dev.weir.base;

import java.util.Optional;

/**
 * One finding, ready to be shown: what (primary), where (span), what to do (hint). Immutable.
 * <p>The primary is one short clause, lower case, no full stop, user's names in double quotes. {@link #headline()} carries
 * dbt's own words for the same situation where scripts match on them; the console prints those first.
 *
 * @param missing a name that was used and does not exist, for those who know names it could have been
 */
public record Diagnostic(
        DiagnosticCode code,
        String primary,
        Optional<Headline> headline,
        Optional<Span> span,
        Optional<String> detail,
        Optional<String> hint,
        Optional<String> missing) {

    /**
     * dbt's words: the kind, the node the error is in (as {@code "model x (models/x.sql)"}), and the message, which may
     * have several lines.
     */
    public record Headline(ErrorKind kind, Optional<String> subject, String message) {}

    public static Diagnostic of(DiagnosticCode code, String primary) {
        return new Diagnostic(
                code,
                primary,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** dbt's message; its kind is the code's. */
    public Diagnostic inWordsOfDbt(String message) {
        return withHeadline(new Headline(code.kind(), headline.flatMap(Headline::subject), message));
    }

    /** Names the node the error is in, as {@code "model x (models/x.sql)"}; keeps the message. */
    public Diagnostic within(String subject) {
        return withHeadline(new Headline(
                kind(), Optional.of(subject), headline.map(Headline::message).orElse(primary)));
    }

    public Diagnostic withHeadline(Headline newHeadline) {
        return new Diagnostic(code, primary, Optional.of(newHeadline), span, detail, hint, missing);
    }

    public Diagnostic at(Span newSpan) {
        return new Diagnostic(code, primary, headline, Optional.of(newSpan), detail, hint, missing);
    }

    public Diagnostic withDetail(String newDetail) {
        return new Diagnostic(code, primary, headline, span, Optional.of(newDetail), hint, missing);
    }

    public Diagnostic withHint(String newHint) {
        return new Diagnostic(code, primary, headline, span, detail, Optional.of(newHint), missing);
    }

    /** Names what was used and does not exist. */
    public Diagnostic missing(String name) {
        return new Diagnostic(code, primary, headline, span, detail, hint, Optional.of(name));
    }

    /** The kind that heads this error on the console. */
    public ErrorKind kind() {
        return headline.map(Headline::kind).orElse(code.kind());
    }

    /** The message in dbt's words, else the primary. */
    public String message() {
        return headline.map(Headline::message).orElse(primary);
    }
}
