package dev.weir.core.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the reference reads a model's code without Jinja: nothing stands in it but comments and {@code {{ … }}} with one
 * literal, or one call of {@code ref}, {@code source} or {@code config} with literals. Source: recorded manifests, project
 * {@code as_written}.
 */
final class PlainCode {
    private static final Pattern TAG = Pattern.compile("\\{[{%#]");
    private static final Pattern WHITE = Pattern.compile("\\s+");
    private static final Pattern TEXT =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern HOOK = Pattern.compile("(?:pre|post)_hook");

    private final String text;
    private final Matcher matcher;
    private int at;
    private String taken = "";

    private PlainCode(String text) {
        this.text = text;
        matcher = WHITE.matcher(text);
    }

    static boolean readable(String text) {
        return new PlainCode(text).read();
    }

    private boolean read() {
        while (matcher.usePattern(TAG).region(at, text.length()).find()) {
            at = matcher.end();
            switch (text.charAt(at - 1)) {
                case '#' -> {
                    int close = text.indexOf("#}", at);
                    at = close < 0 ? text.length() : close + 2;
                }
                case '%' -> {
                    return false;
                }
                default -> {
                    if (text.startsWith("-", at) || !printed() || !take("}}")) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean printed() {
        if (literal(true)) {
            return true;
        }
        return take(WORD)
                && switch (taken) {
                    case "ref" -> take("(") && ref();
                    case "source" -> take("(") && take(TEXT) && take(",") && take(TEXT) && end(")");
                    case "config" -> take("(") && keywords();
                    default -> false;
                };
    }

    private boolean ref() {
        if (!take(TEXT)) {
            return false;
        }
        boolean second = false;
        while (take(",")) {
            if (!second && take(TEXT)) {
                second = true;
            } else if (take(WORD)) {
                boolean version = taken.equals("v") || taken.equals("version");
                return version && take("=") && (take(TEXT) || take(NUMBER)) && end(")");
            } else {
                return take(")");
            }
        }
        return take(")");
    }

    private boolean keywords() {
        do {
            if (!take(WORD)) {
                return take(")");
            }
            if (HOOK.matcher(taken).matches() || !take("=") || !literal(false)) {
                return false;
            }
        } while (take(","));
        return take(")");
    }

    private boolean literal(boolean numbers) {
        if (take(TEXT) || numbers && take(NUMBER)) {
            return true;
        }
        if (take("[")) {
            while (!take("]")) {
                if (!literal(numbers) || !take(",") && !ahead("]")) {
                    return false;
                }
            }
            return true;
        }
        if (take("{")) {
            while (!take("}")) {
                if (!take(TEXT) || !take(":") || !literal(numbers) || !take(",") && !ahead("}")) {
                    return false;
                }
            }
            return true;
        }
        return take("True") || take("False");
    }

    private boolean end(String close) {
        take(",");
        return take(close);
    }

    private void white() {
        if (matcher.usePattern(WHITE).region(at, text.length()).lookingAt()) {
            at = matcher.end();
        }
    }

    private boolean ahead(String symbol) {
        white();
        return text.startsWith(symbol, at);
    }

    private boolean take(String symbol) {
        if (!ahead(symbol)) {
            return false;
        }
        at += symbol.length();
        return true;
    }

    private boolean take(Pattern token) {
        white();
        if (!matcher.usePattern(token).region(at, text.length()).lookingAt()) {
            return false;
        }
        taken = matcher.group();
        at = matcher.end();
        return true;
    }
}
