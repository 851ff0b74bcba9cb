package dev.weir.core.event;

/**
 * How messages are drawn.
 *
 * @param colours whether colours are used, as dbt uses them
 * @param width columns that the dotted lines of nodes fill before their status, {@code --printer-width}
 */
public record Palette(boolean colours, int width) {
    private static final int WIDTH = 80;

    public static final Palette PLAIN = new Palette(false, WIDTH);
    public static final Palette ANSI = new Palette(true, WIDTH);

    public String green(String text) {
        return paint("\u001b[32m", text);
    }

    public String red(String text) {
        return paint("\u001b[31m", text);
    }

    public String yellow(String text) {
        return paint("\u001b[33m", text);
    }

    /** What begins a line: nothing, or the end of whatever colour was on. */
    String reset() {
        return colours ? "\u001b[0m" : "";
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + "\u001b[0m" : text;
    }
}
