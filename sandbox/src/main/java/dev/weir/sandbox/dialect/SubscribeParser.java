package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.Subscribe;
import dev.weir.sandbox.dialect.Statement.SubscribeEnvelope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SUBSCRIBE. Source: Materialize docs, "SUBSCRIBE". */
final class SubscribeParser {
    private static final Set<String> CLAUSES = Set.of("envelope", "within", "with", "up");

    private final TokenCursor tokens;

    SubscribeParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Subscribe subscribe() {
        tokens.expect("subscribe");
        tokens.accept("to");
        SqlFragment of;
        if (tokens.acceptSymbol("(")) {
            of = new QueryParser(tokens).query();
            tokens.expectSymbol(")");
        } else {
            of = new QueryParser(tokens).relation();
        }
        Optional<SubscribeEnvelope> envelope = Optional.empty();
        Optional<SqlFragment> order = Optional.empty();
        boolean snapshot = true;
        boolean progress = false;
        Optional<SqlFragment> asOf = Optional.empty();
        boolean atLeast = false;
        Optional<SqlFragment> upTo = Optional.empty();
        while (true) {
            if (tokens.accept("envelope")) {
                envelope = Optional.of(envelope());
            } else if (tokens.acceptWords("within", "timestamp")) {
                tokens.expect("order");
                tokens.expect("by");
                order = Optional.of(new QueryParser(tokens, CLAUSES).orderings());
            } else if (tokens.at("with")) {
                for (Option option : new OptionParser(tokens, List.of("SNAPSHOT", "PROGRESS")).with()) {
                    boolean on = !option.text().orElse("true").equalsIgnoreCase("false");
                    if (option.name().equals("SNAPSHOT")) snapshot = on;
                    else progress = on;
                }
            } else if (tokens.acceptWords("as", "of")) {
                atLeast = tokens.acceptWords("at", "least");
                asOf = Optional.of(new QueryParser(tokens, CLAUSES).expression());
            } else if (tokens.acceptWords("up", "to")) {
                upTo = Optional.of(new QueryParser(tokens, CLAUSES).expression());
            } else {
                return new Subscribe(of, envelope, order, snapshot, progress, asOf, atLeast, upTo);
            }
        }
    }

    private SubscribeEnvelope envelope() {
        String kind;
        if (tokens.accept("upsert")) kind = "UPSERT";
        else if (tokens.accept("debezium")) kind = "DEBEZIUM";
        else throw tokens.expected("one of UPSERT or DEBEZIUM");
        tokens.expectSymbol("(");
        tokens.expect("key");
        List<String> key = tokens.identifierList();
        tokens.expectSymbol(")");
        return new SubscribeEnvelope(kind, key);
    }
}
