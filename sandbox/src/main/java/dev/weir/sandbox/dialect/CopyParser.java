package dev.weir.sandbox.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** COPY: a table from the client's rows, or the rows of a query, a relation or a SUBSCRIBE to the client. */
final class CopyParser {
    private final TokenCursor tokens;

    CopyParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement copy() {
        int start = tokens.mark();
        tokens.expect("copy");
        if (tokens.atSymbol("(")) return ofQuery();
        tokens.accept("into");
        int relation = tokens.mark();
        tokens.name(3);
        if (tokens.atSymbol("(")) tokens.identifierList();
        boolean out = tokens.at("to");
        tokens.reset(out ? relation : start);
        if (!out) return new Statement.Copy(new QueryParser(tokens).copyIn());
        SqlFragment rows = new QueryParser(tokens).copied();
        return new Statement.CopyOut(rows, target());
    }

    private Statement ofQuery() {
        tokens.expectSymbol("(");
        if (tokens.at("subscribe")) {
            Statement.Subscribe subscribe = new SubscribeParser(tokens).subscribe();
            tokens.expectSymbol(")");
            return new Statement.CopySubscribe(subscribe, target());
        }
        SqlFragment rows = new QueryParser(tokens).query();
        tokens.expectSymbol(")");
        return new Statement.CopyOut(rows, target());
    }

    private CopyForm target() {
        tokens.expect("to");
        if (tokens.peek().kind() == Token.Kind.STRING) {
            throw SqlError.unsupported("COPY TO an object store", "Use COPY (…) TO STDOUT.");
        }
        if (!tokens.accept("stdout")) throw tokens.expected("STDOUT");
        tokens.accept("with");
        return form(tokens.atSymbol("(") ? inParentheses() : ofOld());
    }

    // ---- options

    private static final List<String> OPTIONS =
            List.of("FORMAT", "DELIMITER", "NULL", "QUOTE", "ESCAPE", "HEADER", "CSV", "BINARY");

    private List<Option> inParentheses() {
        return new OptionParser(tokens, OPTIONS).parenthesised();
    }

    /** {@code CSV NULL AS 'x' DELIMITER ','}: as PostgreSQL had them of old. */
    private List<Option> ofOld() {
        var options = new ArrayList<Option>();
        while (!tokens.atStatementEnd()) {
            Token name = tokens.peek();
            String upper = name.text().toUpperCase(Locale.ROOT);
            if (name.kind() != Token.Kind.WORD || !OPTIONS.contains(upper) || upper.equals("FORMAT")) {
                throw tokens.expected("end of statement");
            }
            tokens.next();
            boolean alone = upper.equals("CSV") || upper.equals("BINARY") || upper.equals("HEADER");
            if (!alone) tokens.accept("as");
            Option.Value value = alone ? new Option.Value.None() : new Option.Value.Text(tokens.string(), true);
            options.add(new Option(upper, value, name.start()));
        }
        return options;
    }

    /** What is refused is recorded in test/pgtest/copy.pt. */
    private static CopyForm form(List<Option> options) {
        CopyForm.Kind kind = CopyForm.Kind.TEXT;
        Optional<String> delimiter = Optional.empty();
        Optional<String> nulls = Optional.empty();
        for (Option option : options) {
            boolean off = option.text()
                    .filter(text -> List.of("false", "off", "0").contains(text))
                    .isPresent();
            switch (option.name()) {
                case "CSV" -> kind = CopyForm.Kind.CSV;
                case "BINARY" -> kind = CopyForm.Kind.BINARY;
                case "FORMAT" -> kind = kind(option);
                case "DELIMITER" -> delimiter = option.text();
                case "NULL" -> nulls = option.text();
                case "ESCAPE", "HEADER" -> {
                    if (!off) throw SqlError.of("XX000", "COPY TO does not support " + option.name() + " option yet");
                }
                default -> {
                    // QUOTE: what stands around a value is a double quote
                }
            }
        }
        if (delimiter.filter(text -> text.length() != 1 || text.charAt(0) > 127).isPresent()) {
            throw SqlError.of("0A000", "COPY delimiter must be a single one-byte character");
        }
        boolean csv = kind == CopyForm.Kind.CSV;
        return new CopyForm(
                kind, delimiter.map(text -> text.charAt(0)).orElse(csv ? ',' : '\t'), nulls.orElse(csv ? "" : "\\N"));
    }

    private static CopyForm.Kind kind(Option format) {
        String name = format.text().orElse("").toUpperCase(Locale.ROOT);
        for (CopyForm.Kind kind : CopyForm.Kind.values()) {
            if (kind.name().equals(name)) return kind;
        }
        throw SqlError.of("22023", "COPY format \"" + name.toLowerCase(Locale.ROOT) + "\" not recognized")
                .at(format.offset());
    }
}
