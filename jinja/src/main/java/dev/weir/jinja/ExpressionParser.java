package dev.weir.jinja;

import dev.weir.base.WeirException;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.filter.TemplateTest;
import dev.weir.jinja.tree.CallArguments;
import dev.weir.jinja.tree.ComparisonOperator;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Operator;
import dev.weir.jinja.tree.Resolved;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns tokens into expressions, with Jinja's grammar and precedences. Source: Jinja docs, "Expressions"; recorded cases. */
final class ExpressionParser {
    private final TokenStream stream;
    private final Syntax syntax;

    ExpressionParser(TokenStream stream, Syntax syntax) {
        this.stream = stream;
        this.syntax = syntax;
    }

    // ---- tuples and targets

    /** An expression, or a tuple of them without parentheses. */
    Expression tuple() {
        return tuple(false, true, false, false);
    }

    /** The same, where {@code if} ends it. */
    Expression tupleWithoutConditional() {
        return tuple(false, false, false, false);
    }

    private Expression tuple(boolean simplified, boolean conditional, boolean parenthesized, boolean withNamespace) {
        int start = stream.current().start();
        List<Expression> items = null;
        Expression first = null;
        while (true) {
            if (first != null && !stream.skipIf(TokenKind.COMMA)) {
                throw notComma();
            }
            if (tupleEnds()) {
                break;
            }
            Expression item = simplified ? target(withNamespace) : conditional ? expression() : or();
            if (first == null) {
                first = item;
            } else {
                if (items == null) {
                    items = new ArrayList<>();
                    items.add(first);
                }
                items.add(item);
            }
            if (!stream.at(TokenKind.COMMA)) {
                if (items == null) {
                    return first;
                }
                return new Expression.TupleLiteral(start, stream.lastEnd(), List.copyOf(items));
            }
        }
        if (first == null) {
            if (!parenthesized) {
                throw stream.fail("Expected an expression, got "
                        + Values.repr(stream.current().words()));
            }
            return new Expression.TupleLiteral(start, stream.lastEnd(), List.of());
        }
        return new Expression.TupleLiteral(
                start, stream.lastEnd(), items == null ? List.of(first) : List.copyOf(items));
    }

    private WeirException notComma() {
        stream.expect(TokenKind.COMMA);
        return stream.fail("expected token ','");
    }

    private boolean tupleEnds() {
        return switch (stream.kind()) {
            case VARIABLE_END, BLOCK_END, RPAREN -> true;
            default -> false;
        };
    }

    private Expression target(boolean withNamespace) {
        if (withNamespace && stream.at(TokenKind.NAME) && stream.look().kind() == TokenKind.DOT) {
            Token name = stream.next();
            stream.next();
            Token attribute = stream.expect(TokenKind.NAME);
            return new Expression.NamespaceTarget(
                    name.start(), attribute.end(), new Name(name.start(), name.end(), name.text()), attribute.text());
        }
        return primary(withNamespace);
    }

    /** What stands left of {@code =} or {@code in}. */
    Expression assignmentTarget(boolean withNamespace) {
        Expression target = tuple(true, true, false, withNamespace);
        refuseUnassignable(target);
        return target;
    }

    /** A single target, as {@code with} has it. */
    Expression simpleTarget() {
        return assignmentTarget(false);
    }

    private void refuseUnassignable(Expression target) {
        switch (target) {
            case Name _, Expression.NamespaceTarget _ -> {}
            case Expression.TupleLiteral tuple -> {
                for (Expression item : tuple.items()) {
                    if (!(item instanceof Name)
                            && !(item instanceof Expression.NamespaceTarget)
                            && !(item instanceof Expression.TupleLiteral nested && assignable(nested))) {
                        throw stream.fail("can't assign to 'tuple'", target.start(), target.end());
                    }
                }
            }
            default -> throw stream.fail("can't assign to '" + kindOf(target) + "'", target.start(), target.end());
        }
    }

    private static boolean assignable(Expression target) {
        return switch (target) {
            case Name _, Expression.NamespaceTarget _ -> true;
            case Expression.TupleLiteral tuple -> {
                for (Expression item : tuple.items()) {
                    if (!assignable(item)) {
                        yield false;
                    }
                }
                yield true;
            }
            default -> false;
        };
    }

    private static String kindOf(Expression target) {
        return switch (target) {
            case Expression.Literal _ -> "const";
            case Expression.ListLiteral _ -> "list";
            case Expression.DictLiteral _ -> "dict";
            case Name _ -> "name";
            case Expression.TupleLiteral _ -> "tuple";
            case Expression.NamespaceTarget _ -> "nsref";
            case Expression.Attribute _ -> "getattr";
            case Expression.Item _, Expression.Slice _ -> "getitem";
            case Expression.Call _ -> "call";
            case Expression.FilterCall _ -> "filter";
            case Expression.TestCall _ -> "test";
            case Expression.Compare _ -> "compare";
            case Expression.And _ -> "and";
            case Expression.Or _ -> "or";
            case Expression.Not _ -> "not";
            case Expression.Negative _ -> "neg";
            case Expression.Positive _ -> "pos";
            case Expression.Concat _ -> "concat";
            case Expression.Conditional _ -> "condexpr";
            case Expression.Binary binary ->
                switch (binary.operator()) {
                    case ADD -> "add";
                    case SUBTRACT -> "sub";
                    case MULTIPLY -> "mul";
                    case DIVIDE -> "div";
                    case FLOOR_DIVIDE -> "floordiv";
                    case MODULO -> "mod";
                    case POWER -> "pow";
                };
            case Expression.Variable _ -> "name";
        };
    }

    /** A name to be assigned. */
    Name name() {
        Token token = stream.expect(TokenKind.NAME);
        switch (token.text()) {
            case "true", "false", "none", "True", "False", "None" -> throw stream.fail("can't assign to 'name'");
            default -> {}
        }
        return new Name(token.start(), token.end(), token.text());
    }

    // ---- by precedence, loosest first

    Expression expression() {
        stream.deeper();
        int start = stream.current().start();
        Expression value = or();
        while (stream.skipIfName("if")) {
            Expression test = or();
            Optional<Expression> otherwise = stream.skipIfName("else") ? Optional.of(expression()) : Optional.empty();
            value = new Expression.Conditional(start, stream.lastEnd(), test, value, otherwise);
        }
        stream.shallower();
        return value;
    }

    Expression or() {
        int start = stream.current().start();
        Expression left = and();
        while (stream.skipIfName("or")) {
            left = new Expression.Or(start, stream.lastEnd(), left, and());
        }
        return left;
    }

    private Expression and() {
        int start = stream.current().start();
        Expression left = not();
        while (stream.skipIfName("and")) {
            left = new Expression.And(start, stream.lastEnd(), left, not());
        }
        return left;
    }

    private Expression not() {
        if (stream.atName("not")) {
            int start = stream.next().start();
            stream.deeper();
            Expression value = not();
            stream.shallower();
            return new Expression.Not(start, stream.lastEnd(), value);
        }
        return compare();
    }

    private Expression compare() {
        int start = stream.current().start();
        Expression first = sum();
        List<Expression.Operand> rest = null;
        for (ComparisonOperator operator = comparison(); operator != null; operator = comparison()) {
            if (rest == null) {
                rest = new ArrayList<>(1);
            }
            rest.add(new Expression.Operand(operator, sum()));
        }
        return rest == null ? first : new Expression.Compare(start, stream.lastEnd(), first, List.copyOf(rest));
    }

    private @Nullable ComparisonOperator comparison() {
        ComparisonOperator operator = switch (stream.kind()) {
            case EQ -> ComparisonOperator.EQUAL;
            case NE -> ComparisonOperator.NOT_EQUAL;
            case LT -> ComparisonOperator.LESS;
            case LTEQ -> ComparisonOperator.LESS_OR_EQUAL;
            case GT -> ComparisonOperator.GREATER;
            case GTEQ -> ComparisonOperator.GREATER_OR_EQUAL;
            case NAME -> {
                if (stream.atName("in")) {
                    yield ComparisonOperator.IN;
                }
                if (stream.atName("not") && stream.look().names("in")) {
                    stream.next();
                    yield ComparisonOperator.NOT_IN;
                }
                yield null;
            }
            default -> null;
        };
        if (operator != null) {
            stream.next();
        }
        return operator;
    }

    private Expression sum() {
        int start = stream.current().start();
        Expression left = concat();
        while (true) {
            Operator operator = switch (stream.kind()) {
                case ADD -> Operator.ADD;
                case SUB -> Operator.SUBTRACT;
                default -> null;
            };
            if (operator == null) {
                return left;
            }
            stream.next();
            Expression right = concat();
            left = new Expression.Binary(start, stream.lastEnd(), operator, left, right);
        }
    }

    private Expression concat() {
        int start = stream.current().start();
        Expression first = product();
        if (!stream.at(TokenKind.TILDE)) {
            return first;
        }
        List<Expression> parts = new ArrayList<>();
        parts.add(first);
        while (stream.skipIf(TokenKind.TILDE)) {
            parts.add(product());
        }
        return new Expression.Concat(start, stream.lastEnd(), List.copyOf(parts));
    }

    private Expression product() {
        int start = stream.current().start();
        Expression left = power();
        while (true) {
            Operator operator = switch (stream.kind()) {
                case MUL -> Operator.MULTIPLY;
                case DIV -> Operator.DIVIDE;
                case FLOORDIV -> Operator.FLOOR_DIVIDE;
                case MOD -> Operator.MODULO;
                default -> null;
            };
            if (operator == null) {
                return left;
            }
            stream.next();
            Expression right = power();
            left = new Expression.Binary(start, stream.lastEnd(), operator, left, right);
        }
    }

    private Expression power() {
        int start = stream.current().start();
        Expression left = unary(true);
        while (stream.skipIf(TokenKind.POW)) {
            Expression right = unary(true);
            left = new Expression.Binary(start, stream.lastEnd(), Operator.POWER, left, right);
        }
        return left;
    }

    private Expression unary(boolean withFilter) {
        int start = stream.current().start();
        Expression value;
        if (stream.skipIf(TokenKind.SUB)) {
            Expression operand = operand();
            value = new Expression.Negative(start, stream.lastEnd(), operand);
        } else if (stream.skipIf(TokenKind.ADD)) {
            Expression operand = operand();
            value = new Expression.Positive(start, stream.lastEnd(), operand);
        } else {
            value = primary(false);
        }
        value = postfix(start, value);
        return withFilter ? filters(start, value) : value;
    }

    private Expression operand() {
        stream.deeper();
        Expression operand = unary(false);
        stream.shallower();
        return operand;
    }

    private Expression primary(boolean withNamespace) {
        Token token = stream.current();
        switch (token.kind()) {
            case NAME -> {
                stream.next();
                return switch (token.text()) {
                    case "true", "True" -> new Expression.Literal(token.start(), token.end(), true);
                    case "false", "False" -> new Expression.Literal(token.start(), token.end(), false);
                    case "none", "None" -> new Expression.Literal(token.start(), token.end(), None.NONE);
                    default -> new Name(token.start(), token.end(), token.text());
                };
            }
            case STRING -> {
                stream.next();
                String value = token.text();
                while (stream.at(TokenKind.STRING)) {
                    value = value.concat(stream.next().text());
                }
                return new Expression.Literal(token.start(), stream.lastEnd(), value);
            }
            case INTEGER, FLOAT -> {
                stream.next();
                return new Expression.Literal(token.start(), token.end(), token.value());
            }
            case LPAREN -> {
                stream.next();
                Expression inner = tuple(false, true, true, withNamespace);
                stream.expect(TokenKind.RPAREN);
                return inner;
            }
            case LBRACKET -> {
                return list();
            }
            case LBRACE -> {
                return dict();
            }
            default -> throw stream.fail("unexpected " + Values.repr(token.words()));
        }
    }

    private Expression list() {
        int start = stream.next().start();
        List<Expression> items = new ArrayList<>();
        while (!stream.at(TokenKind.RBRACKET)) {
            if (!items.isEmpty()) {
                stream.expect(TokenKind.COMMA);
            }
            if (stream.at(TokenKind.RBRACKET)) {
                break;
            }
            items.add(expression());
        }
        stream.expect(TokenKind.RBRACKET);
        return new Expression.ListLiteral(start, stream.lastEnd(), List.copyOf(items));
    }

    private Expression dict() {
        int start = stream.next().start();
        List<Expression> items = new ArrayList<>();
        while (!stream.at(TokenKind.RBRACE)) {
            if (!items.isEmpty()) {
                stream.expect(TokenKind.COMMA);
            }
            if (stream.at(TokenKind.RBRACE)) {
                break;
            }
            items.add(expression());
            stream.expect(TokenKind.COLON);
            items.add(expression());
        }
        stream.expect(TokenKind.RBRACE);
        return new Expression.DictLiteral(start, stream.lastEnd(), List.copyOf(items));
    }

    // ---- what follows a value

    private Expression postfix(int start, Expression value) {
        Expression result = value;
        while (true) {
            switch (stream.kind()) {
                case DOT, LBRACKET -> result = subscript(start, result);
                case LPAREN -> result = call(start, result);
                default -> {
                    return result;
                }
            }
        }
    }

    private Expression filters(int start, Expression value) {
        Expression result = value;
        while (true) {
            if (stream.at(TokenKind.PIPE)) {
                result = filter(start, Optional.of(result));
            } else if (stream.atName("is")) {
                result = test(start, result);
            } else if (stream.at(TokenKind.LPAREN)) {
                result = call(start, result);
            } else {
                return result;
            }
        }
    }

    private Expression subscript(int start, Expression target) {
        if (stream.next().kind() == TokenKind.DOT) {
            Token token = stream.next();
            return switch (token.kind()) {
                case NAME -> new Expression.Attribute(start, token.end(), target, token.text());
                case INTEGER ->
                    new Expression.Item(
                            start,
                            token.end(),
                            target,
                            new Expression.Literal(token.start(), token.end(), token.value()));
                default -> throw stream.fail("expected name or number", token);
            };
        }
        List<Expression> keys = new ArrayList<>(1);
        while (!stream.at(TokenKind.RBRACKET)) {
            if (!keys.isEmpty()) {
                stream.expect(TokenKind.COMMA);
            }
            keys.add(subscribed(start, target));
        }
        int inner = stream.expect(TokenKind.RBRACKET).start();
        if (keys.size() == 1) {
            Expression key = keys.getFirst();
            return key instanceof Expression.Slice slice
                    ? new Expression.Slice(start, stream.lastEnd(), target, slice.from(), slice.to(), slice.step())
                    : new Expression.Item(start, stream.lastEnd(), target, key);
        }
        return new Expression.Item(
                start, stream.lastEnd(), target, new Expression.TupleLiteral(inner, inner, List.copyOf(keys)));
    }

    private Expression subscribed(int start, Expression target) {
        Expression from;
        if (stream.at(TokenKind.COLON)) {
            from = nothing();
        } else {
            from = expression();
            if (!stream.at(TokenKind.COLON)) {
                return from;
            }
        }
        stream.next();
        Expression to = slicePart(true);
        Expression step = stream.skipIf(TokenKind.COLON) ? slicePart(false) : nothing();
        return new Expression.Slice(start, stream.lastEnd(), target, from, to, step);
    }

    private Expression slicePart(boolean colonEnds) {
        return switch (stream.kind()) {
            case RBRACKET, COMMA -> nothing();
            case COLON -> colonEnds ? nothing() : expression();
            default -> expression();
        };
    }

    private Expression nothing() {
        return new Expression.Literal(stream.current().start(), stream.current().start(), None.NONE);
    }

    private Expression call(int start, Expression callee) {
        CallArguments arguments = arguments();
        return new Expression.Call(start, stream.lastEnd(), callee, arguments);
    }

    private CallArguments arguments() {
        Token open = stream.expect(TokenKind.LPAREN);
        if (stream.skipIf(TokenKind.RPAREN)) {
            return CallArguments.NONE;
        }
        List<Expression> positional = new ArrayList<>(2);
        List<String> names = new ArrayList<>(0);
        List<Expression> values = new ArrayList<>(0);
        Expression star = null;
        Expression doubleStar = null;
        boolean comma = false;
        while (!stream.at(TokenKind.RPAREN)) {
            if (comma) {
                stream.expect(TokenKind.COMMA);
                if (stream.at(TokenKind.RPAREN)) {
                    break;
                }
            }
            comma = true;
            if (stream.at(TokenKind.MUL)) {
                ensure(star == null && doubleStar == null, open);
                stream.next();
                star = expression();
            } else if (stream.at(TokenKind.POW)) {
                ensure(doubleStar == null, open);
                stream.next();
                doubleStar = expression();
            } else if (stream.at(TokenKind.NAME) && stream.look().kind() == TokenKind.ASSIGN) {
                ensure(doubleStar == null, open);
                names.add(stream.next().text());
                stream.next();
                values.add(expression());
            } else {
                ensure(star == null && doubleStar == null && names.isEmpty(), open);
                positional.add(expression());
            }
        }
        stream.expect(TokenKind.RPAREN);
        return new CallArguments(
                List.copyOf(positional),
                List.copyOf(names),
                List.copyOf(values),
                Optional.ofNullable(star),
                Optional.ofNullable(doubleStar));
    }

    private void ensure(boolean valid, Token open) {
        if (!valid) {
            throw stream.fail("invalid syntax for function call expression", open);
        }
    }

    private String dottedName() {
        String name = stream.expect(TokenKind.NAME).text();
        while (stream.skipIf(TokenKind.DOT)) {
            name = name + "." + stream.expect(TokenKind.NAME).text();
        }
        return name;
    }

    private Expression filter(int start, Optional<Expression> value) {
        stream.next();
        return namedFilter(start, value);
    }

    private Expression.FilterCall namedFilter(int start, Optional<Expression> value) {
        int at = stream.current().start();
        String name = dottedName();
        var filter = new Resolved<Filter>(name, Optional.ofNullable(syntax.filter(name)), at, stream.lastEnd());
        CallArguments arguments = stream.at(TokenKind.LPAREN) ? arguments() : CallArguments.NONE;
        return new Expression.FilterCall(start, stream.lastEnd(), value, filter, arguments);
    }

    /** The filters of a block; the first may stand without its {@code |}. Null when there are none. */
    Expression.@Nullable FilterCall blockFilters(boolean inline) {
        int start = stream.current().start();
        Expression.FilterCall chain = inline ? namedFilter(start, Optional.empty()) : null;
        while (stream.skipIf(TokenKind.PIPE)) {
            chain = namedFilter(start, Optional.ofNullable(chain));
        }
        return chain;
    }

    private Expression test(int start, Expression value) {
        int at = stream.current().start();
        stream.next();
        boolean negated = stream.skipIfName("not");
        String name = dottedName();
        var found = new Resolved<TemplateTest>(name, Optional.ofNullable(syntax.test(name)), at, stream.lastEnd());
        CallArguments arguments = testArguments();
        Expression test = new Expression.TestCall(start, stream.lastEnd(), value, found, arguments);
        return negated ? new Expression.Not(start, stream.lastEnd(), test) : test;
    }

    private CallArguments testArguments() {
        switch (stream.kind()) {
            case LPAREN -> {
                return arguments();
            }
            case NAME, STRING, INTEGER, FLOAT, LBRACKET, LBRACE -> {
                if (stream.atName("else") || stream.atName("or") || stream.atName("and")) {
                    return CallArguments.NONE;
                }
                if (stream.atName("is")) {
                    throw stream.fail("You cannot chain multiple tests with is");
                }
                int start = stream.current().start();
                Expression argument = postfix(start, primary(false));
                return new CallArguments(List.of(argument), List.of(), List.of(), Optional.empty(), Optional.empty());
            }
            default -> {
                return CallArguments.NONE;
            }
        }
    }
}
