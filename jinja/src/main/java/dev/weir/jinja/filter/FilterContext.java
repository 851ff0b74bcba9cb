package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;

/** What a filter may use of the running template: other filters and tests, by name. */
public interface FilterContext {
    Object applyFilter(String name, Object value, Arguments arguments);

    /** An undefined value in the flavour of the rendering; any other value as it is. */
    Object flavoured(Object value);

    boolean applyTest(String name, Object value, Arguments arguments);
}
