package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.NumberTexts;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads text that is one Python literal: numbers, texts, True, False, None and tuples, lists, sets and dicts of them. Bytes,
 * complex numbers and the ellipsis, which no template can hold, are read as no literal. Source: Python docs,
 * "ast.literal_eval".
 */
public final class PythonLiteral {
    /** Python's parser gives up where brackets are nested deeper. */
    private static final int DEEPEST = 200;

    private static final String DIGITS = "\\d(?:_?\\d)*";
    private static final String EXPONENT = "(?:[eE][+-]?" + DIGITS + ")";
    private static final Pattern FLOAT = Pattern.compile(
            "(?:(?:" + DIGITS + ")?\\." + DIGITS + "|" + DIGITS + "\\.)" + EXPONENT + "?|" + DIGITS + EXPONENT);
    private static final Pattern INTEGER =
            Pattern.compile("0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?\\d)*|0(?:_?0)*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern TEXT =
            Pattern.compile("([rRuU]?)(?:'''((?s:[^\\\\]|\\\\.)*?)'''|\"\"\"((?s:[^\\\\]|\\\\.)*?)\"\"\""
                    + "|'((?:[^'\\\\\\n]|\\\\(?s:.))*)'|\"((?:[^\"\\\\\\n]|\\\\(?s:.))*)\")");

    private final String source;
    private int at;
    private int depth;

    /** Whether the last number read has no sign: a number has one sign at most. */
    private boolean unsigned;

    private PythonLiteral(String source) {
        this.source = source;
    }

    /**
     * The value; empty when the text is no literal.
     *
     * @throws dev.weir.jinja.value.PyError when a set holds, or a dict is keyed by, what has no hash
     */
    public static Optional<Object> read(String text) {
        try {
            PythonLiteral literal = new PythonLiteral(text);
            literal.skip(true);
            Object value = literal.tuple();
            literal.skip(true);
            return literal.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NoLiteral | WeirException none) {
            return Optional.empty();
        }
    }

    /** Ends the reading from any depth. */
    private static final class NoLiteral extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLiteral() {
            super(null, null, false, false);
        }
    }

    /** Values with commas between them, without brackets around. */
    private Object tuple() {
        Object first = value();
        skip(false);
        if (!take(',')) {
            return first;
        }
        List<Object> items = new ArrayList<>(List.of(first));
        for (skip(false); at < source.length() && source.charAt(at) != '\n'; skip(false)) {
            items.add(value());
            skip(false);
            if (!take(',')) {
                break;
            }
        }
        return PyTuple.copyOf(items);
    }

    private Object value() {
        skip(depth > 0);
        if (at >= source.length()) {
            throw new NoLiteral();
        }
        char c = source.charAt(at);
        return switch (c) {
            case '[' -> new PyList(items(']'));
            case '(' -> parenthesized();
            case '{' -> braced();
            case '+', '-' -> signed(c == '-');
            default -> c == '.' || c >= '0' && c <= '9' ? number() : word();
        };
    }

    private List<Object> items(char close) {
        open();
        List<Object> items = new ArrayList<>();
        while (!closes(close)) {
            items.add(value());
            separate(close);
        }
        return items;
    }

    private Object parenthesized() {
        int before = at;
        List<Object> items = items(')');
        int last = at - 2;
        while (last > before && Character.isWhitespace(source.charAt(last))) {
            last--;
        }
        return items.size() == 1 && source.charAt(last) != ',' ? items.getFirst() : PyTuple.copyOf(items);
    }

    private Object braced() {
        open();
        PyDict dict = new PyDict();
        if (closes('}')) {
            return dict;
        }
        Object first = value();
        skip(true);
        if (!take(':')) {
            PySet set = new PySet();
            set.add(first);
            for (separate('}'); !closes('}'); separate('}')) {
                set.add(value());
            }
            return set;
        }
        dict.put(first, value());
        for (separate('}'); !closes('}'); separate('}')) {
            Object key = value();
            skip(true);
            if (!take(':')) {
                throw new NoLiteral();
            }
            dict.put(key, value());
        }
        return dict;
    }

    private void open() {
        at++;
        if (++depth > DEEPEST) {
            throw new NoLiteral();
        }
    }

    private boolean closes(char close) {
        skip(true);
        if (!take(close)) {
            return false;
        }
        depth--;
        return true;
    }

    /** A comma, or the end, which is left for {@link #closes}. */
    private void separate(char close) {
        skip(true);
        if (!take(',') && (at >= source.length() || source.charAt(at) != close)) {
            throw new NoLiteral();
        }
    }

    private Object signed(boolean negative) {
        at++;
        unsigned = false;
        Object value = value();
        if (!unsigned || !(value instanceof Number)) {
            throw new NoLiteral();
        }
        unsigned = false;
        return negative ? Values.negate(value) : value;
    }

    private Object number() {
        unsigned = true;
        Matcher real = matcher(FLOAT);
        if (real.lookingAt()) {
            at = endOfNumber(real);
            return Double.valueOf(real.group().replace("_", ""));
        }
        Matcher whole = matcher(INTEGER);
        if (!whole.lookingAt()) {
            throw new NoLiteral();
        }
        at = endOfNumber(whole);
        Object value = NumberTexts.integer(whole.group(), 0);
        if (value == null) {
            throw new NoLiteral();
        }
        return value;
    }

    private int endOfNumber(Matcher number) {
        int end = number.end();
        if (end < source.length() && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '_')) {
            throw new NoLiteral();
        }
        return end;
    }

    private Object word() {
        Matcher text = matcher(TEXT);
        if (text.lookingAt()) {
            return text(text);
        }
        Matcher word = matcher(WORD);
        if (!word.lookingAt()) {
            throw new NoLiteral();
        }
        at = word.end();
        return switch (word.group()) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> None.NONE;
            case "set" -> emptySet();
            default -> throw new NoLiteral();
        };
    }

    private Object emptySet() {
        skip(depth > 0);
        if (at >= source.length() || source.charAt(at) != '(' || !items(')').isEmpty()) {
            throw new NoLiteral();
        }
        return new PySet();
    }

    /** Texts one after another are one. */
    private Object text(Matcher first) {
        StringBuilder all = new StringBuilder();
        Matcher part = first;
        do {
            String body = "";
            for (int group = 2; group <= 5; group++) {
                body = part.group(group) == null ? body : part.group(group);
            }
            boolean raw = part.group(1).equalsIgnoreCase("r");
            all.append(raw ? body : StringEscapes.decode(body, new SourceText("literal", source), at));
            at = part.end();
            skip(depth > 0);
            part = matcher(TEXT);
        } while (part.lookingAt());
        return all.toString();
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }

    private boolean take(char wanted) {
        if (at < source.length() && source.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** White space and comments; lines end a literal that stands in no brackets. */
    private void skip(boolean lines) {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '#') {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (c == ' ' || c == '\t' || c == '\f' || lines && (c == '\n' || c == '\r')) {
                at++;
            } else {
                return;
            }
        }
    }
}
