package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;

/** What stands behind {@code is}. */
@FunctionalInterface
public interface TemplateTest {
    boolean test(Object value, Arguments arguments, FilterContext context);
}
