package dev.weir.sandbox.dialect;

import java.util.ArrayList;
import java.util.List;

/** A place in a list of tokens, and the small moves every grammar rule is made of. One thread. */
final class TokenCursor {
    private final String source;
    private final List<Token> tokens;
    private int index;

    TokenCursor(String source) {
        this.source = source;
        this.tokens = Lexer.tokenize(source);
    }

    String source() {
        return source;
    }

    Token peek() {
        return tokens.get(index);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(index);
        if (token.kind() != Token.Kind.END) index++;
        return token;
    }

    /** The token before the current one; the first token itself at the start. */
    Token previous() {
        return tokens.get(Math.max(index - 1, 0));
    }

    int mark() {
        return index;
    }

    /** The tokens from a mark to the current one, without it. */
    List<Token> since(int mark) {
        return tokens.subList(mark, index);
    }

    void reset(int mark) {
        index = mark;
    }

    boolean at(String word) {
        return peek().word(word);
    }

    boolean atSymbol(String symbol) {
        return peek().symbol(symbol);
    }

    boolean atWords(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).word(words[i])) return false;
        }
        return true;
    }

    boolean accept(String word) {
        if (!at(word)) return false;
        index++;
        return true;
    }

    boolean acceptSymbol(String symbol) {
        if (!atSymbol(symbol)) return false;
        index++;
        return true;
    }

    /** Takes all the words or none. */
    boolean acceptWords(String... words) {
        if (!atWords(words)) return false;
        index += words.length;
        return true;
    }

    void expect(String word) {
        if (!accept(word)) throw expected(word.toUpperCase(java.util.Locale.ROOT));
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw expected(
                    switch (symbol) {
                        case "(" -> "left parenthesis";
                        case ")" -> "right parenthesis";
                        case "=" -> "equals sign";
                        case "]" -> "right square bracket";
                        default -> '"' + symbol + '"';
                    });
        }
    }

    String string() {
        if (peek().kind() != Token.Kind.STRING) throw expected("literal string");
        return next().text();
    }

    String identifier() {
        Token token = peek();
        if (!token.name() || (token.kind() == Token.Kind.WORD && Keywords.RESERVED.contains(token.text()))) {
            throw expected("identifier");
        }
        return next().text();
    }

    /** A dotted name of at most {@code most} parts. */
    Name name(int most) {
        int offset = peek().start();
        var parts = new ArrayList<String>();
        parts.add(identifier());
        while (acceptSymbol(".")) {
            if (!peek().name()) throw expected("identifier");
            parts.add(next().text());
        }
        if (parts.size() > most) {
            throw SqlError.of(
                            SqlError.SYNTAX_ERROR,
                            "qualified name did not have between 1 and " + most + " components: "
                                    + String.join(".", parts))
                    .at(offset);
        }
        return new Name(parts, offset);
    }

    /** {@code (a, b, …)}; the opening parenthesis is current. */
    List<String> identifierList() {
        expectSymbol("(");
        var identifiers = new ArrayList<String>();
        do {
            identifiers.add(identifier());
        } while (acceptSymbol(","));
        expectSymbol(")");
        return identifiers;
    }

    boolean atStatementEnd() {
        return atSymbol(";") || peek().kind() == Token.Kind.END;
    }

    SqlError expected(String what) {
        return SqlError.syntax("Expected " + what + ", found " + peek().described(), peek().start());
    }
}
