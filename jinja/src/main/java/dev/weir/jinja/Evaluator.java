package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.filter.BuiltinGlobals;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.filter.FilterContext;
import dev.weir.jinja.filter.TemplateTest;
import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Comparison;
import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyMapping;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Computes the values of expressions. An error leaves with the position of the innermost expression that failed. */
abstract class Evaluator implements FilterContext {
    /** What the reference's errors about the arguments of a call name as the function. */
    private static final String CALL = "jinja2.sandbox.SandboxedEnvironment.call()";

    /** Filters that may yield the very text they were given. */
    private static final Set<String> HANDS_ON = Set.of("default", "d", "string");

    private static final Object[] NO_VALUES = {};
    private static final String[] NO_NAMES = {};

    private final SourceText source;
    private final Syntax syntax;
    private final Globals globals;
    private final boolean lenient;
    private final RenderStack stack;
    private final Readings readings = new Readings();
    private boolean inConstant;

    Evaluator(SourceText source, Syntax syntax, Globals globals, boolean lenient, RenderStack stack) {
        this.source = source;
        this.syntax = syntax;
        this.globals = globals;
        this.lenient = lenient;
        this.stack = stack;
    }

    final Syntax syntax() {
        return syntax;
    }

    final SourceText source() {
        return source;
    }

    final RenderStack stack() {
        return stack;
    }

    final Readings readings() {
        return readings;
    }

    @Override
    public final String readAlone(String text, UnaryOperator<Object> reading) {
        return readings.mark(text, reading);
    }

    final Undefined undefined(Undefined strict) {
        return lenient ? strict.lenient() : strict;
    }

    @Override
    public final Object applyFilter(String name, Object value, Arguments arguments) {
        Filter filter = syntax.filter(name);
        if (filter == null) {
            throw new PyError("TemplateRuntimeError", "No filter named " + Values.repr(name) + ".");
        }
        return filter.apply(value, arguments, this);
    }

    @Override
    public final boolean applyTest(String name, Object value, Arguments arguments) {
        TemplateTest test = syntax.test(name);
        if (test == null) {
            throw new PyError("TemplateRuntimeError", "No test named " + Values.repr(name) + ".");
        }
        return test.test(value, arguments, this);
    }

    final Object evaluate(Expression expression, Frame frame) {
        // The two that cannot fail and make up half of a template go ahead of the switch, which costs a call before the
        // JIT is warm.
        if (expression instanceof Name name) {
            return variable(name, frame);
        }
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        try {
            if (expression instanceof Expression.Call call) {
                return call(call, frame, null);
            }
            if (expression instanceof Expression.FilterCall filter) {
                return filtered(filter, frame, null);
            }
            return switch (expression) {
                case Name name -> variable(name, frame);
                case Expression.Literal literal -> literal.value();
                case Expression.Attribute attribute ->
                    flavoured(Values.attribute(evaluate(attribute.target(), frame), attribute.name()));
                case Expression.Call call -> call(call, frame, null);
                case Expression.FilterCall filter -> filtered(filter, frame, null);
                case Expression.Item item ->
                    flavoured(Values.item(evaluate(item.target(), frame), evaluate(item.key(), frame)));
                case Expression.Compare compare -> compare(compare, frame);
                case Expression.TestCall test -> tested(test, frame);
                case Expression.And and -> {
                    Object left = evaluate(and.left(), frame);
                    yield Values.truth(left) ? evaluate(and.right(), frame) : left;
                }
                case Expression.Or or -> {
                    Object left = evaluate(or.left(), frame);
                    yield Values.truth(left) ? left : evaluate(or.right(), frame);
                }
                case Expression.Not not -> !Values.truth(evaluate(not.value(), frame));
                case Expression.Binary binary -> binary(binary, frame);
                case Expression.Concat concat -> concat(concat, frame);
                case Expression.Conditional conditional -> conditional(conditional, frame);
                case Expression.ListLiteral list -> PyList.of(all(list.items(), frame));
                case Expression.TupleLiteral tuple -> PyTuple.of(all(tuple.items(), frame));
                case Expression.DictLiteral dict -> dict(dict, frame);
                case Expression.Slice slice -> flavoured(slice(slice, frame));
                case Expression.Negative negative -> Values.negate(evaluate(negative.value(), frame));
                case Expression.Positive positive -> Values.positive(evaluate(positive.value(), frame));
                case Expression.NamespaceTarget target ->
                    flavoured(Values.attribute(evaluate(target.namespace(), frame), target.name()));
            };
        } catch (PyError error) {
            throw RenderErrors.located(error, source, expression.start(), expression.end());
        } catch (WeirException error) {
            Object constant = foldedAhead(expression, frame, error);
            if (constant != null) {
                return constant;
            }
            throw RenderErrors.located(error, source, expression.start(), expression.end());
        }
    }

    @Override
    public Object flavoured(Object value) {
        return lenient && value instanceof Undefined undefined ? undefined.lenient() : value;
    }

    private Object variable(Name name, Frame frame) {
        Frame home = frame.at(name.depth());
        Object value = home.slots[name.slot()];
        if (value == null) {
            value = globals.find(name.name());
            if (value == null) {
                value = BuiltinGlobals.find(name.name());
            }
            home.slots[name.slot()] = value == null ? Frame.MISSING : value;
        }
        return value == null || value == Frame.MISSING ? undefined(Undefined.variable(name.name())) : value;
    }

    /** A call, with one more keyword argument {@code caller} where a call block makes it. */
    final Object call(Expression.Call call, Frame frame, @Nullable Object caller) {
        if (call.callee() instanceof Expression.Attribute method) {
            Object target = evaluate(method.target(), frame);
            if (!lenient && !(target instanceof Undefined)) {
                Object result = Values.callMethod(target, method.name(), arguments(call.arguments(), frame, caller));
                return readings.made(result, target);
            }
            Object callee = flavoured(Values.attribute(target, method.name()));
            return Values.call(callee, arguments(call.arguments(), frame, caller));
        }
        Object callee = evaluate(call.callee(), frame);
        return Values.call(callee, arguments(call.arguments(), frame, caller));
    }

    private Arguments arguments(CallArguments written, Frame frame, @Nullable Object caller) {
        if (caller == null && written.plain()) {
            List<Expression> positional = written.positional();
            return positional.isEmpty() ? Arguments.NONE : Arguments.of(all(positional, frame));
        }
        Object[] positional = all(written.positional(), frame);
        if (written.star().isPresent()) {
            positional = joined(positional, evaluate(written.star().get(), frame));
        }
        Object[] values = all(written.values(), frame);
        String[] names = written.names().toArray(NO_NAMES);
        if (caller != null) {
            names = append(names, "caller");
            values = append(values, caller);
        }
        if (written.doubleStar().isPresent()) {
            Object mapping = evaluate(written.doubleStar().get(), frame);
            PyDict more = switch (mapping) {
                case PyDict dict -> dict;
                case PyMapping other -> other.toDict();
                case Undefined nothing when nothing.isLenient() -> new PyDict();
                default ->
                    throw PyError.type(CALL + " argument after ** must be a mapping, not " + Values.typeName(mapping));
            };
            for (var entry : more.entrySet()) {
                if (!(entry.getKey() instanceof String name)) {
                    throw PyError.type("keywords must be strings");
                }
                if (List.of(names).contains(name)) {
                    throw PyError.type(CALL + " got multiple values for keyword argument '" + name + "'");
                }
                names = append(names, name);
                values = append(values, entry.getValue());
            }
        }
        return Arguments.of(positional, names, values);
    }

    private static Object[] joined(Object[] first, Object more) {
        if (!Values.iterable(more)) {
            throw PyError.type("Value after * must be an iterable, not " + Values.typeName(more));
        }
        PyList all = PyList.of(first);
        for (Iterator<Object> items = Values.iterate(more); items.hasNext(); ) {
            all.add(items.next());
        }
        return all.toArray();
    }

    private static String[] append(String[] names, String name) {
        String[] more = java.util.Arrays.copyOf(names, names.length + 1);
        more[names.length] = name;
        return more;
    }

    private static Object[] append(Object[] values, Object value) {
        Object[] more = java.util.Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        return more;
    }

    private Object[] all(List<Expression> expressions, Frame frame) {
        int count = expressions.size();
        if (count == 0) {
            return NO_VALUES;
        }
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            Object expression = expressions.get(i); // no cast to an interface where the class is looked at next
            values[i] = expression instanceof Name name
                    ? variable(name, frame)
                    : expression instanceof Expression.Literal literal
                            ? literal.value()
                            : evaluate((Expression) expression, frame);
        }
        return values;
    }

    /** A filter's result; the innermost filter of a block filter gets the block's text. */
    final Object filtered(Expression.FilterCall call, Frame frame, @Nullable Object text) {
        Object value;
        if (call.value().isEmpty()) {
            value = text == null ? "" : text;
        } else if (text != null && call.value().get() instanceof Expression.FilterCall inner) {
            value = filtered(inner, frame, text);
        } else {
            value = evaluate(call.value().get(), frame);
        }
        if (call.filter().target().isEmpty()) {
            Arguments _ = arguments(call.arguments(), frame, null);
            throw new PyError(
                    "TemplateRuntimeError",
                    "No filter named " + Values.repr(call.filter().name()) + " found.");
        }
        Filter filter = call.filter().target().get();
        Limits.stopWhenInterrupted();
        Object result = filter.apply(value, arguments(call.arguments(), frame, null), this);
        return flavoured(
                result != value || HANDS_ON.contains(call.filter().name()) ? result : readings.made(result, value));
    }

    private Object tested(Expression.TestCall call, Frame frame) {
        Object value = evaluate(call.value(), frame);
        if (call.test().target().isEmpty()) {
            Arguments _ = arguments(call.arguments(), frame, null);
            throw new PyError(
                    "TemplateRuntimeError",
                    "No test named " + Values.repr(call.test().name()) + " found.");
        }
        return call.test().target().get().test(value, arguments(call.arguments(), frame, null), this);
    }

    private Object compare(Expression.Compare compare, Frame frame) {
        Object left = evaluate(compare.first(), frame);
        List<Expression.Operand> rest = compare.rest();
        for (int i = 0; i < rest.size(); i++) {
            Object right = evaluate(rest.get(i).value(), frame);
            boolean holds = switch (rest.get(i).operator()) {
                case EQUAL -> Values.equal(left, right);
                case NOT_EQUAL -> !Values.equal(left, right);
                case LESS -> Values.compare(Comparison.LESS, left, right);
                case LESS_OR_EQUAL -> Values.compare(Comparison.LESS_EQUAL, left, right);
                case GREATER -> Values.compare(Comparison.GREATER, left, right);
                case GREATER_OR_EQUAL -> Values.compare(Comparison.GREATER_EQUAL, left, right);
                case IN -> Values.contains(right, left);
                case NOT_IN -> !Values.contains(right, left);
            };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Object slice(Expression.Slice slice, Frame frame) {
        Object target = evaluate(slice.target(), frame);
        try {
            return Values.slice(
                    target, evaluate(slice.from(), frame), evaluate(slice.to(), frame), evaluate(slice.step(), frame));
        } catch (PyError error) {
            if (inConstant && error.typeName().equals("TypeError")) {
                return Undefined.element(target, "slice");
            }
            throw error;
        }
    }

    /** The value of a constant that is printed, as Jinja's compiler works it out. */
    final Object evaluateConstant(Expression expression, Frame frame) {
        inConstant = true;
        try {
            return evaluate(expression, frame);
        } finally {
            inConstant = false;
        }
    }

    /** The value of a constant that fails as it stands, where Jinja's compiler works it out and keeps it; else null. */
    private @Nullable Object foldedAhead(Expression expression, Frame frame, WeirException failed) {
        if (inConstant
                || !(failed.getCause() instanceof PyError cause)
                || !cause.typeName().equals("TypeError")) {
            return null;
        }
        Object value = constant(expression, frame);
        return value != null && Constants.plain(value, readings) ? value : null;
    }

    /** The value of an expression that is a constant to Jinja's compiler, by its means; null when it is none. */
    final @Nullable Object constant(Expression expression, Frame frame) {
        try {
            return Constants.all(expression, part -> evaluateConstant(part, frame))
                    ? evaluateConstant(expression, frame)
                    : null;
        } catch (WeirException _) {
            return null;
        }
    }

    private Object binary(Expression.Binary binary, Frame frame) {
        Object left = evaluate(binary.left(), frame);
        Object right = evaluate(binary.right(), frame);
        return switch (binary.operator()) {
            case ADD -> Values.add(left, right);
            case SUBTRACT -> Values.subtract(left, right);
            case MULTIPLY -> Values.multiply(left, right);
            case DIVIDE -> Values.divide(left, right);
            case FLOOR_DIVIDE -> Values.floorDivide(left, right);
            case MODULO -> Values.modulo(left, right);
            case POWER -> Values.power(left, right);
        };
    }

    private Object concat(Expression.Concat concat, Frame frame) {
        List<Expression> parts = concat.parts();
        try (Output text = Output.text(stack)) {
            for (int i = 0; i < parts.size(); i++) {
                text.print(evaluate(parts.get(i), frame));
            }
            return text.toString();
        }
    }

    private Object conditional(Expression.Conditional conditional, Frame frame) {
        if (Values.truth(evaluate(conditional.test(), frame))) {
            return evaluate(conditional.then(), frame);
        }
        if (conditional.otherwise().isPresent()) {
            return evaluate(conditional.otherwise().get(), frame);
        }
        // Of Jinja's own kind, whatever the environment's is.
        return Undefined.because("the inline if-expression on line "
                + source.position(conditional.start()).line()
                + " evaluated to false and no else section was defined.");
    }

    private Object dict(Expression.DictLiteral dict, Frame frame) {
        List<Expression> items = dict.keysAndValues();
        Object[] values = new Object[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = evaluate(items.get(i), frame);
        }
        // A key that cannot be one is found out last, as by Python.
        PyDict made = new PyDict();
        for (int i = 0; i < values.length; i += 2) {
            made.put(values[i], values[i + 1]);
        }
        return made;
    }
}
