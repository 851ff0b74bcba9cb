package dev.weir.jinja;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.filter.BuiltinGlobals;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.filter.FilterContext;
import dev.weir.jinja.filter.Namespace;
import dev.weir.jinja.filter.TemplateTest;
import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.MacroTree;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.tree.Target;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Comparison;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree of one template or macro. Belongs to one thread. Longer than most: one {@code switch} a sort of node.
 * <p>{@code at} follows the work, so that an error knows where it happened.
 */
final class Interpreter implements FilterContext {
    private static final int DEEPEST = 400;

    private final Renderer renderer;
    private final SourceText source;
    private final Globals globals;
    private int at;
    private int depth;

    Interpreter(Renderer renderer, SourceText source, Globals globals) {
        this.renderer = renderer;
        this.source = source;
        this.globals = globals;
    }

    String render(List<Statement> body) {
        StringBuilder out = new StringBuilder(source.text().length() + 64);
        try {
            run(body, new Frame(null), out);
        } catch (PyError error) {
            throw positioned(error);
        } catch (StackOverflowError tooDeep) {
            throw positioned(new PyError("RecursionError", "maximum recursion depth exceeded"));
        }
        return out.toString();
    }

    Object evaluate(Statement.Output output) {
        try {
            return evaluate(output.value(), new Frame(null));
        } catch (PyError error) {
            throw positioned(error);
        }
    }

    /** @param scope the scope the macro was defined in; null for one of another template */
    Object call(MacroTree macro, @Nullable Frame scope, Arguments arguments) {
        if (++depth > DEEPEST) {
            throw new PyError("RecursionError", "maximum recursion depth exceeded");
        }
        Frame frame = new Frame(scope);
        StringBuilder out = new StringBuilder();
        int calledAt = at;
        try {
            MacroArguments.bind(macro, arguments, frame, this);
            run(macro.body(), frame, out);
        } catch (PyError error) {
            throw positioned(error);
        } catch (StackOverflowError tooDeep) {
            throw positioned(new PyError("RecursionError", "maximum recursion depth exceeded"));
        } finally {
            depth--;
        }
        at = calledAt;
        return out.toString();
    }

    private WeirException positioned(PyError error) {
        boolean undefined = error.typeName().equals("UndefinedError");
        DiagnosticCode code = undefined ? DiagnosticCode.JIN_003 : DiagnosticCode.JIN_002;
        return new WeirException(
                Diagnostic.of(code, error.message()).at(source.span(at, endOfWord(at))), error);
    }

    private int endOfWord(int from) {
        String text = source.text();
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return Math.max(end, Math.min(from + 1, text.length()));
    }

    private void run(List<Statement> body, Frame frame, StringBuilder out) {
        for (int index = 0; index < body.size(); index++) {
            run(body.get(index), frame, out);
        }
    }

    private void run(Statement statement, Frame frame, StringBuilder out) {
        switch (statement) {
            case Statement.Text text -> out.append(text.text());
            case Statement.Output output -> {
                Object value = evaluate(output.value(), frame);
                if (value instanceof String string) {
                    out.append(string);
                } else {
                    at = output.offset();
                    out.append(Values.str(value));
                }
            }
            case Statement.If choice -> runIf(choice, frame, out);
            case Statement.For loop -> runFor(loop, evaluate(loop.items(), frame), 1, frame, out);
            case Statement.Assign assign -> assign(assign.target(), evaluate(assign.value(), frame), frame);
            case Statement.AssignBlock block ->
                assign(block.target(), filtered(block.filters(), block.body(), frame), frame);
            case Statement.Macro macro ->
                frame.set(macro.macro().name().intern(), new MacroValue(macro.macro(), frame, this));
            case Statement.CallBlock block ->
                out.append(Values.str(call(block.call(), frame, new MacroValue(block.caller(), frame, this))));
            case Statement.FilterBlock block ->
                out.append(Values.str(filtered(block.filters(), block.body(), frame)));
            case Statement.With with -> runWith(with, frame, out);
            case Statement.Do action -> evaluate(action.value(), frame);
            case Statement.Break _ -> throw LoopSignal.BREAK;
            case Statement.Continue _ -> throw LoopSignal.CONTINUE;
        }
    }

    private void runIf(Statement.If choice, Frame frame, StringBuilder out) {
        for (int branch = 0; branch < choice.conditions().size(); branch++) {
            if (Values.truth(evaluate(choice.conditions().get(branch), frame))) {
                run(choice.bodies().get(branch), frame, out);
                return;
            }
        }
        run(choice.otherwise(), frame, out);
    }

    private Object filtered(List<Expression.Filter> filters, List<Statement> body, Frame frame) {
        StringBuilder text = new StringBuilder();
        run(body, new Frame(frame), text);
        Object value = text.toString();
        for (Expression.Filter filter : filters) {
            value = applyFilter(filter, value, frame);
        }
        return value;
    }

    private void runWith(Statement.With with, Frame frame, StringBuilder out) {
        Frame inner = new Frame(frame);
        for (int index = 0; index < with.targets().size(); index++) {
            assign(with.targets().get(index), evaluate(with.values().get(index), frame), inner);
        }
        run(with.body(), inner, out);
    }

    private void runFor(Statement.For loop, Object items, int level, Frame frame, StringBuilder out) {
        at = loop.items().offset();
        Iterator<Object> iterator = Values.iterate(items);
        boolean ran = loop.readsLoop() || loop.recursive()
                ? runCounted(loop, iterator, level, frame, out)
                : runPlain(loop, iterator, frame, out);
        if (!ran) {
            run(loop.otherwise(), new Frame(frame), out);
        }
    }

    private boolean runPlain(Statement.For loop, Iterator<Object> iterator, Frame frame, StringBuilder out) {
        boolean ran = false;
        while (iterator.hasNext()) {
            Frame turn = new Frame(frame);
            assign(loop.target(), iterator.next(), turn);
            if (loop.condition().isPresent()
                    && !Values.truth(evaluate(loop.condition().get(), turn))) {
                continue;
            }
            ran = true;
            if (!turn(loop, turn, out)) {
                break;
            }
        }
        return ran;
    }

    private boolean runCounted(
            Statement.For loop, Iterator<Object> iterator, int level, Frame frame, StringBuilder out) {
        List<Object> kept = new ArrayList<>();
        while (iterator.hasNext()) {
            Object item = iterator.next();
            if (loop.condition().isPresent()) {
                Frame test = new Frame(frame);
                assign(loop.target(), item, test);
                if (!Values.truth(evaluate(loop.condition().get(), test))) {
                    continue;
                }
            }
            kept.add(item);
        }
        LoopValue counter = new LoopValue(kept.toArray(), level, !loop.recursive() ? null : (inner, deeper) -> {
            StringBuilder text = new StringBuilder();
            runFor(loop, inner, deeper, frame, text);
            return text.toString();
        });
        for (int index = 0; index < kept.size(); index++) {
            counter.at(index);
            Frame turn = new Frame(frame);
            assign(loop.target(), kept.get(index), turn);
            turn.set("loop", counter);
            if (!turn(loop, turn, out)) {
                break;
            }
        }
        return !kept.isEmpty();
    }

    /** One turn; false when it broke off the loop. */
    private boolean turn(Statement.For loop, Frame turn, StringBuilder out) {
        try {
            run(loop.body(), turn, out);
        } catch (LoopSignal signal) {
            return signal == LoopSignal.CONTINUE;
        }
        return true;
    }

    private void assign(Target target, Object value, Frame frame) {
        switch (target) {
            case Target.Variable variable -> frame.set(variable.name(), value);
            case Target.NamespaceAttribute attribute -> {
                at = attribute.offset();
                if (!(lookUp(attribute.namespace(), frame) instanceof Namespace namespace)) {
                    throw new PyError(
                            "TemplateRuntimeError", "cannot assign attribute on non-namespace object");
                }
                namespace.set(attribute.attribute(), value);
            }
            case Target.Unpack unpack -> {
                at = unpack.offset();
                unpack(unpack.targets(), value, frame);
            }
        }
    }

    private void unpack(List<Target> targets, Object value, Frame frame) {
        if (!Values.iterable(value)) {
            throw PyError.type("cannot unpack non-iterable " + Values.typeName(value) + " object");
        }
        Iterator<Object> items = Values.iterate(value);
        List<Object> taken = new ArrayList<>(targets.size());
        while (items.hasNext()) {
            if (taken.size() == targets.size()) {
                throw PyError.value("too many values to unpack (expected " + targets.size() + ")");
            }
            taken.add(items.next());
        }
        if (taken.size() < targets.size()) {
            throw PyError.value(
                    "not enough values to unpack (expected " + targets.size() + ", got " + taken.size() + ")");
        }
        for (int index = 0; index < taken.size(); index++) {
            assign(targets.get(index), taken.get(index), frame);
        }
    }

    Object evaluate(Expression expression, Frame frame) {
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Name name -> {
                at = name.offset();
                yield lookUp(name.name(), frame);
            }
            case Expression.Attribute attribute -> {
                Object target = evaluate(attribute.target(), frame);
                at = attribute.offset();
                yield checked(Values.attribute(target, attribute.name()));
            }
            case Expression.Item item -> {
                Object target = evaluate(item.target(), frame);
                Object key = evaluate(item.key(), frame);
                at = item.offset();
                yield checked(Values.item(target, key));
            }
            case Expression.Call call -> call(call, frame, null);
            case Expression.Filter filter -> applyFilter(filter, evaluate(filter.value(), frame), frame);
            case Expression.Test test -> applyTest(test, frame);
            case Expression.Not not -> !Values.truth(evaluate(not.value(), frame));
            case Expression.And and -> {
                Object left = evaluate(and.left(), frame);
                yield Values.truth(left) ? evaluate(and.right(), frame) : left;
            }
            case Expression.Or or -> {
                Object left = evaluate(or.left(), frame);
                yield Values.truth(left) ? left : evaluate(or.right(), frame);
            }
            case Expression.Conditional conditional -> {
                if (Values.truth(evaluate(conditional.condition(), frame))) {
                    yield evaluate(conditional.then(), frame);
                }
                Optional<Expression> otherwise = conditional.otherwise();
                yield otherwise.isPresent()
                        ? evaluate(otherwise.get(), frame)
                        : Undefined.because(
                                "the inline if-expression on line " + source.position(conditional.offset()).line()
                                        + " evaluated to false and no else section was defined.");
            }
            case Expression.Compare compare -> compare(compare, frame);
            case Expression.Binary binary -> binary(binary, frame);
            case Expression.Concat concat -> {
                StringBuilder text = new StringBuilder();
                for (Expression part : concat.parts()) {
                    text.append(Values.str(evaluate(part, frame)));
                }
                yield text.toString();
            }
            case Expression.Negative negative -> {
                Object value = evaluate(negative.value(), frame);
                at = negative.offset();
                yield Values.negate(value);
            }
            case Expression.Positive positive -> {
                Object value = evaluate(positive.value(), frame);
                at = positive.offset();
                yield Values.positive(value);
            }
            case Expression.TupleOf tuple -> PyTuple.of(all(tuple.items(), frame));
            case Expression.ListOf list -> PyList.of(all(list.items(), frame));
            case Expression.DictOf dict -> dict(dict, frame);
            case Expression.SliceOf slice -> {
                Object target = evaluate(slice.target(), frame);
                Object start = part(slice.start(), frame);
                Object stop = part(slice.stop(), frame);
                Object step = part(slice.step(), frame);
                at = slice.offset();
                yield checked(Values.slice(target, start, stop, step));
            }
        };
    }

    private Object part(Optional<Expression> expression, Frame frame) {
        return expression.isPresent() ? evaluate(expression.get(), frame) : None.NONE;
    }

    private Object lookUp(String name, Frame frame) {
        Object value = frame.find(name);
        if (value == null) {
            value = globals.find(name);
        }
        if (value == null) {
            value = BuiltinGlobals.find(name);
        }
        return value != null ? value : checked(Undefined.variable(name));
    }

    private Object checked(Object value) {
        return renderer.lenient() && value instanceof Undefined undefined ? undefined.lenient() : value;
    }

    private Object[] all(List<Expression> expressions, Frame frame) {
        Object[] values = new Object[expressions.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = evaluate(expressions.get(index), frame);
        }
        return values;
    }

    private Object dict(Expression.DictOf dict, Frame frame) {
        PyDict values = new PyDict();
        for (int index = 0; index < dict.keys().size(); index++) {
            values.put(evaluate(dict.keys().get(index), frame), evaluate(dict.values().get(index), frame));
        }
        return values;
    }

    private Object binary(Expression.Binary binary, Frame frame) {
        Object left = evaluate(binary.left(), frame);
        Object right = evaluate(binary.right(), frame);
        at = binary.offset();
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

    private Object compare(Expression.Compare compare, Frame frame) {
        Object left = evaluate(compare.first(), frame);
        for (int index = 0; index < compare.operators().size(); index++) {
            Object right = evaluate(compare.operands().get(index), frame);
            at = compare.offset();
            boolean holds =
                    switch (compare.operators().get(index)) {
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

    private Object call(Expression.Call call, Frame frame, @Nullable MacroValue caller) {
        if (call.callee() instanceof Expression.Attribute method) {
            Object target = evaluate(method.target(), frame);
            Arguments arguments = arguments(call.arguments(), frame, caller);
            at = method.offset();
            return checked(Values.callMethod(target, method.name(), arguments));
        }
        Object callee = evaluate(call.callee(), frame);
        Arguments arguments = arguments(call.arguments(), frame, caller);
        at = call.offset();
        return checked(Values.call(callee, arguments));
    }

    private Arguments arguments(CallArguments written, Frame frame, @Nullable MacroValue caller) {
        if (written == CallArguments.NONE && caller == null) {
            return Arguments.NONE;
        }
        Object[] positional = all(written.positional(), frame);
        String[] names = written.keywords().toArray(String[]::new);
        Object[] values = all(written.keywordValues(), frame);
        if (written.rest().isPresent()) {
            positional = joined(positional, Values.iterate(evaluate(written.rest().get(), frame)));
        }
        if (written.keywordRest().isEmpty() && caller == null) {
            return Arguments.of(positional, names, values);
        }
        List<String> allNames = new ArrayList<>(List.of(names));
        List<Object> allValues = new ArrayList<>(List.of(values));
        if (written.keywordRest().isPresent()) {
            Object rest = evaluate(written.keywordRest().get(), frame);
            if (!(rest instanceof Map<?, ?> map)) {
                throw PyError.type("argument after ** must be a mapping, not " + Values.typeName(rest));
            }
            map.forEach((name, value) -> {
                allNames.add(Values.str(Objects.requireNonNull(name)));
                allValues.add(Objects.requireNonNull(value));
            });
        }
        if (caller != null) {
            allNames.add("caller");
            allValues.add(caller);
        }
        return Arguments.of(positional, allNames.toArray(String[]::new), allValues.toArray());
    }

    private static Object[] joined(Object[] first, Iterator<Object> rest) {
        List<Object> all = new ArrayList<>(List.of(first));
        rest.forEachRemaining(all::add);
        return all.toArray();
    }

    private Object applyFilter(Expression.Filter filter, Object value, Frame frame) {
        Arguments arguments = arguments(filter.arguments(), frame, null);
        at = filter.offset();
        return checked(applyFilter(filter.name(), value, arguments));
    }

    private Object applyTest(Expression.Test test, Frame frame) {
        Object value = evaluate(test.value(), frame);
        Arguments arguments = arguments(test.arguments(), frame, null);
        at = test.offset();
        return applyTest(test.name(), value, arguments);
    }

    @Override
    public Object applyFilter(String name, Object value, Arguments arguments) {
        Filter filter = renderer.syntax().filter(name);
        if (filter == null) {
            throw new PyError("TemplateRuntimeError", "No filter named '" + name + "'.");
        }
        return filter.apply(value, arguments, this);
    }

    @Override
    public boolean applyTest(String name, Object value, Arguments arguments) {
        TemplateTest test = renderer.syntax().test(name);
        if (test == null) {
            throw new PyError("TemplateRuntimeError", "No test named '" + name + "'.");
        }
        return test.test(value, arguments, this);
    }
}
