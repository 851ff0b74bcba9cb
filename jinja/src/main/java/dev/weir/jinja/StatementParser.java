package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.LoopScopes;
import dev.weir.jinja.tree.Macro;
import dev.weir.jinja.tree.Name;
import dev.weir.jinja.tree.Scope;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.value.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns tokens into statements. Source: Jinja docs, "List of Control Structures"; recorded cases for the errors. */
final class StatementParser {
    private static final String[] NO_END = {};

    /** The parameters of a macro; the defaults belong to the last of them. */
    record Signature(List<Name> parameters, List<Expression> defaults) {
        static final Signature EMPTY = new Signature(List.of(), List.of());
    }

    private final TokenStream stream;
    private final Syntax syntax;
    private final ExpressionParser expressions;
    private final Deque<String> openTags = new ArrayDeque<>();
    private final Deque<String[]> endTags = new ArrayDeque<>();

    StatementParser(SourceText source, Lexer lexer, Syntax syntax) {
        stream = new TokenStream(source, lexer);
        this.syntax = syntax;
        expressions = new ExpressionParser(stream, syntax);
    }

    ExpressionParser expressions() {
        return expressions;
    }

    /** Everything up to the end of the template. */
    List<Statement> template() {
        return List.copyOf(sequence(NO_END));
    }

    private List<Statement> sequence(String[] ends) {
        List<Statement> body = new ArrayList<>();
        if (ends.length > 0) {
            endTags.push(ends);
        }
        try {
            while (true) {
                Token token = stream.current();
                switch (token.kind()) {
                    case DATA -> {
                        stream.next();
                        body.add(new Statement.Text(token.start(), token.end(), token.text()));
                    }
                    case VARIABLE_BEGIN -> {
                        stream.next();
                        Expression value = expressions.tuple();
                        Token end = stream.expect(TokenKind.VARIABLE_END);
                        body.add(new Statement.Print(token.start(), end.end(), value));
                    }
                    case BLOCK_BEGIN -> {
                        stream.next();
                        if (atAnyName(ends)) {
                            return body;
                        }
                        Statement statement = statement(token.start());
                        if (statement != null) {
                            body.add(statement);
                        }
                        stream.expect(TokenKind.BLOCK_END);
                    }
                    case EOF -> {
                        return body;
                    }
                    default -> throw stream.fail("internal parsing error");
                }
            }
        } finally {
            if (ends.length > 0) {
                endTags.pop();
            }
        }
    }

    private boolean atAnyName(String[] names) {
        for (String name : names) {
            if (stream.atName(name)) {
                return true;
            }
        }
        return false;
    }

    /** A body up to one of the closing words, at which it stops. */
    private List<Statement> bodyUntil(String... ends) {
        stream.skipIf(TokenKind.COLON);
        stream.expect(TokenKind.BLOCK_END);
        List<Statement> body = sequence(ends);
        if (stream.at(TokenKind.EOF)) {
            endTags.push(ends);
            throw unknownTag(null, stream.current());
        }
        return List.copyOf(body);
    }

    /** A body up to a closing word, which is read too. */
    List<Statement> statements(String end) {
        List<Statement> body = bodyUntil(end);
        stream.next();
        return body;
    }

    private @Nullable Statement statement(int start) {
        Token token = stream.current();
        if (token.kind() != TokenKind.NAME) {
            throw stream.fail("tag name expected");
        }
        stream.deeper();
        openTags.push(token.text());
        boolean closed = true;
        try {
            Statement statement = named(start, token);
            if (statement == null) {
                closed = false;
                openTags.pop();
                throw unknownTag(token.text(), token);
            }
            stream.shallower();
            return statement;
        } finally {
            if (closed) {
                openTags.pop();
            }
        }
    }

    private @Nullable Statement named(int start, Token token) {
        StatementTag tag = syntax.tag(token.text());
        if (tag != null) {
            stream.next();
            return registered(start, tag);
        }
        return switch (token.text()) {
            case "if" -> branches(start);
            case "for" -> loop(start);
            case "set" -> assignment(start);
            case "macro" -> macro(start);
            case "call" -> callBlock(start);
            case "filter" -> filterBlock(start);
            case "do" -> {
                stream.next();
                Expression value = expressions.tuple();
                yield new Statement.Do(start, stream.lastEnd(), value);
            }
            case "with" -> with(start);
            case "break" -> {
                stream.next();
                yield new Statement.Break(start, stream.lastEnd());
            }
            case "continue" -> {
                stream.next();
                yield new Statement.Continue(start, stream.lastEnd());
            }
            case "print" -> prints(start);
            case "block" -> block(start);
            case "include", "import", "from", "extends" ->
                throw SyntaxErrors.at(
                        stream.source(),
                        token.start(),
                        token.end(),
                        "no loader for this environment specified",
                        "Templates cannot " + (token.text().equals("from") ? "import" : token.text())
                                + " other templates; call a macro instead.");
            case "autoescape" ->
                throw SyntaxErrors.at(
                        stream.source(),
                        token.start(),
                        token.end(),
                        "the tag 'autoescape' is not supported",
                        "Use the filter \"escape\" where HTML is written.");
            default -> null;
        };
    }

    // ---- errors about tags

    private WeirException unknownTag(@Nullable String name, Token at) {
        StringBuilder message = new StringBuilder(
                name == null ? "Unexpected end of template." : "Encountered unknown tag " + Values.repr(name) + ".");
        String[] looking = endTags.peek();
        if (looking != null) {
            StringBuilder wanted = new StringBuilder();
            for (String end : looking) {
                wanted.append(wanted.isEmpty() ? "" : " or ").append(Values.repr(end));
            }
            message.append(
                    name != null && isEndOfOpenTag(name)
                            ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for "
                            : " Jinja was looking for the following tags: ");
            message.append(wanted).append('.');
        }
        String innermost = openTags.peek();
        if (innermost != null) {
            message.append(" The innermost block that needs to be closed is ")
                    .append(Values.repr(innermost))
                    .append('.');
        }
        return stream.fail(message.toString(), at);
    }

    private boolean isEndOfOpenTag(String name) {
        for (String[] ends : endTags) {
            for (String end : ends) {
                if (end.equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    // ---- the tags

    private Statement branches(int start) {
        List<Statement.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        while (true) {
            stream.next();
            Expression test = expressions.tupleWithoutConditional();
            branches.add(new Statement.Branch(test, bodyUntil("elif", "else", "endif")));
            if (stream.atName("elif")) {
                continue;
            }
            if (stream.next().text().equals("else")) {
                otherwise = statements("endif");
            }
            return new Statement.If(start, stream.lastEnd(), List.copyOf(branches), otherwise);
        }
    }

    private Statement loop(int start) {
        stream.next();
        Expression target = expressions.assignmentTarget(false);
        stream.expectName("in");
        Expression items = expressions.tupleWithoutConditional();
        Optional<Expression> filter =
                stream.skipIfName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        boolean recursive = stream.skipIfName("recursive");
        List<Statement> body = bodyUntil("endfor", "else");
        List<Statement> otherwise = stream.next().text().equals("endfor") ? List.of() : statements("endfor");
        return new Statement.For(
                start, stream.lastEnd(), target, items, filter, recursive, body, otherwise, new LoopScopes());
    }

    private Statement assignment(int start) {
        stream.next();
        Expression target = expressions.assignmentTarget(true);
        if (stream.skipIf(TokenKind.ASSIGN)) {
            Expression value = expressions.tuple();
            return new Statement.Set(start, stream.lastEnd(), target, value);
        }
        Optional<Expression> filter = Optional.ofNullable(expressions.blockFilters(false));
        List<Statement> body = statements("endset");
        return new Statement.SetBlock(start, stream.lastEnd(), target, filter, body, new Scope());
    }

    private Statement macro(int start) {
        stream.next();
        String name = expressions.name().name();
        return define(start, "macro", name, signature(), "endmacro");
    }

    /** The rest of a tag that defines a macro, from the end of its head. */
    Statement define(int start, String tag, String name, Signature signature, String... endTags) {
        int headEnd = stream.lastEnd();
        List<Statement> body = bodyUntil(endTags);
        stream.next();
        if (!stream.at(TokenKind.BLOCK_END)) {
            stream.expect(TokenKind.BLOCK_END);
        }
        int end = stream.current().end();
        String bound = (syntax.macroPrefix() + name).intern();
        Macro macro = new Macro(start, end, tag, name, signature.parameters(), signature.defaults(), body);
        macro.close(closeOf(end), bound);
        return new Statement.Define(start, end, new Name(start, headEnd, bound), macro);
    }

    /** A closing tag that strips ends where its bracket does, not behind the white space it takes away. */
    private int closeOf(int end) {
        String text = stream.source().text();
        int i = end;
        while (i > 0 && text.charAt(i - 1) != '}') {
            i--;
        }
        return i;
    }

    Signature signature() {
        stream.expect(TokenKind.LPAREN);
        List<Name> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        while (!stream.at(TokenKind.RPAREN)) {
            if (!parameters.isEmpty()) {
                stream.expect(TokenKind.COMMA);
            }
            Name parameter = expressions.name();
            if (stream.skipIf(TokenKind.COLON)) {
                skipType();
            }
            if (stream.skipIf(TokenKind.ASSIGN)) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw stream.fail("non-default argument follows default argument");
            }
            parameters.add(parameter);
        }
        stream.expect(TokenKind.RPAREN);
        return new Signature(parameters, defaults);
    }

    /** The type of a parameter, as in {@code x: dict[str, list[int]]}. It has no effect, as in the reference. */
    private void skipType() {
        stream.expect(TokenKind.NAME);
        if (!stream.skipIf(TokenKind.LBRACKET)) {
            return;
        }
        if (!stream.at(TokenKind.RBRACKET)) {
            do {
                skipType();
            } while (stream.skipIf(TokenKind.COMMA));
            if (!stream.at(TokenKind.RBRACKET)) {
                stream.expect(TokenKind.COMMA);
            }
        }
        stream.expect(TokenKind.RBRACKET);
    }

    private Statement registered(int start, StatementTag tag) {
        String name = stream.expect(TokenKind.NAME).text();
        String[] ends = tag.end().toArray(NO_END);
        if (tag.naming().takesParameters()) {
            return define(start, tag.tag(), tag.naming().macroName(name, Map.of()), signature(), ends);
        }
        Map<String, Object> options = new LinkedHashMap<>();
        while (stream.skipIf(TokenKind.COMMA)) {
            String option = stream.expect(TokenKind.NAME).text();
            options.put(option, stream.skipIf(TokenKind.ASSIGN) ? constant(expressions.expression()) : true);
        }
        return define(start, tag.tag(), tag.naming().macroName(name, options), Signature.EMPTY, ends);
    }

    private Object constant(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.ListLiteral list ->
                list.items().stream().map(this::constant).toList();
            default -> throw stream.fail("a constant is expected here", expression.start(), expression.end());
        };
    }

    private Statement callBlock(int start) {
        stream.next();
        Signature signature = stream.at(TokenKind.LPAREN) ? signature() : Signature.EMPTY;
        Expression call = expressions.expression();
        if (!(call instanceof Expression.Call called)) {
            throw stream.fail("expected call", call.start(), call.end());
        }
        List<Statement> body = statements("endcall");
        Macro caller = new Macro(
                start, stream.lastEnd(), "call", "caller", signature.parameters(), signature.defaults(), body);
        return new Statement.CallBlock(start, stream.lastEnd(), called, caller);
    }

    private Statement filterBlock(int start) {
        stream.next();
        Expression.FilterCall filter = expressions.blockFilters(true);
        if (filter == null) {
            throw stream.fail("expected token 'name'");
        }
        List<Statement> body = statements("endfilter");
        return new Statement.FilterBlock(start, stream.lastEnd(), filter, body, new Scope());
    }

    private Statement with(int start) {
        stream.next();
        List<Expression> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!stream.at(TokenKind.BLOCK_END)) {
            if (!targets.isEmpty()) {
                stream.expect(TokenKind.COMMA);
            }
            targets.add(expressions.simpleTarget());
            stream.expect(TokenKind.ASSIGN);
            values.add(expressions.expression());
        }
        List<Statement> body = statements("endwith");
        return new Statement.With(
                start, stream.lastEnd(), List.copyOf(targets), List.copyOf(values), body, new Scope());
    }

    private Statement prints(int start) {
        stream.next();
        List<Statement.Print> printed = new ArrayList<>();
        while (!stream.at(TokenKind.BLOCK_END)) {
            if (!printed.isEmpty()) {
                stream.expect(TokenKind.COMMA);
            }
            Expression value = expressions.expression();
            printed.add(new Statement.Print(value.start(), value.end(), value));
        }
        return new Statement.Prints(start, stream.lastEnd(), List.copyOf(printed));
    }

    private Statement block(int start) {
        stream.next();
        String name = stream.expect(TokenKind.NAME).text();
        stream.skipIfName("scoped");
        stream.skipIfName("required");
        if (stream.at(TokenKind.SUB)) {
            throw stream.fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens,"
                    + " use an underscore instead.");
        }
        List<Statement> body = statements("endblock");
        stream.skipIfName(name);
        return new Statement.Nested(start, stream.lastEnd(), body, new Scope());
    }
}
