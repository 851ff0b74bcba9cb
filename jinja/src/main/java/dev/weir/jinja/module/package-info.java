/**
 * The Python modules that templates use through {@code modules}: {@code datetime}, {@code pytz}, {@code re} and {@code
 * itertools}, with the calls people make. Start at {@link dev.weir.jinja.module.Modules}.
 */
@NullMarked
package dev.weir.jinja.module;

import org.jspecify.annotations.NullMarked;
