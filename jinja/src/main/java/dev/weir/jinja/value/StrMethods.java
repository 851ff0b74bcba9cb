package dev.weir.jinja.value;

import java.util.Locale;

/** The methods of str: one flat {@code switch}; what takes more than a line is in the classes beside it. */
final class StrMethods {
    private static final Signature EXPANDTABS = Signature.inC("function", "expandtabs()", "expandtabs", "tabsize=8");
    private static final Signature SPLITLINES =
            Signature.inC("function", "splitlines()", "splitlines", "keepends=false");

    private StrMethods() {}

    static boolean has(String name) {
        return switch (name) {
            case "capitalize",
                    "casefold",
                    "center",
                    "count",
                    "encode",
                    "endswith",
                    "expandtabs",
                    "find",
                    "format",
                    "format_map",
                    "index",
                    "isalnum",
                    "isalpha",
                    "isascii",
                    "isdecimal",
                    "isdigit",
                    "isidentifier",
                    "islower",
                    "isnumeric",
                    "isprintable",
                    "isspace",
                    "istitle",
                    "isupper",
                    "join",
                    "ljust",
                    "lower",
                    "lstrip",
                    "maketrans",
                    "partition",
                    "removeprefix",
                    "removesuffix",
                    "replace",
                    "rfind",
                    "rindex",
                    "rjust",
                    "rpartition",
                    "rsplit",
                    "rstrip",
                    "split",
                    "splitlines",
                    "startswith",
                    "strip",
                    "swapcase",
                    "title",
                    "translate",
                    "upper",
                    "zfill" -> true;
            default -> false;
        };
    }

    static Object call(String text, String name, Arguments arguments) {
        return switch (name) {
            case "format" -> FieldFormat.format(text, arguments);
            case "format_map" -> FieldFormat.formatMap(text, theMapping(arguments));
            case "split" -> StrSplitting.split(text, arguments);
            case "rsplit" -> StrSplitting.splitFromRight(text, arguments);
            case "splitlines" ->
                StrSplitting.lines(text, SPLITLINES.bind(arguments).integer(0) != 0);
            case "partition" -> StrSplitting.partition(text, separator(arguments, "str.partition"));
            case "rpartition" -> StrSplitting.partitionFromRight(text, separator(arguments, "str.rpartition"));
            case "expandtabs" ->
                StrCase.expandTabs(text, EXPANDTABS.bind(arguments).integer(0));
            case "encode" -> throw PyError.type("encode() is not supported: there are no bytes here");
            default -> {
                if (arguments.keywordCount() > 0) {
                    refuseKeywords(name, arguments);
                }
                yield positional(text, name, arguments);
            }
        };
    }

    /** Those that take a variable number of arguments are called by their names alone. */
    private static void refuseKeywords(String name, Arguments arguments) {
        switch (name) {
            case "startswith", "endswith", "find", "index", "rfind", "rindex", "count", "format_map" -> {
                if (arguments.keywordCount() > 0) {
                    throw PyError.type(name + "() takes no keyword arguments");
                }
            }
            default -> arguments.refuseKeywords("str." + name);
        }
    }

    private static Object theMapping(Arguments arguments) {
        refuseKeywords("format_map", arguments);
        return arguments.exactlyOne("format_map");
    }

    private static Object positional(String text, String name, Arguments arguments) {
        return switch (name) {
            case "strip", "lstrip", "rstrip" -> strip(text, name, arguments);
            case "join" -> join(text, arguments.exactlyOne("str.join"));
            case "replace" -> replace(text, arguments);
            case "startswith", "endswith" -> affix(text, name, arguments);
            case "find", "rfind", "index", "rindex", "count" -> search(text, name, arguments);
            case "removeprefix" -> {
                var prefix = string(arguments.exactlyOne("str.removeprefix"), "removeprefix() argument");
                yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
            }
            case "removesuffix" -> {
                var suffix = string(arguments.exactlyOne("str.removesuffix"), "removesuffix() argument");
                yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
            }
            case "center", "ljust", "rjust" -> pad(text, name, arguments);
            case "zfill" -> zeroFill(text, Numbers.index(arguments.exactlyOne("str.zfill")));
            case "translate" -> StrCase.translate(text, arguments.exactlyOne("str.translate"));
            case "maketrans" -> StrCase.translationTable(arguments);
            default -> {
                if (!arguments.isEmpty()) {
                    arguments.expectNone("str." + name);
                }
                yield plain(text, name);
            }
        };
    }

    private static Object plain(String text, String name) {
        return switch (name) {
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "casefold" -> StrCase.fold(text);
            case "capitalize" -> StrCase.capitalize(text);
            case "title" -> StrCase.title(text);
            case "swapcase" -> StrCase.swap(text);
            default -> StrCase.test(text, name);
        };
    }

    /** An argument that must be str; the text in front of "must be str" is the caller's. */
    static String string(Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        throw PyError.type(what + " must be str, not " + (value == None.NONE ? "None" : Values.typeName(value)));
    }

    private static String separator(Arguments arguments, String function) {
        if (!(arguments.exactlyOne(function) instanceof String separator)) {
            throw PyError.type("must be str, not " + Values.typeName(arguments.positional(0)));
        }
        if (separator.isEmpty()) {
            throw PyError.value("empty separator");
        }
        return separator;
    }

    private static Object strip(String text, String name, Arguments arguments) {
        arguments.expect(name, 0, 1);
        boolean left = !name.equals("rstrip");
        boolean right = !name.equals("lstrip");
        if (arguments.size() == 0 || arguments.positional(0) == None.NONE) {
            return strip(text, left, right);
        }
        if (!(arguments.positional(0) instanceof String characters)) {
            throw PyError.type(name + " arg must be None or str");
        }
        int from = 0;
        int to = text.length();
        while (left && from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (right && to > from && characters.indexOf(text.codePointBefore(to)) >= 0) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /** Without white space at the ends asked for. */
    static String strip(String text, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && StrCase.isSpace(text.charAt(from))) {
            from++;
        }
        while (right && to > from && StrCase.isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String join(String separator, Object items) {
        if (!Values.iterable(items)) {
            throw PyError.type("can only join an iterable");
        }
        var joined = new StringBuilder();
        int place = 0;
        for (var values = Values.iterate(items); values.hasNext(); place++) {
            Limits.checkText(joined.length());
            if ((place & 0xfff) == 0xfff) {
                Limits.stopWhenInterrupted();
            }
            var value = values.next();
            if (!(value instanceof String text)) {
                throw PyError.type(
                        "sequence item " + place + ": expected str instance, " + Values.typeName(value) + " found");
            }
            if (place > 0) {
                joined.append(separator);
            }
            joined.append(text);
        }
        return joined.toString();
    }

    private static String replace(String text, Arguments arguments) {
        arguments.expect("replace", 2, 3);
        var old = string(arguments.positional(0), "replace() argument 1");
        var with = string(arguments.positional(1), "replace() argument 2");
        return replace(text, old, with, arguments.size() > 2 ? Numbers.index(arguments.positional(2)) : -1);
    }

    static String replace(String text, String old, String with, long most) {
        if (most < 0 && !old.isEmpty()) {
            return text.replace(old, with);
        }
        var result = new StringBuilder();
        long left = most < 0 ? Long.MAX_VALUE : most;
        int at = 0;
        if (old.isEmpty()) {
            while (left-- > 0) {
                result.append(with);
                if (at == text.length()) {
                    return result.toString();
                }
                int next = text.offsetByCodePoints(at, 1);
                result.append(text, at, next);
                at = next;
            }
            return result.append(text, at, text.length()).toString();
        }
        for (int found; left-- > 0 && (found = text.indexOf(old, at)) >= 0; at = found + old.length()) {
            result.append(text, at, found).append(with);
        }
        return result.append(text, at, text.length()).toString();
    }

    private static Object affix(String text, String name, Arguments arguments) {
        refuseCount(name, arguments);
        var window = Window.of(text, arguments);
        var affix = arguments.positional(0);
        if (affix instanceof String single) {
            return window.hasAffix(single, name);
        }
        if (!(affix instanceof PyTuple several)) {
            throw PyError.type(name + " first arg must be str or a tuple of str, not " + Values.typeName(affix));
        }
        for (var one : several) {
            if (!(one instanceof String single)) {
                throw PyError.type("tuple for " + name + " must only contain str, not " + Values.typeName(one));
            }
            if (window.hasAffix(single, name)) {
                return true;
            }
        }
        return false;
    }

    private static void refuseCount(String name, Arguments arguments) {
        if (arguments.size() < 1 || arguments.size() > 3) {
            throw PyError.type(
                    name + "() takes " + (arguments.size() < 1 ? "at least 1 argument" : "at most 3 arguments") + " ("
                            + arguments.size() + " given)");
        }
    }

    private static Object search(String text, String name, Arguments arguments) {
        refuseCount(name, arguments);
        var window = Window.of(text, arguments);
        if (!(arguments.positional(0) instanceof String wanted)) {
            throw PyError.type("must be str, not " + Values.typeName(arguments.positional(0)));
        }
        if (name.equals("count")) {
            return window.count(wanted);
        }
        int found = name.startsWith("r") ? window.lastIndexOf(wanted) : window.indexOf(wanted);
        if (found < 0 && name.endsWith("index")) {
            throw PyError.value("substring not found");
        }
        return found < 0 ? -1L : Strings.place(text, found);
    }

    /** The part of a text that {@code start} and {@code end} arguments leave; offsets in chars. */
    private record Window(String text, int from, int to, boolean empty) {
        static Window of(String text, Arguments arguments) {
            if (arguments.size() == 1) {
                return new Window(text, 0, text.length(), false);
            }
            int length = Strings.length(text);
            var stop = arguments.size() > 2 ? arguments.positional(2) : None.NONE;
            var start = arguments.positional(1);
            long from = place(start, 0);
            from = from < 0 ? Math.max(0, from + length) : from;
            long to = place(stop, length);
            to = to < 0 ? Math.max(0, to + length) : Math.min(to, length);
            boolean empty = from > to || from > length;
            return new Window(
                    text, Strings.offset(text, (int) Math.min(from, length)), Strings.offset(text, (int) to), empty);
        }

        private static long place(Object given, long otherwise) {
            if (given != None.NONE && !Numbers.isInteger(given)) {
                throw PyError.type("slice indices must be integers or None or have an __index__ method");
            }
            return given == None.NONE ? otherwise : Numbers.clampedLong(given);
        }

        boolean hasAffix(String affix, String name) {
            if (empty || to - from < affix.length()) {
                return false;
            }
            return text.startsWith(affix, name.equals("startswith") ? from : to - affix.length());
        }

        int indexOf(String wanted) {
            int found = empty ? -1 : text.indexOf(wanted, from);
            return found < 0 || found + wanted.length() > to ? -1 : found;
        }

        int lastIndexOf(String wanted) {
            int found = empty ? -1 : text.lastIndexOf(wanted, to - wanted.length());
            return found < from ? -1 : found;
        }

        long count(String wanted) {
            if (empty) {
                return 0;
            }
            if (wanted.isEmpty()) {
                return text.codePointCount(from, to) + 1L;
            }
            long count = 0;
            int at = from;
            for (int found; (found = text.indexOf(wanted, at)) >= 0 && found + wanted.length() <= to; ) {
                count++;
                at = found + wanted.length();
            }
            return count;
        }
    }

    private static String pad(String text, String name, Arguments arguments) {
        arguments.expect(name, 1, 2);
        long width = Numbers.index(arguments.positional(0));
        String fill = " ";
        if (arguments.size() > 1) {
            if (!(arguments.positional(1) instanceof String given)) {
                throw PyError.type("The fill character must be a unicode character, not "
                        + Values.typeName(arguments.positional(1)));
            }
            if (Strings.length(given) != 1) {
                throw PyError.type("The fill character must be exactly one character long");
            }
            fill = given;
        }
        Limits.checkText(width);
        int missing = (int) Math.max(width - Strings.length(text), 0);
        return switch (name) {
            case "ljust" -> text + fill.repeat(missing);
            case "rjust" -> fill.repeat(missing) + text;
            default -> center(text, missing, (int) (width & 1), fill);
        };
    }

    private static String center(String text, int missing, int odd, String fill) {
        int left = missing / 2 + (missing & odd & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    private static String zeroFill(String text, long width) {
        Limits.checkText(width);
        int missing = (int) Math.max(width - Strings.length(text), 0);
        boolean signed = text.startsWith("+") || text.startsWith("-");
        return signed ? text.charAt(0) + "0".repeat(missing) + text.substring(1) : "0".repeat(missing) + text;
    }
}
