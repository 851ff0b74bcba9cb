package dev.weir.jinja.module;

import dev.weir.jinja.value.PyDict;
import java.time.Instant;

/** The modules templates see as {@code modules}. */
public final class Modules {
    private Modules() {}

    public static Object all() {
        return new PyDict();
    }

    public static Object utcDatetime(Instant at) {
        return at.toString();
    }
}
