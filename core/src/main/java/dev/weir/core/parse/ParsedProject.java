package dev.weir.core.parse;

import dev.weir.core.context.ContextFactory;
import dev.weir.core.manifest.Manifest;

/** A manifest, and the contexts (with every macro) its nodes are compiled and run in. */
public record ParsedProject(Manifest manifest, ContextFactory contexts) {}
