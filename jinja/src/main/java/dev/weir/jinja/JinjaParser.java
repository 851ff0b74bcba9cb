package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.Scope;
import dev.weir.jinja.tree.Statement;
import java.util.List;

/**
 * Text ⇒ {@link Template}. One line end at the very end of the text is dropped, and Windows line ends become plain ones, as
 * Jinja does. Throws {@code JIN-001} for what is no valid template.
 */
public final class JinjaParser {
    private JinjaParser() {}

    public static Template parse(SourceText source, Syntax syntax) {
        SourceText plain = withPlainLineEnds(source);
        String text = plain.text();
        Scope scope = new Scope();
        if (!hasTags(text)) {
            return new Template(plain, literal(text), 0, scope);
        }
        try {
            List<Statement> body = new StatementParser(plain, new Lexer(plain), syntax).template();
            int frameSize = Resolver.resolve(plain, body, scope, syntax);
            return new Template(plain, body, frameSize, scope);
        } catch (StackOverflowError _) { // chains such as a + b + c are not nested in the text, but are in the tree
            throw SyntaxErrors.at(plain, 0, 0, SyntaxErrors.TOO_DEEP);
        }
    }

    /**
     * Parses one macro block of a file, from its opening tag to its closing one. Positions are those of the whole file.
     *
     * @param start where the opening tag begins
     */
    public static MacroDefinition parseMacro(SourceText source, int start, int end, Syntax syntax) {
        SourceText plain = withPlainLineEnds(source);
        int from = start - carriageReturns(source.text(), start);
        int to = end - carriageReturns(source.text(), end);
        try {
            List<Statement> body = new StatementParser(plain, new Lexer(plain, from, to), syntax).template();
            Scope scope = new Scope();
            int frameSize = Resolver.resolve(plain, body, scope, syntax);
            List<MacroDefinition> macros = new Template(plain, body, frameSize, scope).macros();
            if (macros.isEmpty()) {
                throw SyntaxErrors.at(source, start, end, "no macro stands here");
            }
            return macros.getFirst();
        } catch (StackOverflowError _) {
            throw SyntaxErrors.at(source, start, end, SyntaxErrors.TOO_DEEP);
        }
    }

    private static int carriageReturns(String text, int end) {
        int count = 0;
        for (int i = text.indexOf("\r\n"); i >= 0 && i < end; i = text.indexOf("\r\n", i + 2)) {
            count++;
        }
        return count;
    }

    /** A template that prints the value of one expression. */
    public static Template parseExpression(SourceText source, Syntax syntax) {
        TokenStream stream = new TokenStream(source, Lexer.expression(source));
        Scope scope = new Scope();
        try {
            var value = new ExpressionParser(stream, syntax).expression();
            stream.expect(TokenKind.EOF);
            List<Statement> body = List.of(new Statement.Print(value.start(), value.end(), value));
            int frameSize = Resolver.resolve(source, body, scope, syntax);
            return new Template(source, body, frameSize, scope);
        } catch (StackOverflowError _) {
            throw SyntaxErrors.at(source, 0, 0, SyntaxErrors.TOO_DEEP);
        }
    }

    private static boolean hasTags(String text) {
        for (int i = text.indexOf('{'); i >= 0 && i + 1 < text.length(); i = text.indexOf('{', i + 1)) {
            char next = text.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return false;
    }

    private static List<Statement> literal(String text) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return end == 0 ? List.of() : List.of(new Statement.Text(0, end, text.substring(0, end)));
    }

    private static SourceText withPlainLineEnds(SourceText source) {
        String text = source.text();
        if (text.indexOf('\r') < 0) {
            return source;
        }
        return new SourceText(source.path(), text.replace("\r\n", "\n").replace('\r', '\n'));
    }
}
