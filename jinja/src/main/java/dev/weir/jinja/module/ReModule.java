package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The module {@code re}. Source: Python docs, "Regular expression operations". */
final class ReModule {
    static final PyModule MODULE = new PyModule(
            "re",
            new String[] {
                "match",
                "fullmatch",
                "search",
                "sub",
                "subn",
                "split",
                "findall",
                "finditer",
                "compile",
                "template",
                "RegexFlag",
                "purge",
                "escape",
                "error",
                "Pattern",
                "Match",
                "A",
                "I",
                "L",
                "M",
                "S",
                "X",
                "U",
                "ASCII",
                "IGNORECASE",
                "LOCALE",
                "MULTILINE",
                "DOTALL",
                "VERBOSE",
                "UNICODE",
                "NOFLAG"
            },
            ReModule::member);

    private static final Signature COMPILE = Signature.of("compile", "pattern", "flags=0");
    private static final Signature TEMPLATE = Signature.of("template", "pattern", "flags=0");
    private static final Signature SUB = Signature.of("sub", "pattern", "repl", "string", "count=0", "flags=0");
    private static final Signature SPLIT = Signature.of("split", "pattern", "string", "maxsplit=0", "flags=0");

    private ReModule() {}

    private static Object member(String name) {
        return switch (name) {
            case "match", "fullmatch", "search", "findall", "finditer" ->
                (PyCallable) arguments -> find(name, arguments);
            case "sub", "subn" ->
                (PyCallable) arguments -> {
                    var bound = SUB.bind(arguments);
                    return PyPattern.compile(bound.value(0), flags(bound.value(4)))
                            .call(name, Arguments.of(bound.value(1), bound.value(2), bound.value(3)));
                };
            case "split" ->
                (PyCallable) arguments -> {
                    var bound = SPLIT.bind(arguments);
                    return PyPattern.compile(bound.value(0), flags(bound.value(3)))
                            .call(name, Arguments.of(bound.value(1), bound.value(2)));
                };
            case "compile" ->
                (PyCallable) arguments -> {
                    var bound = COMPILE.bind(arguments);
                    return PyPattern.compile(bound.value(0), flags(bound.value(1)));
                };
            case "template" -> // as compile: the flag it sets has no effect
                (PyCallable) arguments -> {
                    var bound = TEMPLATE.bind(arguments);
                    return PyPattern.compile(bound.value(0), flags(bound.value(1)));
                };
            case "RegexFlag" -> new PyType("re.RegexFlag", arguments -> flags(arguments.positional(0)), ReModule::flag);
            case "purge" -> (PyCallable) _ -> None.NONE;
            case "escape" -> (PyCallable) arguments -> escaped(Values.str(arguments.positional(0)));
            case "error", "Pattern", "Match" ->
                new PyType(
                        "re." + name,
                        _ -> {
                            throw PyError.type("cannot create 're." + name + "' instances");
                        },
                        _ -> null);
            default -> Objects.requireNonNull(flag(name));
        };
    }

    /** The number of a flag. */
    private static @Nullable Object flag(String name) {
        return switch (name) {
            case "A", "ASCII" -> 256L;
            case "I", "IGNORECASE" -> 2L;
            case "L", "LOCALE" -> 4L;
            case "M", "MULTILINE" -> 8L;
            case "S", "DOTALL" -> 16L;
            case "X", "VERBOSE" -> 64L;
            case "U", "UNICODE" -> 32L;
            case "NOFLAG" -> 0L;
            default -> null;
        };
    }

    private static long flags(Object value) {
        if (!Numbers.isInteger(value)) {
            throw PyError.type("unsupported operand type(s) for &: '" + Values.typeName(value) + "' and 'RegexFlag'");
        }
        return Numbers.index(value);
    }

    private static Object find(String name, Arguments arguments) {
        var bound = Signature.of(name, "pattern", "string", "flags=0").bind(arguments);
        return PyPattern.compile(bound.value(0), flags(bound.value(2))).call(name, Arguments.of(bound.value(1)));
    }

    private static String escaped(String text) {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
