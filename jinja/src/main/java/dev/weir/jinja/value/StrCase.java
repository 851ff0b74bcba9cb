package dev.weir.jinja.value;

import java.util.Locale;
import java.util.function.IntPredicate;

/** What kinds of characters a str has, and how it changes their case. */
final class StrCase {
    private StrCase() {}

    /** White space as Python sees it. */
    static boolean isSpace(int c) {
        if (c < 0x80) {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
        }
        return c == 0x85 || Character.isSpaceChar(c);
    }

    static Object test(String text, String name) {
        return switch (name) {
            case "isascii" -> text.chars().allMatch(c -> c < 0x80);
            case "isprintable" -> text.codePoints().allMatch(Texts::isPrintable);
            case "isspace" -> all(text, StrCase::isSpace);
            case "isalpha" -> all(text, StrCase::isAlpha);
            case "isdecimal" -> all(text, StrCase::isDecimal);
            case "isdigit" -> all(text, StrCase::isDigit);
            case "isnumeric" -> all(text, StrCase::isNumeric);
            case "isalnum" -> all(text, c -> isAlpha(c) || isNumeric(c));
            case "isidentifier" -> isIdentifier(text);
            case "islower" -> hasCase(text, false);
            case "isupper" -> hasCase(text, true);
            case "istitle" -> isTitle(text);
            default -> throw PyError.attribute("'str' object has no attribute '" + name + "'");
        };
    }

    private static boolean all(String text, IntPredicate test) {
        return !text.isEmpty() && text.codePoints().allMatch(test);
    }

    private static boolean isAlpha(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> true;
            default -> false;
        };
    }

    private static boolean isDecimal(int c) {
        return Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }

    private static boolean isDigit(int c) {
        return isDecimal(c)
                || c == 0xb2
                || c == 0xb3
                || c == 0xb9
                || (c >= 0x2070 && c <= 0x2079 && c != 0x2071)
                || (c >= 0x2080 && c <= 0x2089)
                || (c >= 0x2460 && c <= 0x2468);
    }

    private static boolean isNumeric(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isIdentifier(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int first = text.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && text.codePoints()
                        .allMatch(c -> c == '_'
                                || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c)));
    }

    private static boolean hasCase(String text, boolean upper) {
        boolean found = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isTitleCase(c) || (upper ? Character.isLowerCase(c) : Character.isUpperCase(c))) {
                return false;
            }
            found |= upper ? Character.isUpperCase(c) : Character.isLowerCase(c);
        }
        return found;
    }

    private static boolean isTitle(String text) {
        boolean found = false;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
                if (inWord) {
                    return false;
                }
                inWord = true;
                found = true;
            } else if (Character.isLowerCase(c)) {
                if (!inWord) {
                    return false;
                }
                found = true;
            } else {
                inWord = false;
            }
        }
        return found;
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return titled(text.substring(0, first)) + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** The title case of one character, which may be several. */
    private static String titled(String character) {
        int c = character.codePointAt(0);
        int title = Character.toTitleCase(c);
        if (title != c || Character.toUpperCase(c) != c) {
            return Character.toString(title);
        }
        var upper = character.toUpperCase(Locale.ROOT);
        return upper.length() <= 1 || !Character.isUpperCase(upper.charAt(0))
                ? upper
                : upper.substring(0, 1) + upper.substring(1).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        var result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            var character = text.substring(i, next);
            result.append(inWord ? character.toLowerCase(Locale.ROOT) : titled(character));
            inWord = isCased(c);
            i = next;
        }
        return result.toString();
    }

    static String swap(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            var character = Character.toString(c);
            if (Character.isUpperCase(c)) {
                result.append(character.toLowerCase(Locale.ROOT));
            } else if (Character.isLowerCase(c)) {
                result.append(character.toUpperCase(Locale.ROOT));
            } else {
                result.append(character);
            }
        });
        return result.toString();
    }

    static String fold(String text) {
        String folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        // What Unicode folds in its own way: the dotless i is left alone, Cherokee becomes upper case.
        if (text.codePoints().noneMatch(c -> c == 0x131 || cherokee(c))) {
            return folded;
        }
        var result = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == 0x131) {
                result.appendCodePoint(c);
            } else if (cherokee(c)) {
                result.appendCodePoint(Character.toUpperCase(c));
            } else {
                result.append(Character.toString(c).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
            }
        });
        return result.toString();
    }

    private static boolean cherokee(int c) {
        return (c >= 0x13a0 && c <= 0x13fd) || (c >= 0xab70 && c <= 0xabbf);
    }

    static String expandTabs(String text, long size) {
        var result = new StringBuilder();
        long column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                if (size > 0) {
                    long blanks = size - column % size;
                    result.repeat(' ', (int) Math.min(blanks, 1 << 20));
                    column += blanks;
                }
                continue;
            }
            result.append(c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
        return result.toString();
    }

    static String translate(String text, Object table) {
        var result = new StringBuilder();
        if (!text.isEmpty() && (Numbers.isNumber(table) || table == None.NONE)) {
            throw PyError.type("'" + Values.typeName(table) + "' object is not subscriptable");
        }
        text.codePoints().forEach(c -> {
            var entry = table instanceof PyDict dict ? dict.get((long) c) : Values.item(table, (long) c);
            if (entry == null || entry instanceof Undefined) {
                result.appendCodePoint(c);
            } else if (entry instanceof Long point) {
                result.appendCodePoint(Math.toIntExact(point));
            } else if (entry instanceof String replacement) {
                result.append(replacement);
            } else if (entry != None.NONE) {
                throw PyError.type("character mapping must return integer, None or str");
            }
        });
        return result.toString();
    }

    static PyDict translationTable(Arguments arguments) {
        var table = new PyDict();
        arguments.expect("maketrans", 1, 3);
        if (arguments.size() == 1) {
            if (!(arguments.positional(0) instanceof PyDict dict)) {
                throw PyError.type("if you give only one argument to maketrans it must be a dict");
            }
            for (var entry : dict.entrySet()) {
                if (entry.getKey() instanceof String key) {
                    if (Strings.length(key) != 1) {
                        throw PyError.value("string keys in translate table must be of length 1");
                    }
                    table.put((long) key.codePointAt(0), entry.getValue());
                } else {
                    table.put(entry.getKey(), entry.getValue());
                }
            }
            return table;
        }
        var second = StrMethods.string(arguments.positional(1), "maketrans() argument 2");
        if (!(arguments.positional(0) instanceof String first)) {
            throw PyError.type("first maketrans argument must be a string if there is a second argument");
        }
        int[] from = first.codePoints().toArray();
        int[] to = second.codePoints().toArray();
        if (from.length != to.length) {
            throw PyError.value("the first two maketrans arguments must have equal length");
        }
        for (int i = 0; i < from.length; i++) {
            table.put((long) from[i], (long) to[i]);
        }
        if (arguments.size() > 2) {
            StrMethods.string(arguments.positional(2), "maketrans() argument 3")
                    .codePoints()
                    .forEach(c -> table.put((long) c, None.NONE));
        }
        return table;
    }
}
