package dev.weir.core.context;

import java.util.function.Supplier;

/** A context member that is made when a template first asks for it: most nodes never ask. */
record Deferred(Supplier<Object> make) {}
