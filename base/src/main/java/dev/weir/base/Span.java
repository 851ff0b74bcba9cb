package dev.weir.base;

/** A stretch of a source text: start inclusive, end exclusive. */
public record Span(SourceText source, Position start, Position end) {
    /** {@code path:line:column} of the start. */
    public String location() {
        return source.path() + ":" + start;
    }
}
