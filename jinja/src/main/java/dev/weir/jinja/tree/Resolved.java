package dev.weir.jinja.tree;

import java.util.Optional;

/**
 * A filter or test by name, and what the name stood for when the template was parsed.
 *
 * @param target empty when nothing did
 * @param start where the name begins, or the word {@code is} before it
 */
public record Resolved<T>(String name, Optional<T> target, int start, int end) {}
