/** Jinja's built-in modules for dates, patterns and iteration. */
@NullMarked
package dev.weir.jinja.module;

import org.jspecify.annotations.NullMarked;
