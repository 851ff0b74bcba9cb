/**
 * The nouns of a project: nodes, macros, sources, exposures, groups, docs, and the {@link dev.weir.core.manifest.Manifest}
 * that holds them. Plain immutable data; config and meta values are plain trees (null, Boolean, Long, BigInteger, Double,
 * String, List, Map).
 */
@NullMarked
package dev.weir.core.manifest;

import org.jspecify.annotations.NullMarked;
