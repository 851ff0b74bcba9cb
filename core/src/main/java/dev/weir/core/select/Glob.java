package dev.weir.core.select;

/** Shell patterns as Python's {@code fnmatch} reads them: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. */
final class Glob {
    private Glob() {}

    static boolean isPattern(String text) {
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '*', '?', '[', ']' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int patternAt, String text, int textAt) {
        int p = patternAt;
        int t = textAt;
        int starAt = -1;
        int starText = -1;
        while (t < text.length()) {
            int next = p < pattern.length() ? step(pattern, p, text.charAt(t)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starAt = p++;
                starText = t;
            } else if (next >= 0) {
                p = next;
                t++;
            } else if (starAt >= 0) {
                p = starAt + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on after it took the character; -1 when it does not take it. */
    private static int step(String pattern, int at, char c) {
        char wanted = pattern.charAt(at);
        if (wanted == '?') {
            return at + 1;
        }
        if (wanted != '[') {
            return wanted == c && wanted != '*' ? at + 1 : -1;
        }
        int end = classEnd(pattern, at);
        if (end < 0) {
            return c == '[' ? at + 1 : -1;
        }
        int from = at + 1;
        boolean negated = pattern.charAt(from) == '!';
        if (negated) {
            from++;
        }
        boolean in = false;
        for (int i = from; i < end; i++) {
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in != negated ? end + 1 : -1;
    }

    private static int classEnd(String pattern, int at) {
        int from = at + 1;
        if (from < pattern.length() && pattern.charAt(from) == '!') {
            from++;
        }
        return from < pattern.length() ? pattern.indexOf(']', from + 1) : -1;
    }
}
