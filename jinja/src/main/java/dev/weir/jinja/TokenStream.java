package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Values;
import org.jspecify.annotations.Nullable;

/** The tokens of one template with a look-ahead of one, and the errors about them. */
final class TokenStream {
    /** How deep expressions and tags may be nested; the reference gives up between 60 and 190, by kind. */
    private static final int MAX_DEPTH = 200;

    private final SourceText source;
    private final Lexer lexer;
    private Token current;
    private @Nullable Token pushed;
    private int lastEnd;
    private int depth;

    TokenStream(SourceText source, Lexer lexer) {
        this.source = source;
        this.lexer = lexer;
        current = lexer.next();
    }

    SourceText source() {
        return source;
    }

    Token current() {
        return current;
    }

    TokenKind kind() {
        return current.kind();
    }

    boolean at(TokenKind kind) {
        return current.kind() == kind;
    }

    boolean atName(String name) {
        return current.names(name);
    }

    /** Goes into something nested. What is nested too deeply for the stack is refused before it overflows. */
    void deeper() {
        if (++depth > MAX_DEPTH) {
            throw fail(SyntaxErrors.TOO_DEEP);
        }
    }

    void shallower() {
        depth--;
    }

    /** The token behind the current one. */
    Token look() {
        Token next = pushed;
        if (next == null) {
            next = lexer.next();
            pushed = next;
        }
        return next;
    }

    /** Goes on by one and yields the token passed. */
    Token next() {
        Token passed = current;
        lastEnd = passed.end();
        Token ready = pushed;
        if (ready != null) {
            current = ready;
            pushed = null;
        } else if (passed.kind() != TokenKind.EOF) {
            current = lexer.next();
        }
        if (current.kind() == TokenKind.EOF && passed.kind() != TokenKind.EOF) {
            // the end counts as standing in the line of the last token
            current = new Token(TokenKind.EOF, passed.start(), passed.end(), "");
        }
        return passed;
    }

    /** Where the last token passed ends. */
    int lastEnd() {
        return lastEnd;
    }

    boolean skipIf(TokenKind kind) {
        if (current.kind() == kind) {
            next();
            return true;
        }
        return false;
    }

    boolean skipIfName(String name) {
        if (current.names(name)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(TokenKind kind) {
        if (current.kind() != kind) {
            throw expected(kind.words());
        }
        return next();
    }

    Token expectName(String name) {
        if (!current.names(name)) {
            throw expected(name);
        }
        return next();
    }

    private WeirException expected(String wanted) {
        String quoted = Values.repr(wanted);
        return fail(
                current.kind() == TokenKind.EOF
                        ? "unexpected end of template, expected " + quoted + "."
                        : "expected token " + quoted + ", got " + Values.repr(current.words()));
    }

    /** An error at the current token. */
    WeirException fail(String message) {
        return fail(message, current);
    }

    WeirException fail(String message, Token at) {
        return SyntaxErrors.at(source, at.start(), at.end(), message);
    }

    WeirException fail(String message, int start, int end) {
        return SyntaxErrors.at(source, start, end, message);
    }
}
