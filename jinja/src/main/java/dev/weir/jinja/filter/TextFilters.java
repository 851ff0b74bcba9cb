package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Comparison;
import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Locale;

/** The filters on text; whatever they are given becomes text first. */
final class TextFilters {
    private static final Signature CENTER = Signature.of("do_center", "value", "width=80");
    private static final Signature INDENT = Signature.of("do_indent", "s", "width=4", "first=false", "blank=false");
    private static final Signature REPLACE = Signature.of("do_replace", "eval_ctx", "s", "old", "new", "count=none");
    private static final Signature TRIM = Signature.of("do_trim", "value", "chars=none");
    private static final Signature TRUNCATE =
            Signature.of("do_truncate", "env", "s", "length=255", "killwords=false", "end='...'", "leeway=none");
    private static final Arguments SPLIT_LINES = Arguments.NONE;

    private TextFilters() {}

    private static Object method(Object value, String name, Object... arguments) {
        return Values.callMethod(Values.str(value), name, Arguments.of(arguments));
    }

    /** Fails unless a filter is given nothing but its value. */
    static void refuse(String function, Object value, Arguments arguments) {
        if (!arguments.isEmpty()) {
            Signature.of(function, "s").bind(arguments.prepend(value));
        }
    }

    /** The same for the filters that are functions of Python. */
    static void refuseOfPython(String function, Arguments arguments) {
        if (arguments.keywordCount() > 0) {
            throw PyError.type(function + "() takes no keyword arguments");
        }
        if (!arguments.isEmpty()) {
            throw PyError.type(function + "() takes exactly one argument (" + (arguments.size() + 1) + " given)");
        }
    }

    /** What a value needs for its lines to be taken. */
    static String lined(Object value) {
        return switch (value) {
            case String text -> text;
            case Undefined undefined -> throw undefined.error();
            default -> throw PyError.attribute("'" + Values.typeName(value) + "' object has no attribute 'splitlines'");
        };
    }

    static Object upper(Object value, Arguments arguments, FilterContext context) {
        refuse("do_upper", value, arguments);
        return Values.str(value).toUpperCase(Locale.ROOT);
    }

    static Object lower(Object value, Arguments arguments, FilterContext context) {
        refuse("do_lower", value, arguments);
        return Values.str(value).toLowerCase(Locale.ROOT);
    }

    static Object capitalize(Object value, Arguments arguments, FilterContext context) {
        refuse("do_capitalize", value, arguments);
        return method(value, "capitalize");
    }

    static Object center(Object value, Arguments arguments, FilterContext context) {
        return method(value, "center", CENTER.bind(arguments.prepend(value)).value(1));
    }

    static Object format(Object value, Arguments arguments, FilterContext context) {
        if (arguments.size() > 0 && arguments.keywordCount() > 0) {
            throw new PyError("FilterArgumentError", "can't handle positional and keyword arguments at the same time");
        }
        return Values.modulo(
                Values.str(value),
                arguments.keywordCount() > 0 ? arguments.keywords() : PyTuple.of(arguments.positionals()));
    }

    static Object replace(Object value, Arguments arguments, FilterContext context) {
        if (arguments.size() == 2
                && arguments.keywordCount() == 0
                && arguments.positional(0) instanceof String old
                && !old.isEmpty()
                && arguments.positional(1) instanceof String replacement) {
            return Values.str(value).replace(old, replacement);
        }
        var bound = REPLACE.bind(arguments.prepend(value).prepend(None.NONE));
        var count = bound.value(4);
        return method(value, "replace", bound.text(2), bound.text(3), count == None.NONE ? -1L : count);
    }

    static Object trim(Object value, Arguments arguments, FilterContext context) {
        if (arguments.isEmpty()) {
            return Values.callMethod(Values.str(value), "strip", arguments);
        }
        return method(value, "strip", TRIM.bind(arguments.prepend(value)).value(1));
    }

    /** Capitals at the beginning of words, where words end at blanks, hyphens and opening brackets only. */
    static Object title(Object value, Arguments arguments, FilterContext context) {
        refuse("do_title", value, arguments);
        var text = Values.str(value);
        var titled = new StringBuilder(text.length());
        boolean start = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            var character = Character.toString(c);
            boolean between = "-({[<".indexOf(c) >= 0 || Character.isWhitespace(c) || Character.isSpaceChar(c);
            titled.append(start && !between ? character.toUpperCase(Locale.ROOT) : character.toLowerCase(Locale.ROOT));
            start = between;
        }
        return titled.toString();
    }

    static Object indent(Object value, Arguments arguments, FilterContext context) {
        var bound = INDENT.bind(arguments.prepend(value));
        var width = bound.value(1);
        if (!(width instanceof String) && !Numbers.isInteger(width)) {
            throw PyError.type("can't multiply sequence by non-int of type '" + Values.typeName(width) + "'");
        }
        String indention = width instanceof String text ? text : Limits.blanks(Numbers.index(width));
        if (!(value instanceof String || value instanceof Undefined || value instanceof PyList)) {
            throw PyError.type(
                    value instanceof PyTuple
                            ? "can only concatenate tuple (not \"str\") to tuple"
                            : "unsupported operand type(s) for +=: '" + Values.typeName(value) + "' and 'str'");
        }
        var lines = Values.iterate(Values.callMethod(lined(value) + "\n", "splitlines", SPLIT_LINES));
        var result = new StringBuilder();
        if (bound.truth(2)) {
            result.append(indention);
        }
        boolean first = true;
        while (lines.hasNext()) {
            var line = Values.str(lines.next());
            if (!first) {
                result.append('\n');
                if (bound.truth(3) || !line.isEmpty()) {
                    result.append(indention);
                }
            }
            first = false;
            result.append(line);
            Limits.checkText(result.length());
        }
        return result.toString();
    }

    static Object truncate(Object value, Arguments arguments, FilterContext context) {
        var bound = TRUNCATE.bind(arguments.prepend(value).prepend(None.NONE));
        var end = bound.text(4);
        long room = Values.length(bound.value(4));
        if (!Values.compare(Comparison.GREATER_EQUAL, bound.value(2), room)) {
            throw new PyError("AssertionError", "expected length >= " + room + ", got " + Values.str(bound.value(2)));
        }
        if (bound.value(5) != None.NONE && !Values.compare(Comparison.GREATER_EQUAL, bound.value(5), 0L)) {
            throw new PyError("AssertionError", "expected leeway >= 0, got " + Values.str(bound.value(5)));
        }
        double length = Numbers.toDouble(bound.value(2));
        double leeway = bound.value(5) == None.NONE ? 5 : Numbers.toDouble(bound.value(5));
        if (Values.length(value) <= length + leeway) {
            return value;
        }
        if (!(Values.slice(value, None.NONE, Values.subtract(bound.value(2), room), None.NONE) instanceof String cut)) {
            throw bound.truth(3)
                    ? PyError.type("can only concatenate " + Values.typeName(value) + " (not \"str\") to "
                            + Values.typeName(value))
                    : PyError.attribute("'" + Values.typeName(value) + "' object has no attribute 'rsplit'");
        }
        if (bound.truth(3)) {
            return cut + end;
        }
        int blank = cut.lastIndexOf(' ');
        return (blank < 0 ? cut : cut.substring(0, blank)) + end;
    }

    static Object wordcount(Object value, Arguments arguments, FilterContext context) {
        refuse("do_wordcount", value, arguments);
        var text = Values.str(value);
        long count = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean word = c == '_' || Character.isLetterOrDigit(c);
            count += word && !inWord ? 1 : 0;
            inWord = word;
        }
        return count;
    }
}
