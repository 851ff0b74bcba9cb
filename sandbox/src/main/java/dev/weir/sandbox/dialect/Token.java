package dev.weir.sandbox.dialect;

/**
 * One lexical unit of a statement.
 *
 * @param text keywords and unquoted identifiers folded to lower case, quoted identifiers and strings without quotes and
 *     with escapes resolved, everything else as written
 * @param start offset of the first character in the source text
 * @param end offset after the last one
 */
public record Token(Kind kind, String text, int start, int end) {
    /** What a token is; {@link #WORD} is a keyword or an unquoted identifier, which only the grammar can tell apart. */
    public enum Kind {
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        NUMBER,
        PARAMETER,
        OPERATOR,
        PUNCTUATION,
        END
    }

    /** Whether this is the (unquoted) word, given in lower case. */
    public boolean word(String lowerCase) {
        return kind == Kind.WORD && text.equals(lowerCase);
    }

    /** The name that a word is where it means nothing else. */
    public Token quoted() {
        return new Token(Kind.QUOTED_IDENTIFIER, text, start, end);
    }

    /** Whether this is the punctuation mark or operator. */
    public boolean symbol(String symbol) {
        return (kind == Kind.PUNCTUATION || kind == Kind.OPERATOR) && text.equals(symbol);
    }

    /** Whether this can name something: a quoted identifier or a word. */
    public boolean name() {
        return kind == Kind.WORD || kind == Kind.QUOTED_IDENTIFIER;
    }

    /** As Materialize's parser errors name what they found: {@code identifier "x"}, {@code right parenthesis}, … */
    public String described() {
        return switch (kind) {
            case WORD ->
                Keywords.ALL.contains(text) ? text.toUpperCase(java.util.Locale.ROOT) : "identifier \"" + text + '"';
            case QUOTED_IDENTIFIER -> "identifier \"" + text + '"';
            case STRING -> "string literal \"" + text + '"';
            case NUMBER -> "number \"" + text + '"';
            case PARAMETER -> "parameter \"$" + text.substring(1) + '"';
            case OPERATOR -> text.equals("*") ? "star" : "operator \"" + text + '"';
            case PUNCTUATION ->
                switch (text) {
                    case "(" -> "left parenthesis";
                    case ")" -> "right parenthesis";
                    case "," -> "comma";
                    case ";" -> "semicolon";
                    case "." -> "dot";
                    case "[" -> "left square bracket";
                    case "]" -> "right square bracket";
                    case "::" -> "double colon";
                    case "=>" -> "arrow";
                    default -> '"' + text + '"';
                };
            case END -> "EOF";
        };
    }
}
