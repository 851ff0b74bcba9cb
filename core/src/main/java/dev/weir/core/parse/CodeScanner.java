package dev.weir.core.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names a template's code uses without building its tree: a lexical look at what stands between Jinja's braces.
 * Attribute names, keyword names and texts are not counted. Good enough to know which macros a macro may call: built-in macros
 * are some hundred kilobytes of which a command renders little, so trees for {@link dev.weir.jinja.StaticScanner} would be wasted.
 */
final class CodeScanner {
    /**
     * A name in the code.
     *
     * @param path the name with its attributes, up to a call: {@code ["adapter", "dispatch"]}
     * @param called whether a call follows
     * @param texts leading arguments of the call that are texts, e.g. the name and namespace of a dispatch
     */
    record Use(List<String> path, boolean called, List<String> texts, boolean moreArguments) {
        String name() {
            return path.getFirst();
        }

        boolean dispatch() {
            return called
                    && path.size() == 2
                    && path.getFirst().equals("adapter")
                    && path.get(1).equals("dispatch");
        }

        Optional<String> namespace() {
            return texts.size() > 1 ? Optional.of(texts.get(1)) : Optional.empty();
        }
    }

    private static final List<String> KEYWORDS = List.of("macro_name", "macro_namespace");

    private final String text;
    private final int end;
    private final List<Use> uses = new ArrayList<>();

    private CodeScanner(String text, int end) {
        this.text = text;
        this.end = end;
    }

    /** The names used in {@code text[start, end)}, in order. */
    static List<Use> uses(String text, int start, int end) {
        CodeScanner scanner = new CodeScanner(text, end);
        scanner.scan(start);
        return scanner.uses;
    }

    private void scan(int start) {
        int at = text.indexOf('{', start);
        while (at >= 0 && at + 1 < end) {
            char kind = text.charAt(at + 1);
            if (kind == '#') {
                int close = text.indexOf("#}", at + 2);
                at = text.indexOf('{', close < 0 ? end : close + 2);
            } else if (kind == '{' || kind == '%') {
                int close = Math.min(BlockFinder.endOfTag(text, at + 2, kind == '{' ? '}' : '%'), end);
                code(at + 2, close - 2);
                at = text.indexOf('{', close);
            } else {
                at = text.indexOf('{', at + 1);
            }
        }
    }

    private void code(int from, int to) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                int close = BlockFinder.closingQuote(text, at);
                at = close < 0 ? to : close + 1;
            } else if (Character.isJavaIdentifierStart(c) && c != '$') {
                at = name(at, to);
            } else if (Character.isDigit(c)) {
                while (at < to && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                    at++;
                }
            } else {
                at++;
            }
        }
    }

    private int name(int start, int to) {
        int at = word(start, to);
        boolean attribute = precededByDot(start);
        List<String> path = new ArrayList<>(2);
        path.add(text.substring(start, at));
        int next = white(at, to);
        while (next < to && text.charAt(next) == '.') {
            int wordStart = white(next + 1, to);
            int wordEnd = word(wordStart, to);
            if (wordEnd == wordStart) {
                break;
            }
            path.add(text.substring(wordStart, wordEnd));
            at = wordEnd;
            next = white(at, to);
        }
        if (attribute) {
            return at;
        }
        boolean called = next < to && text.charAt(next) == '(' && !filter(start);
        boolean keyword = next < to
                && text.charAt(next) == '='
                && (next + 1 >= to || text.charAt(next + 1) != '=')
                && path.size() == 1;
        if (called) {
            List<String> texts = new ArrayList<>(2);
            boolean more = texts(next + 1, to, texts);
            uses.add(new Use(List.copyOf(path), true, texts, more));
        } else if (!keyword) {
            uses.add(new Use(List.copyOf(path), false, List.of(), false));
        }
        return at;
    }

    /** Whether the name is a filter's: {@code x | replace('a', 'b')} calls no macro. */
    private boolean filter(int start) {
        int at = start - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at >= 0 && text.charAt(at) == '|';
    }

    /** Reads leading text arguments; says whether anything else follows. {@code macro_name='x'} counts as a text. */
    private boolean texts(int from, int to, List<String> into) {
        int at = white(from, to);
        while (at < to) {
            for (String keyword : KEYWORDS) {
                if (text.startsWith(keyword, at)) {
                    int equals = white(at + keyword.length(), to);
                    if (equals < to && text.charAt(equals) == '=') {
                        at = white(equals + 1, to);
                    }
                }
            }
            @Nullable String value = quoted(at, to);
            if (value == null) {
                return at >= to || text.charAt(at) != ')';
            }
            into.add(value);
            at = white(BlockFinder.closingQuote(text, at) + 1, to);
            if (at < to && text.charAt(at) == ',') {
                at = white(at + 1, to);
            } else {
                return at >= to || text.charAt(at) != ')';
            }
        }
        return true;
    }

    private @Nullable String quoted(int at, int to) {
        if (at >= to || text.charAt(at) != '\'' && text.charAt(at) != '"') {
            return null;
        }
        int close = BlockFinder.closingQuote(text, at);
        return close < 0 || close >= to ? null : text.substring(at + 1, close);
    }

    private boolean precededByDot(int start) {
        int at = start - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at >= 0 && text.charAt(at) == '.';
    }

    private int word(int from, int to) {
        int at = from;
        while (at < to && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int white(int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
