package dev.weir.jinja.module;

import dev.weir.jinja.value.PyError;
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
                        throw error("unbalanced parenthesis at position " + at);
                    }
                    open.removeLast();
                    copy();
                }
                case '{' -> brace();
                default -> copy();
            }
        }
        if (!open.isEmpty()) {
            throw error("missing ), unterminated subpattern at position " + open.getLast());
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
            throw error(reworded(wrong));
        }
    }

    private static PyError error(String message) {
        return new PyError("error", message);
    }

    private static String reworded(PatternSyntaxException wrong) {
        String description = wrong.getDescription();
        if (description.startsWith("Dangling meta character")) {
            int place = Math.max(0, wrong.getIndex());
            return (repeats(wrong.getPattern(), place - 1) ? "multiple repeat" : "nothing to repeat") + " at position "
                    + place;
        }
        return description + " at position " + Math.max(0, wrong.getIndex());
    }

    private static boolean repeats(String pattern, int at) {
        return at > 0 && "*+?}".indexOf(pattern.charAt(at)) >= 0 && pattern.charAt(at - 1) != '\\';
    }

    private void copy() {
        java.append(python.charAt(at++));
    }

    private void escape(boolean inClass) {
        if (at + 1 >= python.length()) {
            throw error("bad escape (end of pattern) at position " + at);
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
            throw error("missing { at position " + at);
        } else if (Character.isLetter(c) && c < 0x80) {
            throw error("bad escape \\" + c + " at position " + (at - 2));
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
        throw error("unterminated character set at position " + start);
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
        if (python.startsWith("(?P<", at)) {
            int end = python.indexOf('>', at);
            if (end < 0) {
                throw error("missing >, unterminated name at position " + (at + 4));
            }
            groups++;
            names.put(python.substring(at + 4, end), groups);
            java.append('(');
            at = end + 1;
        } else if (python.startsWith("(?P=", at)) {
            int end = python.indexOf(')', at);
            String name = end < 0 ? "" : python.substring(at + 4, end);
            Integer number = names.get(name);
            if (number == null) {
                throw error("unknown group name '" + name + "' at position " + (at + 4));
            }
            java.append("(?:\\").append(number.intValue());
            at = end;
        } else if (python.startsWith("(?#", at)) {
            int end = python.indexOf(')', at);
            java.append("(?:");
            at = end < 0 ? python.length() : end;
        } else if (python.startsWith("(?(", at)) {
            throw error("conditional groups are not supported at position " + at);
        } else {
            inlineFlags();
        }
    }

    private void inlineFlags() {
        int end = at + 2;
        while (end < python.length() && "aiLmsux-".indexOf(python.charAt(end)) >= 0) {
            end++;
        }
        if (end == at + 2 || end == python.length()) {
            java.append("(?");
            at += 2;
            return;
        }
        String letters = python.substring(at + 2, end);
        if (letters.indexOf('L') >= 0) {
            throw error("bad inline flags: cannot use 'L' flag with a str pattern at position "
                    + (at + 3 + letters.indexOf('L')));
        }
        if (letters.indexOf('a') >= 0) {
            flags |= ASCII;
        }
        if (python.charAt(end) == ')') {
            flags |= letters.indexOf('i') >= 0 ? IGNORECASE : 0;
            flags |= letters.indexOf('m') >= 0 ? MULTILINE : 0;
            flags |= letters.indexOf('s') >= 0 ? DOTALL : 0;
            flags |= letters.indexOf('x') >= 0 ? VERBOSE : 0;
            java.append("(?:");
        } else {
            String kept = letters.replace("a", "").replace("L", "").replace("u", "");
            java.append("(?").append(kept.indexOf('i') >= 0 && kept.indexOf('-') < 0 ? kept + "u" : kept);
        }
        at = end;
    }
}
