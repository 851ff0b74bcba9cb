package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Comparison;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;

/** The filter {@code wordwrap}: long lines broken at blanks and hyphens, as Python's textwrap does. */
final class WordWrap {
    private static final Signature SIGNATURE = Signature.of(
            "do_wordwrap",
            "environment",
            "s",
            "width=79",
            "break_long_words=true",
            "wrapstring=none",
            "break_on_hyphens=true");

    private final Object width;
    private final boolean breakLongWords;
    private final boolean breakOnHyphens;

    private WordWrap(Object width, boolean breakLongWords, boolean breakOnHyphens) {
        this.width = width;
        this.breakLongWords = breakLongWords;
        this.breakOnHyphens = breakOnHyphens;
    }

    static Object filter(Object value, Arguments arguments, FilterContext context) {
        var bound = SIGNATURE.bind(arguments.prepend(value).prepend(None.NONE));
        var wrap = new WordWrap(bound.value(2), bound.truth(3), bound.truth(5));
        Object between = bound.value(4) == None.NONE ? "\n" : bound.value(4);
        List<String> wrapped = new ArrayList<>();
        var lines = Values.iterate(Values.callMethod(
                value instanceof Undefined missing && missing.isLenient() ? "" : TextFilters.lined(value),
                "splitlines",
                Arguments.NONE));
        while (lines.hasNext()) {
            wrapped.add(joined(between, wrap.lines(Values.str(lines.next()))));
        }
        return joined(between, wrapped);
    }

    private static String joined(Object between, List<String> parts) {
        if (!(between instanceof String text)) {
            throw PyError.attribute("'" + Values.typeName(between) + "' object has no attribute 'join'");
        }
        return String.join(text, parts);
    }

    private List<String> lines(String text) {
        if (Values.compare(Comparison.LESS_EQUAL, width, 0L)) {
            throw PyError.value("invalid width " + Values.str(width) + " (must be > 0)");
        }
        double width = Numbers.toDouble(this.width);
        List<String> chunks = chunks(text);
        List<String> lines = new ArrayList<>();
        int next = 0;
        while (next < chunks.size()) {
            if (!lines.isEmpty() && chunks.get(next).isBlank()) {
                next++;
            }
            List<String> line = new ArrayList<>();
            int length = 0;
            while (next < chunks.size() && length + Values.length(chunks.get(next)) <= width) {
                length += Values.length(chunks.get(next));
                line.add(chunks.get(next++));
            }
            if (next < chunks.size() && Values.length(chunks.get(next)) > width) {
                next = breakLong(chunks, next, line, Values.subtract(this.width, (long) length));
            }
            if (!line.isEmpty() && line.getLast().isBlank()) {
                line.removeLast();
            }
            if (!line.isEmpty()) {
                lines.add(String.join("", line));
            }
        }
        return lines;
    }

    private int breakLong(List<String> chunks, int next, List<String> line, Object left) {
        var chunk = chunks.get(next);
        if (breakLongWords) {
            if (!Numbers.isInteger(left)) {
                throw PyError.type("slice indices must be integers or None or have an __index__ method");
            }
            int room = (int) Numbers.index(left);
            int cut = chunk.offsetByCodePoints(0, Math.max(room, 0));
            if (breakOnHyphens && chunk.length() > cut) {
                int hyphen = cut == 0 ? -1 : chunk.lastIndexOf('-', cut - 1);
                if (hyphen > 0 && chunk.chars().limit(hyphen).anyMatch(c -> c != '-')) {
                    cut = hyphen + 1;
                }
            }
            line.add(chunk.substring(0, cut));
            chunks.set(next, chunk.substring(cut));
            return next;
        }
        if (line.isEmpty()) {
            line.add(chunk);
            return next + 1;
        }
        return next;
    }

    private List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean edge = Character.isWhitespace(text.charAt(i)) != Character.isWhitespace(text.charAt(i - 1));
            if (edge || (breakOnHyphens && (afterHyphen(text, i) || besideDash(text, i)))) {
                chunks.add(text.substring(from, i));
                from = i;
            }
        }
        if (from < text.length()) {
            chunks.add(text.substring(from));
        }
        return chunks;
    }

    /** Whether a dash of two or more hyphens between words begins or ends here. */
    private static boolean besideDash(String text, int at) {
        int from = at;
        while (from > 0 && text.charAt(from - 1) == '-') {
            from--;
        }
        int to = at;
        while (to < text.length() && text.charAt(to) == '-') {
            to++;
        }
        return to - from >= 2
                && (at == from || at == to)
                && from > 0
                && to < text.length()
                && (isWord(text.charAt(from - 1)) || "!\"'&.,?".indexOf(text.charAt(from - 1)) >= 0)
                && isWord(text.charAt(to));
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** Whether a word may be broken here: two letters and a hyphen before (or letters with hyphens), two letters after. */
    private static boolean afterHyphen(String text, int at) {
        return text.charAt(at - 1) == '-'
                && letter(text, at - 2)
                && (letter(text, at - 3) || (hyphen(text, at - 3) && letter(text, at - 4)))
                && letter(text, at)
                && (letter(text, at + 1) || (hyphen(text, at + 1) && letter(text, at + 2)));
    }

    private static boolean letter(String text, int at) {
        return at >= 0 && at < text.length() && isWord(text.charAt(at)) && !Character.isDigit(text.charAt(at));
    }

    private static boolean hyphen(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) == '-';
    }
}
