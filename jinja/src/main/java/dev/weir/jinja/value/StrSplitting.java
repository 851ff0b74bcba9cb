package dev.weir.jinja.value;

import java.util.Collections;

/** How str is cut into parts. */
final class StrSplitting {
    private static final Signature SPLIT = Signature.inC("function", "split()", "split", "sep=none", "maxsplit=-1");

    private static final Signature SPLIT_FROM_RIGHT =
            Signature.inC("function", "rsplit()", "rsplit", "sep=none", "maxsplit=-1");

    private StrSplitting() {}

    static PyList split(String text, Arguments arguments) {
        var bound = SPLIT.bind(arguments);
        int most = most(bound.integer(1));
        if (bound.value(0) == None.NONE) {
            return words(text, most);
        }
        var separator = separator(bound.value(0));
        var parts = new PyList();
        int at = 0;
        for (int found; parts.size() < most && (found = text.indexOf(separator, at)) >= 0; ) {
            parts.add(text.substring(at, found));
            at = found + separator.length();
        }
        parts.add(text.substring(at));
        return parts;
    }

    private static int most(long asked) {
        return asked < 0 ? Integer.MAX_VALUE : (int) Math.min(asked, Integer.MAX_VALUE);
    }

    private static String separator(Object value) {
        if (!(value instanceof String separator)) {
            throw PyError.type("must be str or None, not " + Values.typeName(value));
        }
        if (separator.isEmpty()) {
            throw PyError.value("empty separator");
        }
        return separator;
    }

    private static PyList words(String text, int most) {
        var parts = new PyList();
        int at = 0;
        int length = text.length();
        while (true) {
            while (at < length && StrCase.isSpace(text.charAt(at))) {
                at++;
            }
            if (at == length) {
                return parts;
            }
            if (parts.size() == most) {
                parts.add(text.substring(at));
                return parts;
            }
            int from = at;
            while (at < length && !StrCase.isSpace(text.charAt(at))) {
                at++;
            }
            parts.add(text.substring(from, at));
        }
    }

    static PyList splitFromRight(String text, Arguments arguments) {
        var bound = SPLIT_FROM_RIGHT.bind(arguments);
        int most = most(bound.integer(1));
        var parts = bound.value(0) == None.NONE
                ? wordsFromRight(text, most)
                : partsFromRight(text, separator(bound.value(0)), most);
        Collections.reverse(parts);
        return parts;
    }

    private static PyList partsFromRight(String text, String separator, int most) {
        var parts = new PyList();
        int end = text.length();
        while (parts.size() < most) {
            int found = text.lastIndexOf(separator, end - separator.length());
            if (found < 0 || end < separator.length()) {
                break;
            }
            parts.add(text.substring(found + separator.length(), end));
            end = found;
        }
        parts.add(text.substring(0, end));
        return parts;
    }

    private static PyList wordsFromRight(String text, int most) {
        var parts = new PyList();
        int end = text.length();
        while (true) {
            while (end > 0 && StrCase.isSpace(text.charAt(end - 1))) {
                end--;
            }
            if (end == 0) {
                return parts;
            }
            if (parts.size() == most) {
                parts.add(text.substring(0, end));
                return parts;
            }
            int to = end;
            while (end > 0 && !StrCase.isSpace(text.charAt(end - 1))) {
                end--;
            }
            parts.add(text.substring(end, to));
        }
    }

    static PyList lines(String text, boolean keepEnds) {
        var lines = new PyList();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (!isLineEnd(c)) {
                continue;
            }
            int end = at - 1;
            if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            lines.add(text.substring(from, keepEnds ? at : end));
            from = at;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private static boolean isLineEnd(char c) {
        return switch (c) {
            case '\n', '\r', '\u000b', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    static PyTuple partition(String text, String separator) {
        int at = text.indexOf(separator);
        return at < 0
                ? PyTuple.of(text, "", "")
                : PyTuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

    static PyTuple partitionFromRight(String text, String separator) {
        int at = text.lastIndexOf(separator);
        return at < 0
                ? PyTuple.of("", "", text)
                : PyTuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }
}
