package dev.weir.jinja.module;

import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;

/** The replacement text of {@code re.sub}, with its references to groups; wrong ones are refused when it is made. */
final class ReTemplate {
    private final PyPattern pattern;
    private final String template;

    /** Texts, and the numbers of groups. */
    private final List<Object> parts = new ArrayList<>();

    private final StringBuilder text = new StringBuilder();

    ReTemplate(String template, PyPattern pattern) {
        this.template = template;
        this.pattern = pattern;
        for (int i = 0; i < template.length(); i++) {
            if (template.charAt(i) == '\\') {
                i = reference(i + 1);
            } else {
                text.append(template.charAt(i));
            }
        }
        endText();
    }

    String expand(PyMatch match) {
        var out = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                var group = match.group(number);
                out.append(group == None.NONE ? "" : Values.str(group));
            } else {
                out.append(part);
            }
        }
        return out.toString();
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(text.toString());
            text.setLength(0);
        }
    }

    /** Reads what stands behind a backslash; yields the place of its last character. */
    private int reference(int at) {
        if (at == template.length()) {
            throw error("bad escape (end of pattern)", at - 1);
        }
        char c = template.charAt(at);
        if (c == 'g') {
            return named(at + 1);
        }
        if (c == '0') {
            int end = at + 1;
            while (end < at + 3 && octal(end)) {
                end++;
            }
            text.append((char) Integer.parseInt(template.substring(at, end), 8));
            return end - 1;
        }
        if (c < '1' || c > '9') {
            return escaped(c, at);
        }
        int end = at + (digit(at + 1) ? 2 : 1);
        if (octal(at) && octal(at + 1) && octal(at + 2)) {
            int code = Integer.parseInt(template.substring(at, at + 3), 8);
            if (code > 0xff) {
                throw error(
                        "octal escape value \\" + template.substring(at, at + 3) + " outside of range 0-0o377", at - 1);
            }
            text.append((char) code);
            return at + 2;
        }
        group(Integer.parseInt(template.substring(at, end)), at);
        return end - 1;
    }

    private int named(int open) {
        if (open >= template.length() || template.charAt(open) != '<') {
            throw error("missing <", open);
        }
        int end = template.indexOf('>', open);
        String name = end < 0 ? template.substring(open + 1) : template.substring(open + 1, end);
        if (name.isEmpty()) {
            throw error("missing group name", open + 1);
        }
        if (end < 0) {
            throw error("missing >, unterminated name", open + 1);
        }
        if (name.chars().allMatch(Character::isDigit)) {
            group(name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name), open + 1);
            return end;
        }
        if (!isIdentifier(name)) {
            throw error("bad character in group name " + Values.repr(name), open + 1);
        }
        Integer number = pattern.names().get(name);
        if (number == null) {
            throw PyError.index("unknown group name " + Values.repr(name));
        }
        group(number, open + 1);
        return end;
    }

    private static boolean isIdentifier(String name) {
        return Values.truth(Values.callMethod(name, "isidentifier", dev.weir.jinja.value.Arguments.NONE));
    }

    private void group(int number, int at) {
        if (number > pattern.java().matcher("").groupCount()) {
            throw error("invalid group reference " + number, at);
        }
        endText();
        parts.add(number);
    }

    private boolean digit(int at) {
        return at < template.length() && template.charAt(at) >= '0' && template.charAt(at) <= '9';
    }

    private boolean octal(int at) {
        return digit(at) && template.charAt(at) < '8';
    }

    private int escaped(char c, int at) {
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'f' -> text.append('\f');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'v' -> text.append('\u000b');
            case '\\' -> text.append('\\');
            default -> {
                if (Character.isLetter(c) && c < 0x80) {
                    throw error("bad escape \\" + c, at - 1);
                }
                text.append('\\').append(c);
            }
        }
        return at;
    }

    private static PyError error(String message, int at) {
        return new PyError("error", message + " at position " + at);
    }
}
