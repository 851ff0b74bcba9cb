package dev.weir.core.manifest;

import dev.weir.base.SourceText;

/**
 * The text of a node before rendering.
 *
 * @param rawCode what is rendered ({@code raw_code})
 * @param language {@code "sql"}
 * @param source the file the code stands in (for positions), or a text of its own for generated code
 * @param offset where {@code rawCode} starts in {@code source}
 */
public record NodeCode(String rawCode, String language, Checksum checksum, SourceText source, int offset) {
    /** A digest as the manifest shows it: algorithm ({@code "sha256"}, {@code "none"}, {@code "path"}) and hex text. */
    public record Checksum(String name, String checksum) {
        public static final Checksum NONE = new Checksum("none", "");
    }

    /** Code that stands in no file: its source is itself. */
    public static NodeCode generated(String path, String rawCode) {
        return new NodeCode(rawCode, "sql", Checksum.NONE, new SourceText(path, rawCode), 0);
    }
}
