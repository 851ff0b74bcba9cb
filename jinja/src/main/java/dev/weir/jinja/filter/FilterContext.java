package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;

/** What a filter may use of the running template: other filters and tests, by name. */
public interface FilterContext {
    Object applyFilter(String name, Object value, Arguments arguments);

    boolean applyTest(String name, Object value, Arguments arguments);
}
