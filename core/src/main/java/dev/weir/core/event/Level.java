package dev.weir.core.event;

import java.util.Locale;

/** How urgent an event is, from least to most. */
public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
