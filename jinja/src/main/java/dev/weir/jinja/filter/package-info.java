/** Jinja's built-in filters, tests and global names. */
@NullMarked
package dev.weir.jinja.filter;

import org.jspecify.annotations.NullMarked;
