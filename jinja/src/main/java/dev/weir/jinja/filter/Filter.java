package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;

/** What stands behind a {@code |}. */
@FunctionalInterface
public interface Filter {
    Object apply(Object value, Arguments arguments, FilterContext context);
}
