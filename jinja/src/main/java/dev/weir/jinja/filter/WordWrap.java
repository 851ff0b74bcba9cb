package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
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

    private final int width;
    private final boolean breakLongWords;
    private final boolean breakOnHyphens;

    private WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
        this.width = width;
        this.breakLongWords = breakLongWords;
        this.breakOnHyphens = breakOnHyphens;
    }

    static Object filter(Object value, Arguments arguments, FilterContext context) {
        var bound = SIGNATURE.bind(arguments.prepend(value).prepend(None.NONE));
        var wrap = new WordWrap((int) bound.integer(2), bound.truth(3), bound.truth(5));
        var between = bound.value(4) == None.NONE ? "\n" : bound.text(4);
        List<String> wrapped = new ArrayList<>();
        var lines = Values.iterate(Values.callMethod(
                value instanceof Undefined missing && missing.isLenient() ? "" : TextFilters.lined(value),
                "splitlines",
                Arguments.NONE));
        while (lines.hasNext()) {
            wrapped.add(String.join(between, wrap.lines(Values.str(lines.next()))));
        }
        return String.join(between, wrapped);
    }

    private List<String> lines(String text) {
        if (width <= 0) {
            throw PyError.value("invalid width " + width + " (must be > 0)");
        }
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
                next = breakLong(chunks, next, line, width - length);
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

    private int breakLong(List<String> chunks, int next, List<String> line, int room) {
        var chunk = chunks.get(next);
        if (breakLongWords) {
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
            if (edge || (breakOnHyphens && afterHyphen(text, i))) {
                chunks.add(text.substring(from, i));
                from = i;
            }
        }
        if (from < text.length()) {
            chunks.add(text.substring(from));
        }
        return chunks;
    }

    /** Whether a word may be broken here: two letters and a hyphen before, two letters after. */
    private static boolean afterHyphen(String text, int at) {
        return at >= 3
                && at + 1 < text.length()
                && text.charAt(at - 1) == '-'
                && Character.isLetter(text.charAt(at - 2))
                && Character.isLetter(text.charAt(at - 3))
                && Character.isLetter(text.charAt(at))
                && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '-');
    }
}
