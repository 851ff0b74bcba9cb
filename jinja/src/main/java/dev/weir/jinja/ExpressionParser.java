package dev.weir.jinja;

import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.value.None;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens ⇒ expressions, with Jinja2's grammar and precedence. Longer than most: it is one grammar. */
final class ExpressionParser {
    private final TokenStream tokens;
    private final Syntax syntax;
    private boolean readsVarargs;
    private boolean readsKwargs;
    private boolean readsCaller;
    private boolean readsLoop;

    ExpressionParser(TokenStream tokens, Syntax syntax) {
        this.tokens = tokens;
        this.syntax = syntax;
    }

    /** Which of the names with a meaning of their own have been read since the marks were last set. */
    record Marks(boolean varargs, boolean kwargs, boolean caller, boolean loop) {
        static final Marks NONE = new Marks(false, false, false, false);
    }

    /** Sets the marks and gives back what they were. */
    Marks exchange(Marks marks) {
        Marks before = new Marks(readsVarargs, readsKwargs, readsCaller, readsLoop);
        readsVarargs = marks.varargs;
        readsKwargs = marks.kwargs;
        readsCaller = marks.caller;
        readsLoop = marks.loop;
        return before;
    }

    Expression expression() {
        return conditional();
    }

    private Expression conditional() {
        Expression value = or();
        while (tokens.current().isName("if")) {
            int offset = tokens.take().start();
            Expression condition = or();
            Optional<Expression> otherwise = tokens.skipName("else") ? Optional.of(conditional()) : Optional.empty();
            value = new Expression.Conditional(offset, condition, value, otherwise);
        }
        return value;
    }

    private Expression or() {
        Expression left = and();
        while (tokens.current().isName("or")) {
            int offset = tokens.take().start();
            left = new Expression.Or(offset, left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.current().isName("and")) {
            int offset = tokens.take().start();
            left = new Expression.And(offset, left, not());
        }
        return left;
    }

    private Expression not() {
        if (tokens.current().isName("not")) {
            int offset = tokens.take().start();
            return new Expression.Not(offset, not());
        }
        return compare();
    }

    private Expression compare() {
        int offset = tokens.current().start();
        Expression first = sum();
        List<Expression.Comparator> operators = new ArrayList<>(1);
        List<Expression> operands = new ArrayList<>(1);
        for (Expression.Comparator operator = comparator(); operator != null; operator = comparator()) {
            operators.add(operator);
            operands.add(sum());
        }
        return operators.isEmpty() ? first : new Expression.Compare(offset, first, operators, operands);
    }

    private Expression.@Nullable Comparator comparator() {
        Token token = tokens.current();
        if (token.kind() == Token.Kind.NAME) {
            if (token.text().equals("in")) {
                tokens.take();
                return Expression.Comparator.IN;
            }
            if (token.text().equals("not")) {
                tokens.take();
                tokens.expectName("in");
                return Expression.Comparator.NOT_IN;
            }
            return null;
        }
        if (token.kind() != Token.Kind.OPERATOR) {
            return null;
        }
        Expression.Comparator found =
                switch (token.text()) {
                    case "==" -> Expression.Comparator.EQUAL;
                    case "!=" -> Expression.Comparator.NOT_EQUAL;
                    case "<" -> Expression.Comparator.LESS;
                    case "<=" -> Expression.Comparator.LESS_OR_EQUAL;
                    case ">" -> Expression.Comparator.GREATER;
                    case ">=" -> Expression.Comparator.GREATER_OR_EQUAL;
                    default -> null;
                };
        if (found != null) {
            tokens.take();
        }
        return found;
    }

    private Expression sum() {
        Expression left = concat();
        while (true) {
            Token token = tokens.current();
            if (token.isOperator("+")) {
                tokens.take();
                left = new Expression.Binary(token.start(), Expression.Operator.ADD, left, concat());
            } else if (token.isOperator("-")) {
                tokens.take();
                left = new Expression.Binary(token.start(), Expression.Operator.SUBTRACT, left, concat());
            } else {
                return left;
            }
        }
    }

    private Expression concat() {
        int offset = tokens.current().start();
        Expression first = product();
        if (!tokens.current().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>();
        parts.add(first);
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Expression.Concat(offset, parts);
    }

    private Expression product() {
        Expression left = power();
        while (true) {
            Token token = tokens.current();
            Expression.Operator operator = token.kind() != Token.Kind.OPERATOR
                    ? null
                    : switch (token.text()) {
                        case "*" -> Expression.Operator.MULTIPLY;
                        case "/" -> Expression.Operator.DIVIDE;
                        case "//" -> Expression.Operator.FLOOR_DIVIDE;
                        case "%" -> Expression.Operator.MODULO;
                        default -> null;
                    };
            if (operator == null) {
                return left;
            }
            tokens.take();
            left = new Expression.Binary(token.start(), operator, left, power());
        }
    }

    /** Jinja binds powers to the left. */
    private Expression power() {
        Expression left = unary(true);
        while (tokens.current().isOperator("**")) {
            int offset = tokens.take().start();
            left = new Expression.Binary(offset, Expression.Operator.POWER, left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        Token token = tokens.current();
        Expression value;
        if (token.isOperator("-")) {
            tokens.take();
            value = new Expression.Negative(token.start(), unary(false));
        } else if (token.isOperator("+")) {
            tokens.take();
            value = new Expression.Positive(token.start(), unary(false));
        } else {
            value = primary();
        }
        value = postfix(value);
        return withFilters ? filters(value) : value;
    }

    private Expression primary() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> {
                tokens.take();
                yield named(token);
            }
            case STRING -> {
                tokens.take();
                if (tokens.current().kind() != Token.Kind.STRING) {
                    yield new Expression.Constant(token.start(), token.text());
                }
                StringBuilder joined = new StringBuilder(token.text());
                while (tokens.current().kind() == Token.Kind.STRING) {
                    joined.append(tokens.take().text());
                }
                yield new Expression.Constant(token.start(), joined.toString());
            }
            case INTEGER, FLOAT -> {
                tokens.take();
                yield new Expression.Constant(token.start(), token.value());
            }
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> {
                        tokens.take();
                        Expression inner = tuple(true, true);
                        tokens.expectOperator(")");
                        yield inner;
                    }
                    case "[" -> list();
                    case "{" -> dict();
                    default -> throw tokens.fail("unexpected '" + token.text() + "'");
                };
            case DATA, OUTPUT_BEGIN, OUTPUT_END, BLOCK_BEGIN, BLOCK_END ->
                throw tokens.fail("unexpected '" + token.described() + "'");
            case END -> throw tokens.fail("unexpected 'end of template'");
        };
    }

    private Expression named(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expression.Constant(token.start(), true);
            case "false", "False" -> new Expression.Constant(token.start(), false);
            case "none", "None" -> new Expression.Constant(token.start(), None.NONE);
            case String name -> {
                mark(name);
                yield new Expression.Name(token.start(), name);
            }
        };
    }

    private void mark(String name) {
        switch (name) {
            case "varargs" -> readsVarargs = true;
            case "kwargs" -> readsKwargs = true;
            case "caller" -> readsCaller = true;
            case "loop" -> readsLoop = true;
            default -> {}
        }
    }

    /**
     * One expression, or several as a tuple.
     *
     * @param conditionals whether {@code a if b} may stand in it; a {@code for} takes that for its own
     * @param parenthesised whether nothing at all is an empty tuple
     */
    Expression tuple(boolean conditionals, boolean parenthesised) {
        int offset = tokens.current().start();
        List<Expression> items = new ArrayList<>();
        boolean isTuple = false;
        while (true) {
            if (!items.isEmpty()) {
                if (!tokens.skipOperator(",")) {
                    break;
                }
                isTuple = true;
            }
            if (tupleEnds()) {
                break;
            }
            items.add(conditionals ? conditional() : or());
        }
        if (!isTuple) {
            if (!items.isEmpty()) {
                return items.getFirst();
            }
            if (!parenthesised) {
                throw tokens.fail("Expected an expression, got '" + tokens.current().described() + "'");
            }
        }
        return new Expression.TupleOf(offset, items);
    }

    private boolean tupleEnds() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case OUTPUT_END, BLOCK_END -> true;
            case OPERATOR -> token.text().equals(")");
            case NAME -> token.text().equals("recursive") || token.text().equals("in");
            case DATA, OUTPUT_BEGIN, BLOCK_BEGIN, STRING, INTEGER, FLOAT, END -> false;
        };
    }

    private Expression list() {
        int offset = tokens.take().start();
        List<Expression> items = new ArrayList<>();
        while (!tokens.current().isOperator("]")) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
            }
            if (tokens.current().isOperator("]")) {
                break;
            }
            items.add(conditional());
        }
        tokens.expectOperator("]");
        return new Expression.ListOf(offset, items);
    }

    private Expression dict() {
        int offset = tokens.take().start();
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().isOperator("}")) {
            if (!keys.isEmpty()) {
                tokens.expectOperator(",");
            }
            if (tokens.current().isOperator("}")) {
                break;
            }
            keys.add(conditional());
            tokens.expectOperator(":");
            values.add(conditional());
        }
        tokens.expectOperator("}");
        return new Expression.DictOf(offset, keys, values);
    }

    private Expression postfix(Expression start) {
        Expression value = start;
        while (tokens.current().kind() == Token.Kind.OPERATOR) {
            switch (tokens.current().text()) {
                case ".", "[" -> value = subscript(value);
                case "(" -> value = call(value);
                default -> {
                    return value;
                }
            }
        }
        return value;
    }

    private Expression filters(Expression start) {
        Expression value = start;
        while (true) {
            Token token = tokens.current();
            if (token.isOperator("|")) {
                tokens.take();
                value = filter(value);
            } else if (token.isName("is")) {
                tokens.take();
                value = test(value);
            } else if (token.isOperator("(")) {
                value = call(value);
            } else {
                return value;
            }
        }
    }

    /** What follows a {@code |}. */
    Expression.Filter filter(Expression value) {
        Token name = dottedName();
        if (!syntax.hasFilter(name.text())) {
            throw TemplateErrors.syntax(
                    tokens.source(), name.start(), name.end(), "No filter named '" + name.text() + "'.");
        }
        return new Expression.Filter(name.start(), value, name.text(), optionalArguments());
    }

    private CallArguments optionalArguments() {
        return tokens.current().isOperator("(") ? arguments() : CallArguments.NONE;
    }

    private Token dottedName() {
        Token first = tokens.expect(Token.Kind.NAME);
        if (!tokens.current().isOperator(".")) {
            return first;
        }
        StringBuilder name = new StringBuilder(first.text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Token.Kind.NAME).text());
        }
        return new Token(Token.Kind.NAME, name.toString(), name.toString(), first.start(), tokens.lastEnd());
    }

    private Expression test(Expression value) {
        boolean negated = tokens.skipName("not");
        Token name = dottedName();
        if (!syntax.hasTest(name.text())) {
            throw TemplateErrors.syntax(
                    tokens.source(), name.start(), name.end(), "No test named '" + name.text() + "'.");
        }
        CallArguments arguments = CallArguments.NONE;
        Token next = tokens.current();
        if (next.isOperator("(")) {
            arguments = arguments();
        } else if (startsTestArgument(next)) {
            if (next.isName("is")) {
                throw tokens.fail("You cannot chain multiple tests with is");
            }
            arguments = new CallArguments(
                    List.of(postfix(primary())), List.of(), List.of(), Optional.empty(), Optional.empty());
        }
        Expression test = new Expression.Test(name.start(), value, name.text(), arguments);
        return negated ? new Expression.Not(name.start(), test) : test;
    }

    private static boolean startsTestArgument(Token token) {
        return switch (token.kind()) {
            case NAME -> !token.text().equals("else") && !token.text().equals("or") && !token.text().equals("and");
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            case DATA, OUTPUT_BEGIN, OUTPUT_END, BLOCK_BEGIN, BLOCK_END, END -> false;
        };
    }

    private Expression subscript(Expression target) {
        Token opening = tokens.take();
        if (opening.text().equals(".")) {
            Token name = tokens.take();
            return switch (name.kind()) {
                case NAME -> new Expression.Attribute(name.start(), target, name.text());
                case INTEGER ->
                    new Expression.Item(name.start(), target, new Expression.Constant(name.start(), name.value()));
                case FLOAT, STRING, OPERATOR, DATA, OUTPUT_BEGIN, OUTPUT_END, BLOCK_BEGIN, BLOCK_END, END ->
                    throw TemplateErrors.syntax(tokens.source(), name.start(), name.end(), "expected name or number");
            };
        }
        List<Expression> keys = new ArrayList<>(1);
        Expression sliced = null;
        while (!tokens.current().isOperator("]")) {
            if (!keys.isEmpty() || sliced != null) {
                tokens.expectOperator(",");
            }
            Optional<Expression> start =
                    tokens.current().isOperator(":") ? Optional.empty() : Optional.of(conditional());
            if (tokens.current().isOperator(":")) {
                sliced = slice(opening.start(), target, start);
            } else {
                keys.add(start.orElseThrow());
            }
        }
        tokens.expectOperator("]");
        if (sliced != null) {
            return sliced;
        }
        if (keys.isEmpty()) {
            throw tokens.fail("expected subscript expression");
        }
        Expression key = keys.size() == 1 ? keys.getFirst() : new Expression.TupleOf(opening.start(), keys);
        return new Expression.Item(opening.start(), target, key);
    }

    private Expression slice(int offset, Expression target, Optional<Expression> start) {
        tokens.expectOperator(":");
        Optional<Expression> stop = slicePart();
        Optional<Expression> step = tokens.skipOperator(":") ? slicePart() : Optional.empty();
        return new Expression.SliceOf(offset, target, start, stop, step);
    }

    private Optional<Expression> slicePart() {
        Token token = tokens.current();
        boolean ends = token.isOperator("]") || token.isOperator(":") || token.isOperator(",");
        return ends ? Optional.empty() : Optional.of(conditional());
    }

    private Expression call(Expression callee) {
        return new Expression.Call(callee.offset(), callee, arguments());
    }

    private CallArguments arguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<String> keywords = new ArrayList<>(0);
        List<Expression> values = new ArrayList<>(0);
        Expression rest = null;
        Expression keywordRest = null;
        boolean first = true;
        while (!tokens.current().isOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.current().isOperator(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.current().isOperator("*")) {
                refuse(rest != null || keywordRest != null);
                tokens.take();
                rest = conditional();
            } else if (tokens.current().isOperator("**")) {
                refuse(keywordRest != null);
                tokens.take();
                keywordRest = conditional();
            } else {
                Expression value = conditional();
                if (value instanceof Expression.Name name && tokens.current().isOperator("=")) {
                    refuse(keywordRest != null);
                    tokens.take();
                    keywords.add(name.name());
                    values.add(conditional());
                } else {
                    refuse(rest != null || keywordRest != null || !keywords.isEmpty());
                    positional.add(value);
                }
            }
        }
        tokens.expectOperator(")");
        return new CallArguments(
                positional, keywords, values, Optional.ofNullable(rest), Optional.ofNullable(keywordRest));
    }

    private void refuse(boolean misplaced) {
        if (misplaced) {
            throw tokens.fail("invalid syntax for function call expression");
        }
    }
}
