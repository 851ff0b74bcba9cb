package dev.weir.core.project;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of {@code .dbtignore}, which are those of {@code .gitignore}: the last one that matches decides, {@code !}
 * brings back, a slash inside ties a pattern to the root, a slash at the end means folders. Immutable.
 */
final class IgnoreRules {
    static final IgnoreRules NONE = new IgnoreRules(List.of());

    private record Rule(String[] segments, boolean rooted, boolean foldersOnly, boolean bringsBack) {}

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    static IgnoreRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .forEach(line -> {
                    boolean bringsBack = line.charAt(0) == '!';
                    String pattern = bringsBack ? line.substring(1) : line;
                    boolean foldersOnly = pattern.endsWith("/");
                    if (foldersOnly) {
                        pattern = pattern.substring(0, pattern.length() - 1);
                    }
                    boolean rooted = pattern.indexOf('/') >= 0;
                    if (pattern.startsWith("/")) {
                        pattern = pattern.substring(1);
                    }
                    if (!pattern.isEmpty()) {
                        rules.add(new Rule(pattern.split("/"), rooted, foldersOnly, bringsBack));
                    }
                });
        return rules.isEmpty() ? NONE : new IgnoreRules(rules);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Whether a file, given by its path relative to the project with forward slashes, is left out. */
    boolean ignores(String path) {
        if (rules.isEmpty()) {
            return false;
        }
        String[] segments = path.split("/");
        boolean ignored = false;
        for (Rule rule : rules) {
            if (ignored == rule.bringsBack && matches(rule, segments)) {
                ignored = !rule.bringsBack;
            }
        }
        return ignored;
    }

    /** A rule matches the file itself or any folder above it. */
    private static boolean matches(Rule rule, String[] segments) {
        for (int end = 1; end <= segments.length; end++) {
            if (rule.foldersOnly && end == segments.length) {
                break;
            }
            int lastStart = rule.rooted ? 0 : end - 1;
            for (int start = rule.rooted ? 0 : end - 1; start <= lastStart; start++) {
                if (matches(rule.segments, 0, segments, start, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(String[] pattern, int at, String[] segments, int from, int end) {
        if (at == pattern.length) {
            return from == end;
        }
        if (pattern[at].equals("**")) {
            for (int next = from; next <= end; next++) {
                if (matches(pattern, at + 1, segments, next, end)) {
                    return true;
                }
            }
            return false;
        }
        return from < end
                && glob(pattern[at], 0, segments[from], 0)
                && matches(pattern, at + 1, segments, from + 1, end);
    }

    private static boolean glob(String pattern, int at, String text, int from) {
        for (int p = at, t = from; ; p++, t++) {
            if (p == pattern.length()) {
                return t == text.length();
            }
            char c = pattern.charAt(p);
            if (c == '*') {
                for (int next = t; next <= text.length(); next++) {
                    if (glob(pattern, p + 1, text, next)) {
                        return true;
                    }
                }
                return false;
            }
            if (t == text.length()) {
                return false;
            }
            if (c == '[') {
                int close = pattern.indexOf(']', p + 2);
                if (close > 0) {
                    if (!inClass(pattern, p + 1, close, text.charAt(t))) {
                        return false;
                    }
                    p = close;
                    continue;
                }
            }
            if (c == '\\' && p + 1 < pattern.length()) {
                c = pattern.charAt(++p);
                if (c != text.charAt(t)) {
                    return false;
                }
            } else if (c != '?' && c != text.charAt(t)) {
                return false;
            }
        }
    }

    private static boolean inClass(String pattern, int start, int end, char wanted) {
        boolean negated = pattern.charAt(start) == '!' || pattern.charAt(start) == '^';
        boolean found = false;
        for (int at = negated ? start + 1 : start; at < end; at++) {
            char low = pattern.charAt(at);
            if (at + 2 < end && pattern.charAt(at + 1) == '-') {
                found |= low <= wanted && wanted <= pattern.charAt(at + 2);
                at += 2;
            } else {
                found |= low == wanted;
            }
        }
        return found != negated;
    }
}
