package dev.weir.jinja;

import dev.weir.base.WeirException;
import dev.weir.jinja.filter.Namespace;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Limits;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Renders one template once: runs its statements. Belongs to one thread. */
final class Rendering extends Evaluator {
    /** How statements ended, and what the loop around them should do. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Rendering(Template template, Syntax syntax, Globals globals, boolean lenient) {
        super(template.source(), syntax, globals, lenient, RenderStack.ofThisThread());
    }

    void run(List<Statement> statements, Frame frame, Output out) {
        flow(statements, frame, out);
    }

    private Flow flow(List<Statement> statements, Frame frame, Output out) {
        for (int i = 0; i < statements.size(); i++) {
            Flow flow = statement(statements.get(i), frame, out);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    /** Takes an Object because the cast of a list's item to an interface costs more than finding out its class. */
    private Flow statement(Object item, Frame frame, Output out) {
        // Ahead of the switch, which costs a call before the JIT is warm: what most statements are.
        if (item instanceof Statement.Text text) {
            out.write(text.text());
            return Flow.ON;
        }
        if (item instanceof Statement.Print print) {
            print(print, frame, out);
            return Flow.ON;
        }
        if (item instanceof Statement.If branches) {
            return branches(branches, frame, out);
        }
        switch ((Statement) item) {
            case Statement.Text text -> out.write(text.text());
            case Statement.Print print -> print(print, frame, out);
            case Statement.Prints prints -> prints.printed().forEach(print -> print(print, frame, out));
            case Statement.Set set -> {
                checkNamespaces(set.target(), frame);
                assign(set.target(), evaluate(set.value(), frame), frame);
            }
            case Statement.If branches -> {
                return branches(branches, frame, out);
            }
            case Statement.Do only -> evaluate(only.value(), frame);
            case Statement.For loop -> {
                return loop(loop, frame, out);
            }
            case Statement.CallBlock block -> out.print(evaluateCall(block, frame));
            case Statement.SetBlock set -> {
                return setBlock(set, frame);
            }
            case Statement.Define define -> store(define.target(), new MacroValue(this, frame, define.macro()), frame);
            case Statement.FilterBlock block -> {
                return filterBlock(block, frame, out);
            }
            case Statement.With with -> {
                return with(with, frame, out);
            }
            case Statement.Nested nested -> {
                frame.enter(nested.scope());
                return flow(nested.body(), frame, out);
            }
            case Statement.Break _ -> {
                return Flow.BREAK;
            }
            case Statement.Continue _ -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.ON;
    }

    private void print(Statement.Print print, Frame frame, Output out) {
        Object value;
        try {
            value = evaluate(print.value(), frame);
        } catch (WeirException failed) {
            value = constantOr(failed, print.value(), frame, out);
        }
        try {
            out.print(out.keepsPieces() ? piece(print.value(), value, frame) : value);
        } catch (PyError error) {
            throw located(error, print.value());
        }
    }

    private Object piece(Expression expression, Object value, Frame frame) {
        return Constants.folded(expression, value, readings(), part -> evaluateConstant(part, frame))
                ? Values.str(value)
                : value;
    }

    /** A slice of what has none, in a constant, is nothing: Jinja works constants out by other means than the rest. */
    private Object constantOr(WeirException failed, Expression expression, Frame frame, Output out) {
        Object value = constant(expression, frame);
        if (value == null || out.keepsPieces() && !Constants.plain(value, readings())) {
            throw failed;
        }
        return value;
    }

    private Object evaluateCall(Statement.CallBlock block, Frame frame) {
        try {
            return call(block.call(), frame, new MacroValue(this, frame, block.caller()));
        } catch (PyError error) {
            throw RenderErrors.located(
                    error, source(), block.call().start(), block.call().end());
        }
    }

    private Object blockFilter(Expression.FilterCall filter, String text, Frame frame) {
        try {
            return filtered(filter, frame, text);
        } catch (PyError error) {
            throw RenderErrors.located(error, source(), filter.start(), filter.end());
        }
    }

    private Flow branches(Statement.If statement, Frame frame, Output out) {
        List<Statement.Branch> branches = statement.branches();
        for (int i = 0; i < branches.size(); i++) {
            if (Values.truth(evaluate(branches.get(i).test(), frame))) {
                return flow(branches.get(i).body(), frame, out);
            }
        }
        return flow(statement.otherwise(), frame, out);
    }

    private Flow filterBlock(Statement.FilterBlock block, Frame frame, Output out) {
        frame.enter(block.scope());
        String text;
        try (Output inner = Output.text(stack())) {
            Flow flow = flow(block.body(), frame, inner);
            if (flow != Flow.ON) {
                return flow;
            }
            text = inner.toString();
        }
        out.print(blockFilter(block.filter(), text, frame));
        return Flow.ON;
    }

    private Flow setBlock(Statement.SetBlock set, Frame frame) {
        frame.enter(set.scope());
        String text;
        try (Output out = Output.text(stack())) {
            Flow flow = flow(set.body(), frame, out);
            if (flow != Flow.ON) {
                return flow;
            }
            text = out.toString();
        }
        Object value = set.filter().isPresent() && set.filter().get() instanceof Expression.FilterCall filter
                ? blockFilter(filter, text, frame)
                : text;
        if (set.target() instanceof Expression.NamespaceTarget item) {
            assignItem(item, value, frame);
        } else {
            assign(set.target(), value, frame);
        }
        return Flow.ON;
    }

    private Flow with(Statement.With with, Frame frame, Output out) {
        Object[] values = new Object[with.values().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = evaluate(with.values().get(i), frame);
        }
        frame.enter(with.scope());
        for (int i = 0; i < values.length; i++) {
            assign(with.targets().get(i), values[i], frame);
        }
        return flow(with.body(), frame, out);
    }

    // ---- loops

    private Flow loop(Statement.For loop, Frame frame, Output out) {
        Object items = evaluate(loop.items(), frame);
        if (!loop.recursive()) {
            return walk(loop, frame, frame, items, 0, out);
        }
        recurse(loop, frame, items, 0, out);
        return Flow.ON;
    }

    /** One level of a recursive loop, in a frame of its own. */
    void recurse(Statement.For loop, Frame outer, Object items, int depth, Output out) {
        stack().enter();
        try {
            walk(loop, outer, new Frame(loop.scopes().frameSize(), outer), items, depth, out);
        } finally {
            stack().leave();
        }
    }

    /** What the loop around should do: it belongs to {@code break} in {@code else}. */
    private Flow walk(Statement.For loop, Frame outer, Frame frame, Object items, int depth, Output out) {
        Iterator<Object> all;
        try {
            all = Values.iterate(items);
        } catch (PyError error) {
            throw RenderErrors.located(
                    error, source(), loop.items().start(), loop.items().end());
        }
        Iterator<Object> passing =
                loop.filter().isPresent() ? new Filtered(loop, loop.filter().get(), frame, all) : all;
        boolean any;
        try {
            any = loop.scopes().loopSlot() >= 0
                    ? extendedLoop(
                            loop, outer, frame, passing, loop.filter().isPresent() ? -1 : lengthOf(items), depth, out)
                    : plainLoop(loop, frame, passing, out);
        } catch (PyError error) {
            // Items that are made as they are asked for fail here.
            throw RenderErrors.located(
                    error, source(), loop.items().start(), loop.items().end());
        }
        if (!any && !loop.otherwise().isEmpty()) {
            frame.enter(loop.scopes().otherwise());
            return flow(loop.otherwise(), frame, out);
        }
        return Flow.ON;
    }

    private static int lengthOf(Object items) {
        return items instanceof dev.weir.jinja.value.PyIterator ? -1 : Values.lengthOrNone(items);
    }

    /** Whether any turn came to its end: one that breaks off or continues early does not keep {@code else} away. */
    private boolean plainLoop(Statement.For loop, Frame frame, Iterator<Object> items, Output out) {
        boolean any = false;
        while (items.hasNext()) {
            assign(loop.target(), items.next(), frame);
            frame.enter(loop.scopes().body());
            Flow flow = flow(loop.body(), frame, out);
            if (flow == Flow.BREAK) {
                break;
            }
            any |= flow == Flow.ON;
            stopWhenInterrupted(loop);
        }
        return any;
    }

    private boolean extendedLoop(
            Statement.For loop, Frame outer, Frame frame, Iterator<Object> items, int length, int depth, Output out) {
        LoopValue state = new LoopValue(this, loop, outer, items, length, depth);
        boolean any = false;
        while (state.hasNext()) {
            assign(loop.target(), state.next(), frame);
            frame.slots[loop.scopes().loopSlot()] = state;
            frame.enter(loop.scopes().body());
            Flow flow = flow(loop.body(), frame, out);
            if (flow == Flow.BREAK) {
                break;
            }
            any |= flow == Flow.ON;
            stopWhenInterrupted(loop);
        }
        return any;
    }

    private void stopWhenInterrupted(Statement.For loop) {
        try {
            Limits.stopWhenInterrupted();
        } catch (PyError interruption) {
            throw RenderErrors.located(interruption, source(), loop.start(), loop.start());
        }
    }

    /** The items of a loop that pass its filter, tested one by one as they are asked for. */
    private final class Filtered implements Iterator<Object> {
        private final Statement.For loop;
        private final Expression filter;
        private final Frame frame;
        private final Iterator<Object> items;
        private @Nullable Object ready;

        Filtered(Statement.For loop, Expression filter, Frame frame, Iterator<Object> items) {
            this.loop = loop;
            this.filter = filter;
            this.frame = frame;
            this.items = items;
        }

        @Override
        public boolean hasNext() {
            while (ready == null && items.hasNext()) {
                Object item = items.next();
                stopWhenInterrupted(loop);
                assign(loop.scopes().filterTarget(), item, frame);
                frame.enter(loop.scopes().filter());
                if (Values.truth(evaluate(filter, frame))) {
                    ready = item;
                }
            }
            return ready != null;
        }

        @Override
        public Object next() {
            Object item = hasNext() ? ready : null;
            if (item == null) {
                throw new NoSuchElementException();
            }
            ready = null;
            return item;
        }
    }

    // ---- assignment

    private void assign(Expression target, Object value, Frame frame) {
        if (target instanceof Name name) {
            store(name, value, frame);
            return;
        }
        switch (target) {
            case Name name -> store(name, value, frame);
            case Expression.TupleLiteral tuple -> unpack(tuple, value, frame);
            case Expression.NamespaceTarget namespace -> {
                if (evaluate(namespace.namespace(), frame) instanceof Namespace holder) {
                    holder.set(namespace.name(), value);
                } else {
                    throw noNamespace(target);
                }
            }
            default -> throw new IllegalStateException("not a target: " + target);
        }
    }

    /** Before the value is worked out, whether each attribute that will be set is one of a namespace. */
    private void checkNamespaces(Expression target, Frame frame) {
        if (target instanceof Expression.TupleLiteral tuple) {
            for (Expression item : tuple.items()) {
                checkNamespaces(item, frame);
            }
        } else if (target instanceof Expression.NamespaceTarget namespace
                && !(evaluate(namespace.namespace(), frame) instanceof Namespace)) {
            throw noNamespace(target);
        }
    }

    private RuntimeException noNamespace(Expression target) {
        return located(new PyError("TemplateRuntimeError", "cannot assign attribute on non-namespace object"), target);
    }

    /** What the set block of an attribute does: where Jinja checks nothing, it is an item of whatever stands there. */
    private void assignItem(Expression.NamespaceTarget target, Object value, Frame frame) {
        switch (evaluate(target.namespace(), frame)) {
            case Namespace holder -> holder.set(target.name(), value);
            case PyDict dict -> dict.put(target.name(), value);
            case PyList _ -> throw located(PyError.type("list indices must be integers or slices, not str"), target);
            case Undefined _ ->
                throw located(PyError.type("'_MissingType' object does not support item assignment"), target);
            case Object other ->
                throw located(
                        PyError.type("'" + Values.typeName(other) + "' object does not support item assignment"),
                        target);
        }
    }

    private static void store(Name name, Object value, Frame frame) {
        frame.at(name.depth()).slots[name.slot()] = value;
    }

    private void unpack(Expression.TupleLiteral target, Object value, Frame frame) {
        List<Expression> targets = target.items();
        if (value instanceof PyTuple tuple && tuple.size() == targets.size()) {
            for (int i = 0; i < targets.size(); i++) {
                assign(targets.get(i), tuple.get(i), frame);
            }
            return;
        }
        if (!Values.iterable(value)) {
            throw located(PyError.type("cannot unpack non-iterable " + Values.typeName(value) + " object"), target);
        }
        PyList items = new PyList();
        for (Iterator<Object> all = Values.iterate(value); all.hasNext() && items.size() <= targets.size(); ) {
            items.add(all.next());
        }
        if (items.size() > targets.size()) {
            throw located(PyError.value("too many values to unpack (expected " + targets.size() + ")"), target);
        }
        if (items.size() < targets.size()) {
            throw located(
                    PyError.value(
                            "not enough values to unpack (expected " + targets.size() + ", got " + items.size() + ")"),
                    target);
        }
        for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), items.get(i), frame);
        }
    }

    private RuntimeException located(PyError error, Expression at) {
        return RenderErrors.located(error, source(), at.start(), at.end());
    }

    /** Calls a macro of this template from outside. */
    Object callMacro(MacroDefinition macro, Frame frame, Arguments arguments) {
        return new MacroValue(this, frame, macro.tree()).call(arguments);
    }
}
