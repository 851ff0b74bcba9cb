/**
 * Words like {@code tag:nightly,+orders} and named selectors ⇒ {@link dev.weir.core.select.Selection}. Start with
 * {@link dev.weir.core.select.Selector}.
 */
@NullMarked
package dev.weir.core.select;

import org.jspecify.annotations.NullMarked;
