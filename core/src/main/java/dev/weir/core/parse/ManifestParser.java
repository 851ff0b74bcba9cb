package dev.weir.core.parse;

/** Project files ⇒ manifest. */
public final class ManifestParser {
    private ManifestParser() {}

    public static ParsedProject parse(ParseRequest request) {
        throw new IllegalStateException("the parser lands next: " + request.files().root().name());
    }
}
