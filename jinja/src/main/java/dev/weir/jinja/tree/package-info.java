/** The immutable tree of a parsed template. Rendering, scanning and others walk it from outside with {@code switch}. */
@NullMarked
package dev.weir.jinja.tree;

import org.jspecify.annotations.NullMarked;
