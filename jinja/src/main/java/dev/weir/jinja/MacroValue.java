package dev.weir.jinja;

import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Macro;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A macro of the template that is being rendered, or the body of a {@code call} block: a function that yields text. */
final class MacroValue implements PyCallable {
    private final Rendering rendering;
    private final Frame outer;
    private final Macro macro;

    MacroValue(Rendering rendering, Frame outer, Macro macro) {
        this.rendering = rendering;
        this.outer = outer;
        this.macro = macro;
    }

    @Override
    public Object call(Arguments arguments) {
        RenderStack stack = rendering.stack();
        stack.enter();
        try (Output out = Output.text(stack)) {
            Frame frame = new Frame(macro.frameSize(), outer);
            frame.enter(macro.scope());
            bind(arguments, frame);
            rendering.run(macro.body(), frame, out);
            return out.toString();
        } finally {
            stack.leave();
        }
    }

    private void bind(Arguments arguments, Frame frame) {
        List<Name> parameters = macro.parameters();
        int count = parameters.size();
        int given = Math.min(arguments.size(), count);
        int taken = 0;
        for (int i = 0; i < given; i++) {
            frame.slots[parameters.get(i).slot()] = arguments.positional(i);
        }
        boolean callerTaken = given == count && macro.explicitCaller();
        for (int i = given; i < count; i++) {
            String name = parameters.get(i).name();
            Object value = arguments.keyword(name);
            if (value != null) {
                taken++;
            }
            callerTaken |= name.equals("caller");
            frame.slots[parameters.get(i).slot()] = value == null ? Frame.MISSING : value;
        }
        if (macro.callerSlot() >= 0 && !callerTaken) {
            Object caller = arguments.keyword("caller");
            if (caller != null) {
                taken++;
            }
            frame.slots[macro.callerSlot()] =
                    caller == null ? rendering.undefined(Undefined.because("No caller defined")) : caller;
        }
        bindRest(arguments, frame, given, count, taken);
        defaults(parameters, frame, given);
    }

    private void bindRest(Arguments arguments, Frame frame, int given, int count, int taken) {
        if (macro.keywordsSlot() >= 0) {
            PyDict rest = new PyDict();
            for (int i = 0; i < arguments.keywordCount(); i++) {
                if (!takes(arguments.keywordName(i), given)) {
                    rest.put(arguments.keywordName(i), arguments.keywordValue(i));
                }
            }
            frame.slots[macro.keywordsSlot()] = rest;
        } else if (arguments.keywordCount() > taken) {
            throw unexpectedKeyword(arguments, given);
        }
        if (macro.varargsSlot() >= 0) {
            frame.slots[macro.varargsSlot()] = arguments.size() > count
                    ? PyTuple.of(Arrays.copyOfRange(arguments.positionals(), count, arguments.size()))
                    : PyTuple.EMPTY;
        } else if (arguments.size() > count) {
            throw PyError.type("macro " + shownName() + " takes not more than " + count + " argument(s)");
        }
    }

    private boolean takes(String name, int given) {
        for (int i = given; i < macro.parameters().size(); i++) {
            if (macro.parameters().get(i).name().equals(name)) {
                return true;
            }
        }
        return macro.callerSlot() >= 0 && name.equals("caller");
    }

    private PyError unexpectedKeyword(Arguments arguments, int given) {
        String first = "";
        for (int i = arguments.keywordCount() - 1; i >= 0; i--) {
            String name = arguments.keywordName(i);
            if (!takes(name, given)) {
                if (name.equals("caller")) {
                    return PyError.type(
                            "macro " + shownName()
                                    + " was invoked with two values for the special caller argument. This is most likely a bug.");
                }
                first = name;
            }
        }
        return PyError.type("macro " + shownName() + " takes no keyword argument " + Values.repr(first));
    }

    private void defaults(List<Name> parameters, Frame frame, int given) {
        List<Expression> defaults = macro.defaults();
        int firstDefault = parameters.size() - defaults.size();
        for (int i = given; i < parameters.size(); i++) {
            Name parameter = parameters.get(i);
            if (frame.slots[parameter.slot()] == Frame.MISSING) {
                frame.slots[parameter.slot()] = i >= firstDefault
                        ? rendering.evaluate(defaults.get(i - firstDefault), frame)
                        : rendering.undefined(
                                Undefined.because("parameter " + Values.repr(parameter.name()) + " was not provided"));
            }
        }
    }

    private boolean isCallBlock() {
        return macro.tag().equals("call");
    }

    private String shownName() {
        return isCallBlock() ? "None" : Values.repr(macro.boundName());
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> isCallBlock() ? None.NONE : macro.boundName();
            case "arguments" ->
                PyTuple.of(macro.parameters().stream().map(Name::name).toArray());
            case "catch_kwargs" -> macro.keywordsSlot() >= 0;
            case "catch_varargs" -> macro.varargsSlot() >= 0;
            case "caller" -> macro.callerSlot() >= 0 || macro.explicitCaller();
            case "explicit_caller" -> macro.explicitCaller();
            default -> null;
        };
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public String qualifiedTypeName() {
        return "jinja2.runtime.Macro";
    }

    @Override
    public String repr() {
        return "<Macro " + (isCallBlock() ? "anonymous" : Values.repr(macro.boundName())) + ">";
    }
}
