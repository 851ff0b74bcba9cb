package dev.weir.core.project;

/** What Python calls white space around a text, which differs a little from Java's. */
public final class PythonText {
    private PythonText() {}

    /** The text as {@code str.strip()} leaves it. */
    public static String strip(String text) {
        int start = leading(text);
        int end = text.length();
        while (end > start && white(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** How many characters {@code str.strip()} takes off the front. */
    public static int leading(String text) {
        int start = 0;
        while (start < text.length() && white(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean white(char c) {
        return c <= ' '
                ? c == ' ' || c >= '\t' && c <= '\r' || c >= '\u001c' && c <= '\u001f'
                : c == '\u0085'
                        || c == '\u00a0'
                        || c == '\u2007'
                        || c == '\u202f'
                        || c > 127 && Character.isWhitespace(c);
    }
}
