package dev.weir.sandbox.dialect;

/**
 * How COPY … TO STDOUT writes rows.
 *
 * @param delimiter what stands between two values; not of binary
 * @param nulls what stands for NULL; not of binary
 */
public record CopyForm(Kind kind, char delimiter, String nulls) {
    /** The formats. */
    public enum Kind {
        TEXT,
        CSV,
        BINARY
    }
}
