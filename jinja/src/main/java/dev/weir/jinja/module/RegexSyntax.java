package dev.weir.jinja.module;

import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns a Python regular expression into one of Java. Named groups become numbered ones, as Java's names are narrower;
 * what Java would read otherwise (braces, brackets in classes, {@code \Z}) is escaped.
 */
final class RegexSyntax {
    static final int IGNORECASE = 2;
    static final int MULTILINE = 8;
    static final int DOTALL = 16;
    static final int VERBOSE = 64;
    static final int ASCII = 256;

    private final String python;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Integer> open = new ArrayList<>();
    private long flags;
    private int groups;
    private int at;

    private RegexSyntax(String python, long flags) {
        this.python = python;
        this.flags = flags;
    }

    /** What a pattern is in Java: the pattern, the numbers of its named groups, and the flags in force. */
    record Translated(Pattern pattern, Map<String, Integer> names, long flags) {}

    static Translated translate(String python, long flags) {
        return new RegexSyntax(python, flags).run();
    }

    private Translated run() {
        while (at < python.length()) {
            char c = python.charAt(at);
            switch (c) {
                case '\\' -> escape(false);
                case '[' -> characterClass();
                case '(' -> group();
                case ')' -> {
                    if (open.isEmpty()) {
                        throw error("unbalanced parenthesis", at);
                    }
                    open.removeLast();
                    copy();
                }
                case '{' -> brace();
                default -> copy();
            }
        }
        if (!open.isEmpty()) {
            throw error("missing ), unterminated subpattern", open.getLast());
        }
        int options = Pattern.UNIX_LINES;
        options |= (flags & IGNORECASE) != 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        options |= (flags & MULTILINE) != 0 ? Pattern.MULTILINE : 0;
        options |= (flags & DOTALL) != 0 ? Pattern.DOTALL : 0;
        options |= (flags & VERBOSE) != 0 ? Pattern.COMMENTS : 0;
        options |= (flags & ASCII) == 0 ? Pattern.UNICODE_CHARACTER_CLASS : 0;
        try {
            return new Translated(
                    Pattern.compile(java.toString(), options), names, flags | ((flags & ASCII) == 0 ? 32 : 0));
        } catch (PatternSyntaxException wrong) {
            throw reworded(wrong);
        }
    }

    /** Where a pattern has lines, Python tells the line and the column too. */
    private PyError error(String message, int position) {
        String lines = "";
        if (python.indexOf('\n') >= 0) {
            String before = python.substring(0, position);
            long line = before.chars().filter(c -> c == '\n').count() + 1;
            lines = " (line " + line + ", column " + (position - before.lastIndexOf('\n')) + ")";
        }
        return new PyError("error", message + " at position " + position + lines);
    }

    private PyError reworded(PatternSyntaxException wrong) {
        String description = wrong.getDescription();
        int place = Math.clamp(wrong.getIndex(), 0, python.length());
        if (description.startsWith("Dangling meta character")) {
            return error(repeats(wrong.getPattern(), place - 1) ? "multiple repeat" : "nothing to repeat", place);
        }
        return error(description, place);
    }

    private static boolean repeats(String pattern, int at) {
        return at > 0 && "*+?}".indexOf(pattern.charAt(at)) >= 0 && pattern.charAt(at - 1) != '\\';
    }

    private void copy() {
        java.append(python.charAt(at++));
    }

    private void escape(boolean inClass) {
        if (at + 1 >= python.length()) {
            throw error("bad escape (end of pattern)", at);
        }
        char c = python.charAt(at + 1);
        at += 2;
        if (c == 'Z' && !inClass) {
            java.append("\\z");
        } else if (c == '0') {
            java.append("\\x00");
        } else if (c == 'b' && inClass) {
            java.append("\\x08");
        } else if (c == 'v') {
            java.append("\\x0B");
        } else if ((c >= '1' && c <= '9') || "AbBdDsSwWafnrtxuU".indexOf(c) >= 0) {
            if (c == 'U') {
                java.append("\\x{")
                        .append(python, at, Math.min(at + 8, python.length()))
                        .append('}');
                at = Math.min(at + 8, python.length());
            } else {
                java.append('\\').append(c);
            }
        } else if (c == 'N' && !inClass) {
            throw error("missing {", at);
        } else if (Character.isLetter(c) && c < 0x80) {
            throw error("bad escape \\" + c, at - 2);
        } else {
            java.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
        }
    }

    private void characterClass() {
        int start = at;
        copy();
        if (at < python.length() && python.charAt(at) == '^') {
            copy();
        }
        boolean first = true;
        while (at < python.length()) {
            char c = python.charAt(at);
            if (c == ']' && !first) {
                copy();
                return;
            }
            first = false;
            if (c == '\\') {
                escape(true);
            } else if ("[]&^#".indexOf(c) >= 0 || Character.isWhitespace(c)) {
                java.append('\\');
                copy();
            } else {
                copy();
            }
        }
        throw error("unterminated character set", start);
    }

    private void brace() {
        int end = at + 1;
        boolean comma = false;
        boolean digits = false;
        while (end < python.length()
                && (Character.isDigit(python.charAt(end)) || (python.charAt(end) == ',' && !comma))) {
            comma |= python.charAt(end) == ',';
            digits |= Character.isDigit(python.charAt(end));
            end++;
        }
        boolean quantifier = end < python.length() && python.charAt(end) == '}' && digits;
        if (!quantifier) {
            java.append('\\');
            copy();
            return;
        }
        java.append('{').append(python.charAt(at + 1) == ',' ? "0" : "").append(python, at + 1, end + 1);
        at = end + 1;
    }

    private void group() {
        int start = at;
        open.add(start);
        if (!python.startsWith("(?", at)) {
            groups++;
            copy();
            return;
        }
        char kind = next(at + 2);
        switch (kind) {
            case 'P' -> named();
            case '#' -> {
                int end = python.indexOf(')', at);
                if (end < 0) {
                    throw error("missing ), unterminated comment", start);
                }
                java.append("(?:");
                at = end;
            }
            case '(' -> throw error("conditional groups are not supported", at);
            case '<' -> {
                char behind = next(at + 3);
                if (behind != '=' && behind != '!') {
                    throw error("unknown extension ?<" + behind, at + 1);
                }
                extended();
            }
            case ':', '=', '!', '>' -> extended();
            default -> {
                if (!InlineFlags.begin(kind)) {
                    throw error("unknown extension ?" + Character.toString(python.codePointAt(at + 2)), at + 1);
                }
                inlineFlags();
            }
        }
    }

    private char next(int place) {
        if (place >= python.length()) {
            throw error("unexpected end of pattern", place);
        }
        return python.charAt(place);
    }

    /** A group that is written alike in Java. */
    private void extended() {
        java.append("(?");
        at += 2;
    }

    private void named() {
        char kind = next(at + 3);
        int start = at + 4;
        switch (kind) {
            case '<' -> {
                String name = name(start, '>');
                Integer first = names.putIfAbsent(name, groups + 1);
                if (first != null) {
                    throw error(
                            "redefinition of group name '" + name + "' as group " + (groups + 1) + "; was group "
                                    + first,
                            start);
                }
                groups++;
                java.append('(');
                at = start + name.length() + 1;
            }
            case '=' -> {
                String name = name(start, ')');
                Integer number = names.get(name);
                if (number == null) {
                    throw error("unknown group name '" + name + "'", start);
                }
                java.append("(?:\\").append(number.intValue());
                at = start + name.length();
            }
            default -> throw error("unknown extension ?P" + Character.toString(python.codePointAt(at + 3)), at + 1);
        }
    }

    private String name(int start, char closing) {
        int end = python.indexOf(closing, start);
        String name = python.substring(start, end < 0 ? python.length() : end);
        if (name.isEmpty()) {
            throw error("missing group name", start);
        }
        if (end < 0) {
            throw error("missing " + closing + ", unterminated name", start);
        }
        if (!identifier(name)) {
            throw error("bad character in group name " + Values.repr(name), start);
        }
        return name;
    }

    private static boolean identifier(String name) {
        return name.codePoints()
                        .allMatch(c ->
                                c == '_' || Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
                && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)));
    }

    private void inlineFlags() {
        InlineFlags letters;
        try {
            letters = InlineFlags.read(python, at + 2);
        } catch (InlineFlags.Refused refused) {
            throw error(String.valueOf(refused.getMessage()), refused.at());
        }
        String on = letters.on();
        if (on.indexOf('a') >= 0) {
            flags |= ASCII;
        }
        if (python.charAt(letters.end()) == ')') {
            flags |= on.indexOf('i') >= 0 ? IGNORECASE : 0;
            flags |= on.indexOf('m') >= 0 ? MULTILINE : 0;
            flags |= on.indexOf('s') >= 0 ? DOTALL : 0;
            flags |= on.indexOf('x') >= 0 ? VERBOSE : 0;
            java.append("(?:");
        } else {
            String kept = on.replace("a", "").replace("u", "");
            java.append("(?").append(kept.indexOf('i') >= 0 ? kept + "u" : kept);
            java.append(letters.off().isEmpty() ? "" : "-" + letters.off());
        }
        at = letters.end();
    }
}
