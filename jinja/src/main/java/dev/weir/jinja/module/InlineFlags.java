package dev.weir.jinja.module;

/**
 * The letters of {@code (?im)} and {@code (?i-s:…)}.
 *
 * @param on letters turned on
 * @param off letters turned off
 * @param end where {@code )} or {@code :} stands
 */
record InlineFlags(String on, String off, int end) {
    private static final String LETTERS = "aiLmsux";
    private static final String KINDS_OF_TEXT = "auL";

    /** What went wrong at which place of the pattern. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int at;

        Refused(String message, int at) {
            super(message, null, false, false);
            this.at = at;
        }

        int at() {
            return at;
        }
    }

    static boolean begin(char c) {
        return c == '-' || LETTERS.indexOf(c) >= 0;
    }

    /** Reads from the first letter on. */
    static InlineFlags read(String pattern, int start) throws Refused {
        int at = start;
        StringBuilder on = new StringBuilder();
        while (pattern.charAt(at) != '-') {
            turnOn(pattern.charAt(at), on, at + 1);
            at++;
            if (at == pattern.length()) {
                throw new Refused("missing -, : or )", at);
            }
            char c = pattern.charAt(at);
            if (c == ')' || c == ':') {
                return new InlineFlags(on.toString(), "", at);
            }
            if (!begin(c)) {
                throw new Refused(Character.isLetter(c) ? "unknown flag" : "missing -, : or )", at);
            }
        }
        return turnOff(pattern, at + 1, on.toString());
    }

    private static void turnOn(char letter, StringBuilder on, int after) throws Refused {
        if (letter == 'L') {
            throw new Refused("bad inline flags: cannot use 'L' flag with a str pattern", after);
        }
        on.append(letter);
        if (on.indexOf("a") >= 0 && on.indexOf("u") >= 0) {
            throw new Refused("bad inline flags: flags 'a', 'u' and 'L' are incompatible", after);
        }
    }

    private static InlineFlags turnOff(String pattern, int start, String on) throws Refused {
        StringBuilder off = new StringBuilder();
        for (int at = start; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == ':' && at > start) {
                for (int i = 0; i < on.length(); i++) {
                    if (off.indexOf(on.substring(i, i + 1)) >= 0) {
                        throw new Refused("bad inline flags: flag turned on and off", at);
                    }
                }
                return new InlineFlags(on, off.toString(), at);
            }
            if (LETTERS.indexOf(c) < 0) {
                throw new Refused(
                        Character.isLetter(c) ? "unknown flag" : at == start ? "missing flag" : "missing :", at);
            }
            if (KINDS_OF_TEXT.indexOf(c) >= 0) {
                throw new Refused("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at + 1);
            }
            off.append(c);
        }
        throw new Refused(off.isEmpty() ? "missing flag" : "missing :", pattern.length());
    }
}
