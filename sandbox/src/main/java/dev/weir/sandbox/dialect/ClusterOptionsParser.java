package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.ClusterOptions;
import dev.weir.sandbox.dialect.Statement.Replica;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of CREATE CLUSTER and ALTER CLUSTER … SET. Source: Materialize docs, "CREATE CLUSTER". */
final class ClusterOptionsParser {
    private static final List<String> NAMES = List.of(
            "size",
            "replication factor",
            "managed",
            "schedule",
            "availability zones",
            "introspection interval",
            "introspection debugging",
            "disk",
            "workload class",
            "replicas",
            "auto scaling strategy");

    private final TokenCursor tokens;

    ClusterOptionsParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** Options with or without parentheses around them; may be none. */
    ClusterOptions options() {
        Map<String, String> values = new LinkedHashMap<>();
        List<Replica> replicas = new ArrayList<>();
        boolean parenthesised = tokens.acceptSymbol("(");
        if (!tokens.atStatementEnd() && !tokens.atSymbol(")")) {
            do {
                option(values, replicas);
            } while (tokens.acceptSymbol(","));
        }
        if (parenthesised) tokens.expectSymbol(")");
        return new ClusterOptions(values, replicas);
    }

    /** A name without a value, as in RESET. */
    String optionName() {
        for (String name : NAMES) {
            if (tokens.acceptWords(name.split(" "))) return name;
        }
        throw tokens.expected("one of REPLICAS or REPLICATION FACTOR or SIZE or other cluster option");
    }

    private void option(Map<String, String> values, List<Replica> replicas) {
        int start = tokens.peek().start();
        String name = optionName();
        tokens.acceptSymbol("=");
        if (name.equals("replicas")) {
            tokens.expectSymbol("(");
            if (!tokens.atSymbol(")")) {
                do {
                    replicas.add(replica());
                } while (tokens.acceptSymbol(","));
            }
            tokens.expectSymbol(")");
            values.put(name, "");
        } else if (name.equals("schedule")) {
            schedule(values);
        } else if (tokens.atSymbol("(") || tokens.atSymbol("[")) {
            throw SqlError.unsupported("the cluster option " + name.toUpperCase(java.util.Locale.ROOT), "Leave it out.")
                    .at(start);
        } else {
            values.put(name, value());
        }
    }

    private void schedule(Map<String, String> values) {
        if (tokens.accept("manual")) {
            values.put("schedule", "manual");
            return;
        }
        tokens.expect("on");
        tokens.expect("refresh");
        values.put("schedule", "on-refresh");
        if (tokens.acceptSymbol("(")) {
            if (!tokens.acceptWords("hydration", "time", "estimate")) throw tokens.expected("HYDRATION TIME ESTIMATE");
            tokens.acceptSymbol("=");
            values.put("hydration time estimate", tokens.string());
            tokens.expectSymbol(")");
        }
    }

    private Replica replica() {
        String name = tokens.identifier();
        tokens.expectSymbol("(");
        Optional<String> size = Optional.empty();
        Optional<String> zone = Optional.empty();
        do {
            if (tokens.accept("size")) {
                tokens.acceptSymbol("=");
                size = Optional.of(value());
            } else if (tokens.acceptWords("availability", "zone")) {
                tokens.acceptSymbol("=");
                zone = Optional.of(value());
            } else {
                throw tokens.expected("SIZE or AVAILABILITY ZONE");
            }
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return new Replica(name, size.orElseThrow(() -> SqlError.of("XX000", "SIZE must be specified")), zone);
    }

    private String value() {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER || token.name()) {
            return tokens.next().text();
        }
        throw tokens.expected("option value");
    }
}
