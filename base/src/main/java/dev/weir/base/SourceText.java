package dev.weir.base;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text and the path it is shown under (relative to the project, with forward slashes). Immutable and thread-safe; line
 * starts are found on first use. The text is kept as read: Windows line ends are not changed here.
 */
public final class SourceText {
    /** Keys for passwords with their values, in YAML's ways to write them. A quote may be missing at the end. */
    private static final class Passwords {
        private static final String KEY = "\\b(?:pass|password|sslpassword|private_key|token|secret)[\"']?\\s*:\\s*";
        private static final Pattern LINE = Pattern.compile("^(\\W*" + KEY + ")\\S.*$", Pattern.CASE_INSENSITIVE);
        private static final Pattern WITHIN = Pattern.compile(
                "(" + KEY + ")(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^']|'')*+'?|[^\\s,}'\"][^,}]*+)",
                Pattern.CASE_INSENSITIVE);

        static String masked(String line) {
            Matcher whole = LINE.matcher(line);
            return whole.matches()
                    ? whole.group(1) + "*****"
                    : WITHIN.matcher(line).replaceAll("$1*****");
        }
    }

    private final String path;
    private final Supplier<String> load;
    private volatile @Nullable String text;
    private int @Nullable [] lineStarts; // racy single-check: any thread computes the same value

    public SourceText(String path, String text) {
        this.path = path;
        this.text = text;
        load = () -> text;
    }

    private SourceText(String path, Supplier<String> load) {
        this.path = path;
        this.load = load;
    }

    /** A text that is read when it is first asked for; {@code load} yields the same each time. */
    public static SourceText lazy(String path, Supplier<String> load) {
        return new SourceText(path, load);
    }

    public String path() {
        return path;
    }

    public String text() {
        String known = text;
        if (known == null) {
            known = load.get();
            text = known;
        }
        return known;
    }

    /** The position of an offset in {@code 0..text.length()}; offsets outside are clamped. */
    public Position position(int offset) {
        int[] starts = starts();
        int at = Math.clamp(offset, 0, text().length());
        int found = Arrays.binarySearch(starts, at);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, at - starts[line] + 1);
    }

    /** A line as messages show it: of what stands at a key for passwords there are only asterisks. */
    public String shownLine(int line) {
        return Passwords.masked(line(line));
    }

    /** The text of a 1-based line without its line end; empty when there is no such line. */
    public String line(int line) {
        int[] starts = starts();
        if (line < 1 || line > starts.length) {
            return "";
        }
        int end = line < starts.length ? starts[line] : text().length();
        int start = starts[line - 1];
        while (end > start && (text().charAt(end - 1) == '\n' || text().charAt(end - 1) == '\r')) {
            end--;
        }
        return text().substring(start, end);
    }

    /** The offset of a position; clamped to the text. */
    public int offset(Position position) {
        int[] starts = starts();
        int line = Math.min(position.line(), starts.length) - 1;
        return Math.min(starts[line] + position.column() - 1, text().length());
    }

    /** A span of this text, by offsets: start inclusive, end exclusive. */
    public Span span(int start, int end) {
        return new Span(this, position(start), position(Math.max(start, end)));
    }

    private int[] starts() {
        int[] starts = lineStarts;
        if (starts == null) {
            starts = computeStarts(text());
            lineStarts = starts;
        }
        return starts;
    }

    private static int[] computeStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    @Override
    public String toString() {
        return "SourceText[" + path + ", " + text().length() + " chars]";
    }
}
