package dev.weir.jinja;

import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.filter.BuiltinTests;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Macro;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Resolved;
import dev.weir.jinja.tree.Scope;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.Values;
import java.util.List;

/** Gives every variable of a parsed template its slot, scope by scope from the outside, and refuses unknown filters and tests. */
final class Resolver extends TreeWalk {
    private final SourceText source;
    private final Syntax syntax;
    private Symbols symbols;
    private boolean soft;
    private boolean inLoop;

    private Resolver(SourceText source, Syntax syntax) {
        this.source = source;
        this.syntax = syntax;
        symbols = Symbols.root();
    }

    /** Resolves a template; yields the number of slots of its frame. */
    static int resolve(SourceText source, List<Statement> body, Scope scope, Syntax syntax) {
        Resolver resolver = new Resolver(source, syntax);
        new Analysis(resolver.symbols).statements(body);
        resolver.symbols.bind(scope);
        resolver.statements(body);
        return resolver.symbols.unit().size();
    }

    @Override
    void expression(Expression expression) {
        switch (expression) {
            case Name name -> bind(name);
            case Expression.FilterCall filter -> {
                if (filter.filter().target().isEmpty() && !soft) {
                    throw unknown(filter.filter(), "filter", syntax.filterNames());
                }
                inside(filter);
            }
            case Expression.TestCall test -> {
                if (test.test().target().isEmpty() && !soft) {
                    throw unknown(test.test(), "test", BuiltinTests.NAMES);
                }
                inside(test);
            }
            case Expression.Conditional _ -> {
                boolean before = soft;
                soft = true;
                inside(expression);
                soft = before;
            }
            case Expression.Or or -> {
                expression(or.left());
                unlessCut(or.left(), true, or.right());
            }
            case Expression.And and -> {
                expression(and.left());
                unlessCut(and.left(), false, and.right());
            }
            default -> inside(expression);
        }
    }

    /** A mistake in what Jinja's compiler leaves out is none: what follows a constant that decides already. */
    private void unlessCut(Expression left, boolean cutting, Expression right) {
        try {
            expression(right);
        } catch (WeirException mistake) {
            if (!Constants.decides(left, cutting, source, syntax)) {
                throw mistake;
            }
        }
    }

    private RuntimeException unknown(Resolved<?> at, String kind, List<String> known) {
        String message = "No " + kind + " named " + Values.repr(at.name()) + ".";
        return NearestName.to(at.name(), known)
                .map(near -> SyntaxErrors.at(source, at.start(), at.end(), message, "Did you mean \"" + near + "\"?"))
                .orElseGet(() -> SyntaxErrors.at(source, at.start(), at.end(), message));
    }

    private void bind(Name name) {
        Symbols.Place place = symbols.find(name.name());
        if (place == null) {
            symbols.load(name.name());
            place = symbols.find(name.name());
        }
        if (place != null) {
            name.bind(symbols.distance(place.unit()), place.slot());
        }
    }

    @Override
    void statement(Statement statement) {
        switch (statement) {
            case Statement.Text _, Statement.Print _, Statement.Prints _, Statement.Do _, Statement.Set _ ->
                inside(statement);
            case Statement.If _ -> {
                boolean before = soft;
                soft = true;
                inside(statement);
                soft = before;
            }
            case Statement.For loop -> loop(loop);
            case Statement.SetBlock set -> {
                target(set.target());
                nested(
                        set.body(),
                        set.scope(),
                        set.filter().isPresent() ? List.of(set.filter().get()) : List.of());
            }
            case Statement.Define define -> {
                bind(define.target());
                macroBody(define.macro());
            }
            case Statement.CallBlock block -> {
                macroBody(block.caller());
                expression(block.call());
            }
            case Statement.FilterBlock block -> nested(block.body(), block.scope(), List.of(block.filter()));
            case Statement.With with -> with(with);
            case Statement.Nested nested -> nested(nested.body(), nested.scope(), List.of());
            case Statement.Break _, Statement.Continue _ -> {
                if (!inLoop) {
                    String word = statement instanceof Statement.Break ? "break" : "continue";
                    throw SyntaxErrors.at(
                            source,
                            statement.start(),
                            statement.end(),
                            word.equals("break") ? "'break' outside loop" : "'continue' not properly in loop");
                }
            }
        }
    }

    private void nested(List<Statement> body, Scope scope, List<Expression> within) {
        Symbols around = symbols;
        boolean softBefore = soft;
        symbols = around.inner();
        soft = false;
        Analysis analysis = new Analysis(symbols);
        analysis.expressions(within);
        analysis.statements(body);
        symbols.bind(scope);
        statements(body);
        expressions(within);
        symbols = around;
        soft = softBefore;
    }

    private void with(Statement.With with) {
        expressions(with.values());
        Symbols around = symbols;
        boolean softBefore = soft;
        symbols = around.inner();
        soft = false;
        Analysis analysis = new Analysis(symbols);
        for (Expression target : with.targets()) {
            analysis.parameter(target);
        }
        analysis.statements(with.body());
        symbols.bind(with.scope());
        for (Expression target : with.targets()) {
            target(target);
        }
        statements(with.body());
        symbols = around;
        soft = softBefore;
    }

    /** In the order in which Jinja's compiler looks at the parts, so that the same one of two mistakes is told. */
    private void loop(Statement.For loop) {
        Symbols around = symbols;
        boolean softBefore = soft;
        boolean loopBefore = inLoop;
        Symbols base = loop.recursive() ? around.innerFrame() : around;
        soft = false;
        if (loop.filter().isPresent()) {
            filter(loop, loop.filter().get(), base);
        }
        if (!loop.recursive()) {
            items(loop, softBefore);
        }
        Symbols body = base.inner();
        int loopSlot = loop.recursive() || SpecialNames.wanted("loop", loop.body()) ? body.parameter("loop") : -1;
        if (loopSlot >= 0) {
            refuseLoopAsTarget(loop.target());
        }
        Analysis analysis = new Analysis(body);
        analysis.parameter(loop.target());
        analysis.statements(loop.body());
        body.bind(loop.scopes().body());
        symbols = body;
        inLoop = true;
        target(loop.target());
        statements(loop.body());
        inLoop = loopBefore && !loop.recursive();
        symbols = base.inner();
        new Analysis(symbols).statements(loop.otherwise());
        symbols.bind(loop.scopes().otherwise());
        statements(loop.otherwise());
        symbols = around;
        if (loop.recursive()) {
            items(loop, softBefore);
        }
        soft = softBefore;
        inLoop = loopBefore;
        loop.scopes().bind(loopSlot, loop.recursive() ? base.unit().size() : 0);
    }

    private void items(Statement.For loop, boolean softly) {
        boolean before = soft;
        soft = softly;
        expression(loop.items());
        soft = before;
    }

    /** The filter sees the same targets as the body; they share slots. */
    private void filter(Statement.For loop, Expression filter, Symbols base) {
        Symbols outside = symbols;
        Symbols test = base.inner();
        symbols = test;
        Analysis analysis = new Analysis(test);
        analysis.parameter(loop.target());
        analysis.expression(filter);
        test.bind(loop.scopes().filter());
        loop.scopes().bindFilterTarget(copyOf(loop.target(), test));
        expression(filter);
        symbols = outside;
    }

    private static Expression copyOf(Expression target, Symbols test) {
        return switch (target) {
            case Name name -> {
                Name copy = new Name(name.start(), name.end(), name.name());
                copy.bind(0, test.slot(name.name()));
                yield copy;
            }
            case Expression.TupleLiteral tuple ->
                new Expression.TupleLiteral(
                        tuple.start(),
                        tuple.end(),
                        tuple.items().stream().map(item -> copyOf(item, test)).toList());
            default -> target;
        };
    }

    private void refuseLoopAsTarget(Expression target) {
        switch (target) {
            case Name name -> {
                if (name.name().equals("loop")) {
                    throw SyntaxErrors.at(
                            source,
                            name.start(),
                            name.end(),
                            "Can't assign to special loop variable in for-loop target");
                }
            }
            case Expression.TupleLiteral tuple -> {
                for (Expression item : tuple.items()) {
                    refuseLoopAsTarget(item);
                }
            }
            default -> {}
        }
    }

    private void macroBody(Macro macro) {
        Symbols around = symbols;
        boolean softBefore = soft;
        boolean loopBefore = inLoop;
        soft = false;
        inLoop = false;
        symbols = around.innerFrame();
        Analysis analysis = new Analysis(symbols);
        for (Name parameter : macro.parameters()) {
            analysis.parameter(parameter);
        }
        analysis.expressions(macro.defaults());
        analysis.statements(macro.body());
        int caller = special("caller", macro);
        boolean explicit = caller < 0 && hasParameter(macro, "caller");
        if (explicit && SpecialNames.wanted("caller", macro.body())) {
            int index = indexOf(macro, "caller");
            if (index < macro.parameters().size() - macro.defaults().size()) {
                throw SyntaxErrors.at(
                        source,
                        macro.start(),
                        macro.end(),
                        "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a"
                                + " default.");
            }
        }
        int keywords = special("kwargs", macro);
        int varargs = special("varargs", macro);
        symbols.bind(macro.scope());
        for (Name parameter : macro.parameters()) {
            bind(parameter);
        }
        expressions(macro.defaults());
        statements(macro.body());
        macro.bind(symbols.unit().size(), caller, explicit, keywords, varargs);
        symbols = around;
        soft = softBefore;
        inLoop = loopBefore;
    }

    /** The slot of a name the macro gets on top of its parameters; negative when its body never asks for it. */
    private int special(String name, Macro macro) {
        return !hasParameter(macro, name) && SpecialNames.wanted(name, macro.body()) ? symbols.parameter(name) : -1;
    }

    private static boolean hasParameter(Macro macro, String name) {
        return indexOf(macro, name) >= 0;
    }

    private static int indexOf(Macro macro, String name) {
        for (int i = 0; i < macro.parameters().size(); i++) {
            if (macro.parameters().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
