package dev.weir.jinja.module;

import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;

/** The replacement text of {@code re.sub}, with its references to groups. */
record ReTemplate(String template, PyPattern pattern) {
    String expand(PyMatch match) {
        if (template.indexOf('\\') < 0) {
            return template;
        }
        var out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (++i == template.length()) {
                throw new PyError("error", "bad escape (end of pattern) at position " + (i - 1));
            }
            c = template.charAt(i);
            if (c == 'g' && i + 1 < template.length() && template.charAt(i + 1) == '<') {
                int end = template.indexOf('>', i);
                if (end < 0) {
                    throw new PyError("error", "missing >, unterminated name at position " + (i + 2));
                }
                append(out, match, number(template.substring(i + 2, end)));
                i = end;
            } else if (c >= '1' && c <= '9') {
                int number = c - '0';
                if (i + 1 < template.length() && Character.isDigit(template.charAt(i + 1))) {
                    number = number * 10 + template.charAt(++i) - '0';
                }
                append(out, match, number);
            } else {
                i = escaped(out, c, i);
            }
        }
        return out.toString();
    }

    private static int escaped(StringBuilder out, char c, int at) {
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'f' -> out.append('\f');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'v' -> out.append('\u000b');
            case '0' -> out.append('\0');
            case '\\' -> out.append('\\');
            default -> {
                if (Character.isLetter(c) && c < 0x80) {
                    throw new PyError("error", "bad escape \\" + c + " at position " + (at - 1));
                }
                out.append('\\').append(c);
            }
        }
        return at;
    }

    private int number(String name) {
        if (!name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(name);
        }
        var number = pattern.names().get(name);
        if (number == null) {
            throw PyError.index("unknown group name " + Values.repr(name));
        }
        return number;
    }

    private void append(StringBuilder out, PyMatch match, int number) {
        if (number > match.result().groupCount()) {
            throw new PyError("error", "invalid group reference " + number + " at position 1");
        }
        var group = match.group(number);
        out.append(group == None.NONE ? "" : Values.str(group));
    }
}
