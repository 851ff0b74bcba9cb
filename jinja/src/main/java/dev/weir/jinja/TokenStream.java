package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;

/** The tokens of one template with one token of look-ahead. */
final class TokenStream {
    private final Lexer lexer;
    private Token current;
    private int lastEnd;

    TokenStream(Lexer lexer) {
        this.lexer = lexer;
        current = lexer.next();
    }

    SourceText source() {
        return lexer.source();
    }

    Token current() {
        return current;
    }

    /** Where the token before the current one ended. */
    int lastEnd() {
        return lastEnd;
    }

    /** Takes the current token. */
    Token take() {
        Token taken = current;
        lastEnd = taken.end();
        if (taken.kind() != Token.Kind.END) {
            current = lexer.next();
        }
        return taken;
    }

    boolean skipName(String name) {
        boolean found = current.isName(name);
        if (found) {
            take();
        }
        return found;
    }

    boolean skipOperator(String operator) {
        boolean found = current.isOperator(operator);
        if (found) {
            take();
        }
        return found;
    }

    Token expect(Token.Kind kind) {
        if (current.kind() != kind) {
            throw unexpected(
                    switch (kind) {
                        case NAME -> "name";
                        case STRING -> "string";
                        case INTEGER -> "integer";
                        case FLOAT -> "float";
                        case OPERATOR -> "operator";
                        case DATA, OUTPUT_BEGIN, OUTPUT_END, BLOCK_BEGIN, BLOCK_END, END ->
                            new Token(kind, "", "", 0, 0).described();
                    });
        }
        return take();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected(operator);
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected(name);
        }
    }

    private WeirException unexpected(String wanted) {
        if (current.kind() == Token.Kind.END) {
            return fail("unexpected end of template, expected '" + wanted + "'.");
        }
        return fail("expected token '" + wanted + "', got '" + current.described() + "'");
    }

    WeirException fail(String message) {
        return TemplateErrors.syntax(source(), current.start(), current.end(), message);
    }
}
