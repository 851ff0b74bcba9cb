package dev.weir.jinja.tree;

import java.util.Optional;

/** A filter or test by name, and what the name stood for when the template was parsed; empty when nothing did. */
public record Resolved<T>(String name, Optional<T> target) {}
