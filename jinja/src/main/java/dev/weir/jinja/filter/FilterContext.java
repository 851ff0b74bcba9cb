package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import java.util.function.UnaryOperator;

/** What a filter may use of the running template: other filters and tests, by name. */
public interface FilterContext {
    Object applyFilter(String name, Object value, Arguments arguments);

    /** An undefined value in the flavour of the rendering; any other value as it is. */
    Object flavoured(Object value);

    /**
     * The text, which is read as something else where it is all that a template rendered for its value prints. Until then, and in
     * all that is made of it, it is text.
     */
    String readAlone(String text, UnaryOperator<Object> reading);

    boolean applyTest(String name, Object value, Arguments arguments);
}
