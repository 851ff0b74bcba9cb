package dev.weir.jinja;

/**
 * A piece of a template's text.
 *
 * @param text the name, the operator (interned), the data, or the string's contents
 * @param value of a number; else the text
 */
record Token(Kind kind, String text, Object value, int start, int end) {
    enum Kind {
        DATA,
        OUTPUT_BEGIN,
        OUTPUT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** As Jinja's messages name it. */
    String described() {
        return switch (kind) {
            case DATA -> "template data / text";
            case OUTPUT_BEGIN -> "begin of print statement";
            case OUTPUT_END -> "end of print statement";
            case BLOCK_BEGIN -> "begin of statement block";
            case BLOCK_END -> "end of statement block";
            case END -> "end of template";
            case NAME, STRING, OPERATOR -> text;
            case INTEGER, FLOAT -> String.valueOf(value);
        };
    }
}
