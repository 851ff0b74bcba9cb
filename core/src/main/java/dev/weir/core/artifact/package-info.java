/**
 * Manifest and results ⇔ the files under {@code target/} that other tools read: {@code manifest.json} v12,
 * {@code run_results.json} v6, {@code catalog.json} v1, {@code sources.json} v3. A file is replaced at once or not at all.
 * Start with {@code ManifestWriter}.
 */
@NullMarked
package dev.weir.core.artifact;

import org.jspecify.annotations.NullMarked;
