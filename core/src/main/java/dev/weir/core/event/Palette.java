package dev.weir.core.event;

/** Colours as dbt uses them, or none. */
public enum Palette {
    PLAIN,
    ANSI;

    public String green(String text) {
        return paint("\u001b[32m", text);
    }

    public String red(String text) {
        return paint("\u001b[31m", text);
    }

    public String yellow(String text) {
        return paint("\u001b[33m", text);
    }

    private String paint(String colour, String text) {
        return this == ANSI ? colour + text + "\u001b[0m" : text;
    }
}
