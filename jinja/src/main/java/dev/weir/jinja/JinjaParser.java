package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.Expression;
import dev.weir.jinja.tree.MacroTree;
import dev.weir.jinja.tree.Statement;
import dev.weir.jinja.tree.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Template text ⇒ tree. */
public final class JinjaParser {
    private final TokenStream tokens;
    private final Syntax syntax;
    private final ExpressionParser expressions;
    private final Deque<OpenBlock> open = new ArrayDeque<>();
    private final List<MacroDefinition> macros = new ArrayList<>();
    private int loops;

    private JinjaParser(Lexer lexer, Syntax syntax) {
        this.syntax = syntax;
        tokens = new TokenStream(lexer);
        expressions = new ExpressionParser(tokens, syntax);
    }

    /** A block whose end is awaited, and the tags that would go on with it or end it. */
    private record OpenBlock(String tag, List<String> awaited) {}

    /** Throws {@code JIN-001} with Jinja's message where the text is no template. */
    public static Template parse(SourceText source, Syntax syntax) {
        String text = source.text();
        if (text.indexOf("{{") < 0 && text.indexOf("{%") < 0 && text.indexOf("{#") < 0) {
            String data = text.substring(0, Lexer.trimmedEnd(text)).replace("\r\n", "\n");
            return new Template(source, data.isEmpty() ? List.of() : List.of(new Statement.Text(0, data)), List.of());
        }
        JinjaParser parser = new JinjaParser(new Lexer(source), syntax);
        return new Template(source, parser.statements(List.of()), parser.macros);
    }

    /**
     * Parses one macro block of a file, from its opening tag to its closing one.
     *
     * @param start where the opening tag begins
     */
    public static MacroDefinition parseMacro(SourceText source, int start, int end, Syntax syntax) {
        JinjaParser parser = new JinjaParser(new Lexer(source, start, end), syntax);
        parser.statements(List.of());
        if (parser.macros.isEmpty()) {
            throw TemplateErrors.syntax(source, start, "no macro stands here");
        }
        return parser.macros.getFirst();
    }

    /** Statements up to one of the awaited tags, which is left as the current token. */
    private List<Statement> statements(List<String> awaited) {
        List<Statement> body = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            switch (token.kind()) {
                case DATA -> {
                    tokens.take();
                    body.add(new Statement.Text(token.start(), token.text()));
                }
                case OUTPUT_BEGIN -> {
                    tokens.take();
                    body.add(new Statement.Output(token.start(), expressions.tuple(true, false)));
                    tokens.expect(Token.Kind.OUTPUT_END);
                }
                case BLOCK_BEGIN -> {
                    tokens.take();
                    Token tag = tokens.current();
                    if (tag.kind() == Token.Kind.NAME && awaited.contains(tag.text())) {
                        return body;
                    }
                    statement(token.start(), body);
                    tokens.expect(Token.Kind.BLOCK_END);
                }
                case END -> {
                    if (!open.isEmpty()) {
                        throw endOfTemplate();
                    }
                    return body;
                }
                case OUTPUT_END, BLOCK_END, NAME, STRING, INTEGER, FLOAT, OPERATOR ->
                    throw tokens.fail("unexpected '" + token.described() + "'");
            }
        }
    }

    private dev.weir.base.WeirException endOfTemplate() {
        return tokens.fail("Unexpected end of template." + awaitedTags());
    }

    private String awaitedTags() {
        if (open.isEmpty()) {
            return "";
        }
        StringBuilder wanted = new StringBuilder();
        for (String tag : open.getFirst().awaited()) {
            wanted.append(wanted.isEmpty() ? "'" : " or '").append(tag).append('\'');
        }
        return " Jinja was looking for the following tags: " + wanted
                + ". The innermost block that needs to be closed is '" + open.getFirst().tag() + "'.";
    }

    /** The body of a block up to its end tag, which is taken; the caller takes the tag's end. */
    private List<Statement> body(String tag, String... ends) {
        List<Statement> body = part(tag, ends);
        tokens.take();
        return body;
    }

    /** The body up to one of the tags, which is left. Starts with the end of the opening tag. */
    private List<Statement> part(String tag, String... ends) {
        tokens.expect(Token.Kind.BLOCK_END);
        List<String> awaited = List.of(ends);
        open.push(new OpenBlock(tag, awaited));
        List<Statement> body = statements(awaited);
        open.pop();
        return body;
    }

    private void statement(int start, List<Statement> into) {
        Token tag = tokens.current();
        if (tag.kind() != Token.Kind.NAME) {
            throw tokens.fail("tag name expected");
        }
        StatementTag registered = syntax.tag(tag.text());
        if (registered != null) {
            tokens.take();
            registered(start, registered, into);
            return;
        }
        switch (tag.text()) {
            case "if" -> into.add(ifStatement(start));
            case "for" -> into.add(forStatement(start));
            case "set" -> into.add(setStatement(start));
            case "macro" -> into.add(macroStatement(start));
            case "call" -> into.add(callStatement(start));
            case "filter" -> into.add(filterStatement(start));
            case "with" -> into.add(withStatement(start));
            case "do" -> {
                tokens.take();
                into.add(new Statement.Do(start, expressions.tuple(true, false)));
            }
            case "break", "continue" -> into.add(loopControl(start));
            case "autoescape" -> {
                tokens.take();
                expressions.expression();
                into.addAll(body("autoescape", "endautoescape"));
            }
            case "include", "import", "from", "extends", "block" ->
                throw tokens.fail("the tag '" + tag.text()
                        + "' is not available here: macros of the project and its packages are called by name");
            default -> throw tokens.fail("Encountered unknown tag '" + tag.text() + "'." + awaitedTags());
        }
    }

    private Statement loopControl(int start) {
        Token word = tokens.current();
        if (loops == 0) {
            throw tokens.fail("'" + word.text() + "' outside loop");
        }
        tokens.take();
        return word.text().equals("break") ? new Statement.Break(start) : new Statement.Continue(start);
    }

    private Statement ifStatement(int start) {
        List<Expression> conditions = new ArrayList<>(1);
        List<List<Statement>> bodies = new ArrayList<>(1);
        List<Statement> otherwise = List.of();
        tokens.take();
        conditions.add(expressions.tuple(false, false));
        bodies.add(part("if", "elif", "else", "endif"));
        while (true) {
            Token tag = tokens.take();
            if (tag.text().equals("elif")) {
                conditions.add(expressions.tuple(false, false));
                bodies.add(part("if", "elif", "else", "endif"));
            } else {
                if (tag.text().equals("else")) {
                    otherwise = body("if", "endif");
                }
                return new Statement.If(start, conditions, bodies, otherwise);
            }
        }
    }

    private Statement forStatement(int start) {
        tokens.take();
        Target target = target(false);
        tokens.expectName("in");
        Expression items = expressions.tuple(false, false);
        ExpressionParser.Marks outer = expressions.exchange(ExpressionParser.Marks.NONE);
        Optional<Expression> condition = tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        boolean recursive = tokens.skipName("recursive");
        loops++;
        List<Statement> body = part("for", "endfor", "else");
        loops--;
        ExpressionParser.Marks inner = expressions.exchange(outer);
        expressions.exchange(new ExpressionParser.Marks(
                outer.varargs() || inner.varargs(),
                outer.kwargs() || inner.kwargs(),
                outer.caller() || inner.caller(),
                outer.loop() || inner.loop()));
        List<Statement> otherwise =
                tokens.take().text().equals("else") ? body("for", "endfor") : List.of();
        return new Statement.For(start, target, items, condition, recursive, inner.loop(), body, otherwise);
    }

    private Statement setStatement(int start) {
        tokens.take();
        Target target = target(true);
        if (tokens.skipOperator("=")) {
            return new Statement.Assign(start, target, expressions.tuple(true, false));
        }
        List<Expression.Filter> filters = filterChain();
        return new Statement.AssignBlock(start, target, filters, body("set", "endset"));
    }

    /** Filters applied to a block; each one's value is a placeholder. */
    private List<Expression.Filter> filterChain() {
        List<Expression.Filter> filters = new ArrayList<>(1);
        Expression placeholder = new Expression.Constant(tokens.current().start(), "");
        while (tokens.skipOperator("|")) {
            filters.add(expressions.filter(placeholder));
        }
        return filters;
    }

    private Target target(boolean namespaces) {
        int offset = tokens.current().start();
        List<Target> targets = new ArrayList<>(1);
        boolean tuple = false;
        boolean parenthesised = tokens.skipOperator("(");
        while (true) {
            targets.add(tokens.current().isOperator("(") ? target(false) : single(namespaces));
            if (!tokens.skipOperator(",")) {
                break;
            }
            tuple = true;
            if (tokens.current().isName("in") || tokens.current().isOperator("=") || tokens.current().isOperator(")")) {
                break;
            }
        }
        if (parenthesised) {
            tokens.expectOperator(")");
            if (tokens.skipOperator(",")) {
                targets.add(target(false));
                tuple = true;
            }
        }
        return tuple ? new Target.Unpack(offset, targets) : targets.getFirst();
    }

    private Target single(boolean namespaces) {
        Token name = tokens.expect(Token.Kind.NAME);
        if (namespaces && tokens.skipOperator(".")) {
            Token attribute = tokens.expect(Token.Kind.NAME);
            return new Target.NamespaceAttribute(name.start(), name.text(), attribute.text());
        }
        switch (name.text()) {
            case "true", "false", "none", "True", "False", "None" ->
                throw TemplateErrors.syntax(
                        tokens.source(), name.start(), name.end(), "can't assign to '" + name.text() + "'");
            default -> {}
        }
        return new Target.Variable(name.text());
    }

    private Statement macroStatement(int start) {
        tokens.take();
        String name = tokens.expect(Token.Kind.NAME).text();
        return macro(start, name, "macro", "endmacro");
    }

    private Statement macro(int start, String name, String tag, String... ends) {
        ExpressionParser.Marks outer = expressions.exchange(ExpressionParser.Marks.NONE);
        Parameters parameters = tokens.current().isOperator("(") ? parameters() : Parameters.NONE;
        int outerLoops = loops;
        loops = 0;
        boolean topLevel = open.isEmpty();
        List<Statement> body = body(tag, ends);
        loops = outerLoops;
        ExpressionParser.Marks read = expressions.exchange(outer);
        MacroTree tree = new MacroTree(
                name, start, parameters.names, parameters.defaults, body, read.varargs(), read.kwargs(), read.caller());
        if (topLevel) {
            macros.add(new MacroDefinition(tree, tokens.source(), start, tokens.current().end()));
        }
        return new Statement.Macro(start, tree);
    }

    private record Parameters(List<String> names, List<Expression> defaults) {
        static final Parameters NONE = new Parameters(List.of(), List.of());
    }

    private Parameters parameters() {
        List<String> names = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        tokens.expectOperator("(");
        while (!tokens.current().isOperator(")")) {
            if (!names.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.current().isOperator(")")) {
                    break;
                }
            }
            names.add(tokens.expect(Token.Kind.NAME).text());
            if (tokens.skipOperator("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw tokens.fail("non-default argument follows default argument");
            }
        }
        tokens.expectOperator(")");
        return new Parameters(names, defaults);
    }

    private Statement callStatement(int start) {
        tokens.take();
        ExpressionParser.Marks outer = expressions.exchange(ExpressionParser.Marks.NONE);
        Parameters parameters = tokens.current().isOperator("(") ? parameters() : Parameters.NONE;
        expressions.exchange(outer);
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw tokens.fail("expected call");
        }
        outer = expressions.exchange(ExpressionParser.Marks.NONE);
        List<Statement> body = body("call", "endcall");
        ExpressionParser.Marks read = expressions.exchange(outer);
        MacroTree caller = new MacroTree(
                "caller", start, parameters.names, parameters.defaults, body, read.varargs(), read.kwargs(),
                read.caller());
        return new Statement.CallBlock(start, call, caller);
    }

    private Statement filterStatement(int start) {
        tokens.take();
        List<Expression.Filter> filters = new ArrayList<>(1);
        filters.add(expressions.filter(new Expression.Constant(start, "")));
        filters.addAll(filterChain());
        return new Statement.FilterBlock(start, filters, body("filter", "endfilter"));
    }

    private Statement withStatement(int start) {
        tokens.take();
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (tokens.current().kind() != Token.Kind.BLOCK_END) {
            if (!targets.isEmpty()) {
                tokens.expectOperator(",");
            }
            targets.add(target(false));
            tokens.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(start, targets, values, body("with", "endwith"));
    }

    private void registered(int start, StatementTag tag, List<Statement> into) {
        String name = tokens.expect(Token.Kind.NAME).text();
        if (tag.naming().takesParameters()) {
            into.add(macro(start, tag.naming().macroName(name, Map.of()), tag.tag(), tag.end().toArray(String[]::new)));
            return;
        }
        Map<String, Object> options = new LinkedHashMap<>();
        while (tokens.skipOperator(",")) {
            String option = tokens.expect(Token.Kind.NAME).text();
            Object value = true;
            if (tokens.skipOperator("=")) {
                value = constant(expressions.expression());
            }
            options.put(option, value);
        }
        into.add(macro(start, tag.naming().macroName(name, options), tag.tag(), tag.end().toArray(String[]::new)));
    }

    private Object constant(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.ListOf list ->
                list.items().stream().map(this::constant).toList();
            case Expression other ->
                throw TemplateErrors.syntax(tokens.source(), other.offset(), "a constant is expected here");
        };
    }

}
