package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Option.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Options of one place in the grammar, known by name: {@code NAME [=] value, …}. */
final class OptionParser {
    /** Options whose bare word names an object of the catalog. */
    private static final List<String> OBJECTS = List.of("AWS CONNECTION", "SSH TUNNEL", "AWS PRIVATELINK");

    private final TokenCursor tokens;
    private final List<String> names;

    /** @param names in upper case, words joined by a space */
    OptionParser(TokenCursor tokens, List<String> names) {
        this.tokens = tokens;
        var longestFirst = new ArrayList<String>(names);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        this.names = List.copyOf(longestFirst);
    }

    /** {@code (option, …)}; the opening parenthesis is current. */
    List<Option> parenthesised() {
        tokens.expectSymbol("(");
        var options = new ArrayList<Option>();
        if (!tokens.atSymbol(")")) {
            do {
                options.add(option());
            } while (tokens.acceptSymbol(","));
        }
        tokens.expectSymbol(")");
        return options;
    }

    /** Options in parentheses when there are any. */
    List<Option> optional() {
        return tokens.atSymbol("(") ? parenthesised() : List.of();
    }

    /** {@code WITH (option, …)} when there is one. */
    List<Option> with() {
        return tokens.accept("with") ? parenthesised() : List.of();
    }

    Option option() {
        int offset = tokens.peek().start();
        String name = name();
        tokens.acceptSymbol("=");
        if (tokens.atSymbol(",") || tokens.atSymbol(")") || tokens.atStatementEnd()) {
            return new Option(name, new Value.None(), offset);
        }
        if (OBJECTS.contains(name)) {
            Name object = tokens.name(3);
            return new Option(
                    name,
                    tokens.atSymbol("(") ? new Value.Nested(object.quoted(), nested()) : new Value.Item(object),
                    offset);
        }
        if (name.equals("PARTITION BY") && !tokens.atSymbol("(")) {
            String expression = new QueryParser(tokens).expression().written();
            return new Option(name, new Value.Text(expression, false), offset);
        }
        return new Option(name, value(), offset);
    }

    private String name() {
        for (String name : names) {
            if (accept(name.toLowerCase(Locale.ROOT).split(" "))) return name;
        }
        throw tokens.expected((names.size() > 1 ? "one of " : "") + String.join(" or ", names));
    }

    /** Takes all the words, of which some are numbers, or none. */
    private boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            Token token = tokens.peek(i);
            boolean plain = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER;
            if (!plain || !token.text().equals(words[i])) return false;
        }
        for (int i = 0; i < words.length; i++) tokens.next();
        return true;
    }

    private Value value() {
        if (tokens.at("for") && tokens.peek(1).kind() == Token.Kind.STRING) tokens.next(); // RETAIN HISTORY FOR '…'
        if (tokens.at("secret") && tokens.peek(1).name()) {
            tokens.next();
            return new Value.Secret(tokens.name(3));
        }
        if (tokens.atSymbol("(") || tokens.atSymbol("[")) return several();
        Token token = tokens.peek();
        String sign = "";
        if (token.symbol("-")) {
            sign = "-";
            tokens.next();
            token = tokens.peek();
        }
        switch (token.kind()) {
            case STRING -> {
                tokens.next();
                if (tokens.accept("using")) return new Value.Nested(quoted(token.text()), List.of(broker()));
                return new Value.Text(token.text(), true);
            }
            case NUMBER -> {
                tokens.next();
                return new Value.Text(sign + token.text(), false);
            }
            case WORD, QUOTED_IDENTIFIER -> {
                if (token.word("true") || token.word("false")) {
                    tokens.next();
                    return new Value.Text(token.text(), false);
                }
                if (token.word("map") && tokens.peek(1).symbol("[")) {
                    tokens.next();
                    return several();
                }
                Name name = tokens.name(3);
                boolean plain = name.parts().size() == 1 && token.kind() == Token.Kind.WORD;
                return plain ? new Value.Text(name.item(), false) : new Value.Item(name);
            }
            case PARAMETER, OPERATOR, PUNCTUATION, END -> throw tokens.expected("option value");
        }
        throw tokens.expected("option value");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What follows a broker's USING. */
    private Option broker() {
        return new OptionParser(tokens, List.of("AWS PRIVATELINK", "SSH TUNNEL")).option();
    }

    private List<Option> nested() {
        return new OptionParser(tokens, List.of("AVAILABILITY ZONE", "PORT")).parenthesised();
    }

    private Value several() {
        String close = tokens.next().symbol("(") ? ")" : "]";
        var values = new ArrayList<Value>();
        while (!tokens.atSymbol(close)) {
            values.add(value());
            if (tokens.acceptSymbol("=>")) values.add(value());
            if (!tokens.acceptSymbol(",")) break;
        }
        tokens.expectSymbol(close);
        return new Value.Several(values);
    }
}
