/**
 * Serves the documentation site of a target folder, and builds it again when what it is built from changes. Start with
 * {@link dev.weir.web.http.DocsServer} and {@link dev.weir.web.http.SiteWatch}.
 */
@NullMarked
package dev.weir.web.http;

import org.jspecify.annotations.NullMarked;
