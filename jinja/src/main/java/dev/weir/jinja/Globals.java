package dev.weir.jinja;

import org.jspecify.annotations.Nullable;

/** The names a template sees that it does not define itself. Jinja's own ({@code range}, {@code dict}, …) come after. */
@FunctionalInterface
public interface Globals {
    /** The value of a name; null when there is none. */
    @Nullable
    Object find(String name);
}
