package dev.weir.core.select;

import dev.weir.core.manifest.Resource;

/** A test of one resource, made from one criterion. */
@FunctionalInterface
interface SelectorMethod {
    boolean matches(Resource resource);
}
