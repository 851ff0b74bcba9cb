package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/** Attributes of numbers. */
final class NumberMethods {
    private NumberMethods() {}

    static @Nullable Object attribute(Object target, String name) {
        return null;
    }
}
