/**
 * Project files ⇒ manifest: macros, docs, properties, nodes with their configs, and the links between them. Start with
 * {@link dev.weir.core.parse.ManifestParser}. Source: dbt docs; recorded cases.
 */
@NullMarked
package dev.weir.core.parse;

import org.jspecify.annotations.NullMarked;
