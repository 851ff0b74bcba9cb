package dev.weir.jinja.value;

import org.jspecify.annotations.Nullable;

/**
 * The {@code format} method of str: replacement fields with attributes, items, conversions and nested specs. Source:
 * Python docs, "Format String Syntax"; attributes go through Jinja's sandbox.
 */
final class FieldFormat {
    private final Arguments arguments;
    private final @Nullable Object mapping;
    private int automatic;
    private boolean counted;
    private boolean numbered;

    private FieldFormat(Arguments arguments, @Nullable Object mapping) {
        this.arguments = arguments;
        this.mapping = mapping;
    }

    static String format(String text, Arguments arguments) {
        return new FieldFormat(arguments, null).expand(text, 2);
    }

    static String formatMap(String text, Object mapping) {
        return new FieldFormat(Arguments.NONE, mapping).expand(text, 2);
    }

    private String expand(String text, int depth) {
        if (depth < 0) {
            throw PyError.value("Max string recursion exceeded");
        }
        var out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean doubled = at < text.length() && text.charAt(at) == c;
            if (c == '{' && !doubled) {
                at = field(text, at, out, depth);
            } else if (c == '}' && !doubled) {
                throw PyError.value("Single '}' encountered in format string");
            } else {
                out.append(c);
                at += c == '{' || c == '}' ? 1 : 0;
            }
        }
        return out.toString();
    }

    private int field(String text, int from, StringBuilder out, int depth) {
        if (from == text.length()) {
            throw PyError.value("Single '{' encountered in format string");
        }
        int nameEnd = endOfName(text, from);
        boolean converts = text.charAt(nameEnd) == '!';
        int at = converts ? afterConversion(text, nameEnd) : nameEnd;
        int end = at < text.length() && text.charAt(at) == '}' ? at : endOfSpec(text, at + 1);
        Object value = find(text.substring(from, nameEnd));
        if (converts) {
            value = converted(value, text.charAt(nameEnd + 1));
        }
        String spec = at < end ? text.substring(at + 1, end) : "";
        out.append(FormatSpec.format(value, spec.indexOf('{') >= 0 ? expand(spec, depth - 1) : spec));
        return end + 1;
    }

    /** Where the conversion, the spec or the end of the field begins. */
    private static int endOfName(String text, int from) {
        boolean bracket = false;
        for (int at = from; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '{' -> throw PyError.value("unexpected '{' in field name");
                case '[' -> bracket = true;
                case ']' -> bracket = false;
                case '}', ':', '!' -> {
                    if (!bracket) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        throw PyError.value("expected '}' before end of string");
    }

    private static int afterConversion(String text, int mark) {
        if (mark + 1 >= text.length()) {
            throw PyError.value("end of string while looking for conversion specifier");
        }
        int after = mark + 2;
        if (after < text.length() && text.charAt(after) != ':' && text.charAt(after) != '}') {
            throw PyError.value("expected ':' after conversion specifier");
        }
        return after;
    }

    private static int endOfSpec(String text, int from) {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                return at;
            }
        }
        throw PyError.value("unmatched '{' in format spec");
    }

    private static Object converted(Object value, char conversion) {
        return switch (conversion) {
            case 's' -> Values.str(value);
            case 'r' -> Values.repr(value);
            case 'a' -> Texts.ascii(value);
            default -> throw PyError.value("Unknown conversion specifier " + conversion);
        };
    }

    private Object find(String field) {
        int end = 0;
        while (end < field.length() && field.charAt(end) != '.' && field.charAt(end) != '[') {
            end++;
        }
        Object value = first(field.substring(0, end), end == field.length());
        int at = end;
        while (at < field.length()) {
            if (field.charAt(at) == '.') {
                int next = at + 1;
                while (next < field.length() && field.charAt(next) != '.' && field.charAt(next) != '[') {
                    next++;
                }
                if (next == at + 1) {
                    throw PyError.value("Empty attribute in format string");
                }
                value = Values.attribute(value, field.substring(at + 1, next));
                at = next;
            } else if (field.charAt(at) == '[') {
                int close = field.indexOf(']', at);
                if (close < 0) {
                    throw PyError.value("Missing ']' in format string");
                }
                if (close == at + 1) {
                    throw PyError.value("Empty attribute in format string");
                }
                var key = field.substring(at + 1, close);
                value = Values.item(value, isNumber(key) ? (Object) Long.valueOf(key) : key);
                at = close + 1;
            } else {
                throw PyError.value("Only '.' or '[' may follow ']' in format field specifier");
            }
        }
        return value;
    }

    /** @param whole whether nothing stands behind the name; only then it takes part in the numbering */
    private Object first(String name, boolean whole) {
        if (isNumber(name) || (whole && name.isEmpty())) {
            if (whole && (name.isEmpty() ? numbered : counted)) {
                throw PyError.value("cannot switch from manual field specification to automatic field numbering");
            }
            counted |= name.isEmpty();
            numbered |= whole && !name.isEmpty();
            if (mapping != null) {
                throw PyError.index("tuple index out of range");
            }
            long place = name.isEmpty() ? automatic++ : Long.parseLong(name);
            if (place >= arguments.size()) {
                throw PyError.index("tuple index out of range");
            }
            return arguments.positional((int) place);
        }
        var value = mapping == null ? arguments.keyword(name) : lookUp(mapping, name);
        if (value == null) {
            throw PyError.key(name);
        }
        return value;
    }

    private static @Nullable Object lookUp(Object mapping, String name) {
        return mapping instanceof PyDict dict
                ? dict.get(name)
                : mapping instanceof PyObject object ? object.item(name) : null;
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
