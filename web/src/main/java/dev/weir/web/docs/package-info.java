/**
 * Artifacts ⇒ the documentation site: {@code manifest.json}, {@code catalog.json}, {@code run_results.json} and
 * {@code sources.json} of a target folder become an index, pages in chunks, the graph and the words to search, beside the
 * browser's half, which is among the resources. Start with {@link dev.weir.web.docs.SiteBuilder}.
 */
@NullMarked
package dev.weir.web.docs;

import org.jspecify.annotations.NullMarked;
