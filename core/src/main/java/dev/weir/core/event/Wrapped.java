package dev.weir.core.event;

/** Text in lines of at most 80 columns, broken between words; line ends of the text stay. */
final class Wrapped {
    private static final int WIDTH = 80;

    private Wrapped() {}

    static String text(String text) {
        StringBuilder wrapped = new StringBuilder(text.length() + 8);
        for (String line : text.split("\n", -1)) {
            wrapped.append(wrapped.isEmpty() ? "" : "\n");
            int column = 0;
            for (String word : line.split(" ", -1)) {
                if (column > 0 && column + 1 + word.length() > WIDTH) {
                    wrapped.append('\n');
                    column = 0;
                } else if (column > 0) {
                    wrapped.append(' ');
                    column++;
                }
                wrapped.append(word);
                column += word.length();
            }
        }
        return wrapped.toString();
    }
}
