package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyIterator;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression. Immutable. */
record PyPattern(String source, Pattern java, Map<String, Integer> names, long flags) implements PyObject {
    /** Java prepares a pattern in time that grows with the square of its length. */
    private static final int LONGEST = 1 << 16;

    private static final Signature SUB = Signature.of("sub", "repl", "string", "count=0");
    private static final Signature SPLIT = Signature.of("split", "string", "maxsplit=0");

    static PyPattern compile(Object pattern, long flags) {
        if (pattern instanceof PyPattern compiled) {
            return compiled;
        }
        if (!(pattern instanceof String source)) {
            throw PyError.type("first argument must be string or compiled pattern");
        }
        if (source.length() > LONGEST) {
            throw PyError.overflow("regular expression code size limit exceeded");
        }
        var translated = RegexSyntax.translate(source, flags);
        return new PyPattern(source, translated.pattern(), translated.names(), translated.flags());
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("builtin_function_or_method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        return switch (name) {
            case "match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split" ->
                (PyCallable) arguments -> call(name, arguments);
            case "pattern" -> source;
            case "flags" -> flags;
            case "groups" -> (long) java.matcher("").groupCount();
            case "groupindex" -> {
                var dict = new PyDict();
                names.forEach((group, number) -> dict.put(group, (long) number));
                yield dict;
            }
            default -> null;
        };
    }

    /** One of the functions of {@code re} with this pattern. */
    Object call(String name, Arguments arguments) {
        return switch (name) {
            case "sub" -> sub(SUB.bind(arguments)).getFirst();
            case "subn" -> sub(SUB.bind(arguments));
            case "split" -> {
                var bound = SPLIT.bind(arguments);
                yield split(string(bound.value(0)), bound.integer(1));
            }
            default -> find(name, arguments);
        };
    }

    private static String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw PyError.type("expected string or bytes-like object, got '" + Values.typeName(value) + "'");
    }

    private Object find(String name, Arguments arguments) {
        var given = arguments.find(0, "string");
        if (given == null) {
            throw PyError.type(name + "() missing required argument 'string' (pos 1)");
        }
        String text = string(given);
        var matcher = java.matcher(new InterruptibleText(text));
        int from = arguments.size() > 1 ? offset(text, arguments.positional(1)) : 0;
        int to = arguments.size() > 2 ? offset(text, arguments.positional(2)) : text.length();
        matcher.region(Math.min(from, to), to).useAnchoringBounds(false).useTransparentBounds(true);
        return switch (name) {
            case "match" -> found(text, matcher, matcher.lookingAt());
            case "search" -> found(text, matcher, matcher.find());
            case "fullmatch" -> found(text, matcher, matcher.matches());
            case "findall" -> {
                var all = new PyList();
                while (next(matcher, text)) {
                    all.add(groups(matcher));
                }
                yield all;
            }
            default -> {
                var all = new PyList();
                while (next(matcher, text)) {
                    all.add(new PyMatch(this, text, matcher.toMatchResult()));
                }
                yield new PyIterator("callable_iterator", all.iterator());
            }
        };
    }

    private static int offset(String text, Object place) {
        long at = Math.clamp(dev.weir.jinja.value.Numbers.index(place), 0, text.codePointCount(0, text.length()));
        return text.offsetByCodePoints(0, (int) at);
    }

    /** Finds the next match; Java also finds empty ones between the halves of a character. */
    private static boolean next(Matcher matcher, String text) {
        boolean found = matcher.find();
        while (found
                && matcher.end() == matcher.start()
                && matcher.start() > 0
                && matcher.start() < text.length()
                && Character.isSurrogatePair(text.charAt(matcher.start() - 1), text.charAt(matcher.start()))) {
            found = matcher.find();
        }
        return found;
    }

    private Object found(String text, Matcher matcher, boolean matches) {
        return matches ? new PyMatch(this, text, matcher.toMatchResult()) : None.NONE;
    }

    /** What {@code findall} lists for a match: all of it, its one group, or its groups. */
    private static Object groups(Matcher matcher) {
        int count = matcher.groupCount();
        if (count == 0) {
            return matcher.group();
        }
        var groups = new Object[count];
        for (int i = 0; i < count; i++) {
            var group = matcher.group(i + 1);
            groups[i] = group == null ? "" : group;
        }
        return count == 1 ? groups[0] : PyTuple.of(groups);
    }

    private PyTuple sub(Signature.Bound bound) {
        String text = string(bound.value(1));
        var replacement = bound.value(0);
        long most = bound.integer(2);
        var template = replacement instanceof PyCallable ? null : new ReTemplate(string(replacement), this);
        var matcher = java.matcher(new InterruptibleText(text));
        var out = new StringBuilder();
        long count = 0;
        int at = 0;
        while ((most <= 0 || count < most) && next(matcher, text)) {
            var match = new PyMatch(this, text, matcher.toMatchResult());
            out.append(text, at, matcher.start());
            out.append(
                    template != null ? template.expand(match) : string(Values.call(replacement, Arguments.of(match))));
            Limits.checkText(out.length());
            Limits.stopWhenInterrupted();
            at = matcher.end();
            count++;
        }
        return PyTuple.of(out.append(text, at, text.length()).toString(), count);
    }

    private Object split(String text, long most) {
        var parts = new PyList();
        var matcher = java.matcher(new InterruptibleText(text));
        int at = 0;
        long count = 0;
        while ((most <= 0 || count < most) && next(matcher, text)) {
            parts.add(text.substring(at, matcher.start()));
            for (int i = 1; i <= matcher.groupCount(); i++) {
                var group = matcher.group(i);
                parts.add(group == null ? None.NONE : group);
            }
            at = matcher.end();
            count++;
        }
        parts.add(text.substring(at));
        return parts;
    }

    @Override
    public String typeName() {
        return "re.Pattern";
    }

    @Override
    public String repr() {
        var words = new StringBuilder();
        long[] bits = {
            RegexSyntax.ASCII, RegexSyntax.DOTALL, RegexSyntax.IGNORECASE, RegexSyntax.MULTILINE, RegexSyntax.VERBOSE
        };
        String[] labels = {"re.ASCII", "re.DOTALL", "re.IGNORECASE", "re.MULTILINE", "re.VERBOSE"};
        for (int i = 0; i < bits.length; i++) {
            if ((flags & bits[i]) != 0) {
                words.append(words.isEmpty() ? ", " : "|").append(labels[i]);
            }
        }
        return "re.compile(" + Values.repr(source) + words + ")";
    }
}
