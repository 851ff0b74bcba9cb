package dev.weir.core.project;

import dev.weir.base.Digests;
import dev.weir.base.SourceText;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One file of a project, read.
 *
 * @param path absolute
 * @param searchPath the configured folder it was found under, relative to its project ({@code "models"})
 * @param relativePath relative to {@code searchPath} ({@code "marts/orders.sql"}), with forward slashes
 * @param projectPath relative to its project ({@code "models/marts/orders.sql"}), with forward slashes
 * @param text as read; empty for seeds, whose rows are read when they are loaded
 * @param fingerprint of the bytes of the file
 * @param digest what the manifest tells of the contents; worked out when it is asked for
 */
public record SourceFile(
        FileKind kind,
        Path path,
        String searchPath,
        String relativePath,
        String projectPath,
        SourceText text,
        String fingerprint,
        Supplier<Digest> digest) {

    /**
     * A digest of the file: algorithm and value. {@code sha256} is over the text without white space around it;
     * {@code path} names large seeds by their path; {@code none} is for built-in files.
     */
    public record Digest(String algorithm, String value) {
        public static final Digest NONE = new Digest("none", "");

        /** sha256 of a text without the white space around it. Source: recorded manifests. */
        public static Digest of(String text) {
            return new Digest("sha256", Digests.sha256(PythonText.strip(text)));
        }
    }

    public Digest contents() {
        return digest.get();
    }

    /** The file's name without folder and extension. */
    public String stem() {
        int slash = relativePath.lastIndexOf('/');
        int dot = relativePath.lastIndexOf('.');
        return relativePath.substring(slash + 1, dot > slash ? dot : relativePath.length());
    }

    /** The folders between {@code searchPath} and the file. */
    public java.util.List<String> folders() {
        int slash = relativePath.lastIndexOf('/');
        return slash < 0
                ? java.util.List.of()
                : java.util.List.of(relativePath.substring(0, slash).split("/"));
    }
}
