package dev.weir.web.docs;

import java.nio.file.Path;

/**
 * What is built.
 *
 * @param target the folder with the artifacts, which the site is written to
 * @param form whether a page that needs no server is written, too
 * @param version this program's
 */
public record SiteRequest(Path target, Form form, String version) {
    /** How the site can be read. */
    public enum Form {
        /** Files for a web server. */
        FILES,
        /** Those, and {@code static_index.html} with everything in it. */
        FILES_AND_ONE_PAGE
    }
}
