package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** A match of a regular expression. Immutable. */
record PyMatch(PyPattern pattern, String text, MatchResult result) implements PyObject {
    Object group(int number) {
        var group = result.group(number);
        return group == null ? None.NONE : group;
    }

    private int number(Object key) {
        if (key instanceof String name) {
            var number = pattern.names().get(name);
            if (number != null) {
                return number;
            }
        } else if (Numbers.isInteger(key)) {
            long number = Numbers.index(key);
            if (number >= 0 && number <= result.groupCount()) {
                return (int) number;
            }
        }
        throw PyError.index("no such group");
    }

    private Object groups(Object otherwise) {
        var all = new Object[result.groupCount()];
        for (int i = 0; i < all.length; i++) {
            var group = result.group(i + 1);
            all[i] = group == null ? otherwise : group;
        }
        return PyTuple.of(all);
    }

    private Object group(Arguments arguments) {
        if (arguments.size() == 0) {
            return group(0);
        }
        if (arguments.size() == 1) {
            return group(number(arguments.positional(0)));
        }
        var all = new Object[arguments.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = group(number(arguments.positional(i)));
        }
        return PyTuple.of(all);
    }

    private Object groupdict(Object otherwise) {
        var dict = new PyDict();
        pattern.names().forEach((name, number) -> {
            var group = result.group(number);
            dict.put(name, group == null ? otherwise : group);
        });
        return dict;
    }

    private long place(int offset) {
        return offset < 0 ? -1 : text.codePointCount(0, offset);
    }

    private int asked(Arguments arguments) {
        return arguments.size() == 0 ? 0 : number(arguments.positional(0));
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("builtin_function_or_method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        return switch (name) {
            case "group" -> (PyCallable) this::group;
            case "groups" -> (PyCallable) arguments -> groups(arguments.or(0, "default", None.NONE));
            case "groupdict" -> (PyCallable) arguments -> groupdict(arguments.or(0, "default", None.NONE));
            case "start" -> (PyCallable) arguments -> place(result.start(asked(arguments)));
            case "end" -> (PyCallable) arguments -> place(result.end(asked(arguments)));
            case "span" ->
                (PyCallable) arguments ->
                        PyTuple.of(place(result.start(asked(arguments))), place(result.end(asked(arguments))));
            case "expand" ->
                (PyCallable) arguments -> new ReTemplate(Values.str(arguments.positional(0)), pattern).expand(this);
            case "regs" -> spans();
            case "string" -> text;
            case "re" -> pattern;
            case "pos" -> 0L;
            case "endpos" -> place(text.length());
            case "lastindex" -> lastIndex() == 0 ? None.NONE : (Object) (long) lastIndex();
            case "lastgroup" -> lastGroup();
            default -> null;
        };
    }

    private PyTuple spans() {
        Object[] spans = new Object[result.groupCount() + 1];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = PyTuple.of(place(result.start(i)), place(result.end(i)));
        }
        return PyTuple.of(spans);
    }

    private int lastIndex() {
        int last = 0;
        for (int i = 1; i <= result.groupCount(); i++) {
            if (result.start(i) >= 0 && (last == 0 || result.end(i) > result.end(last))) {
                last = i;
            }
        }
        return last;
    }

    private Object lastGroup() {
        for (var entry : pattern.names().entrySet()) {
            if (entry.getValue() == lastIndex()) {
                return entry.getKey();
            }
        }
        return None.NONE;
    }

    @Override
    public @Nullable Object item(Object key) {
        return group(number(key));
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "re.Match";
    }

    @Override
    public String repr() {
        return "<re.Match object; span=(" + place(result.start()) + ", " + place(result.end()) + "), match="
                + Values.repr(result.group()) + ">";
    }
}
