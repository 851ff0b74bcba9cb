package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.ClusterChange.ClusterOptions;
import dev.weir.sandbox.dialect.ClusterChange.Replica;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Clusters and their replicas. Source: Materialize docs, "CREATE CLUSTER", "ALTER CLUSTER". */
final class ClusterParser {
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

    ClusterParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** What follows CREATE CLUSTER. */
    Statement create() {
        String name = tokens.identifier();
        ClusterOptions options = options();
        if (tokens.at("features")) {
            return StatementParser.unsupported(
                    tokens, SqlError.unsupported("FEATURES of a cluster", "Leave them out."));
        }
        return new ClusterChange.CreateCluster(name, options);
    }

    /** What follows CREATE CLUSTER REPLICA. */
    Statement createReplica() {
        Name name = tokens.name(2);
        if (name.parts().size() != 2)
            throw SqlError.syntax("Expected dot, found " + tokens.peek().described(), name.offset());
        boolean parenthesised = tokens.acceptSymbol("(");
        Replica replica = replicaOptions(name.item());
        if (parenthesised) tokens.expectSymbol(")");
        return new ClusterChange.CreateReplica(name.parts().getFirst(), replica);
    }

    /** What follows ALTER CLUSTER name, at SET or RESET. */
    Statement alter(String name, IfExists ifExists) {
        if (tokens.accept("set")) {
            if (!tokens.atSymbol("(")) throw tokens.expected("left parenthesis");
            ClusterOptions options = options();
            int start = tokens.peek().start();
            Optional<String> waiting = Optional.empty();
            if (tokens.accept("with")) {
                waitFor();
                waiting = Optional.of(
                        tokens.source().substring(start, tokens.previous().end()));
            }
            return new ClusterChange.AlterCluster(name, ifExists, options, List.of(), waiting);
        }
        tokens.expect("reset");
        tokens.expectSymbol("(");
        var reset = new ArrayList<String>();
        do {
            reset.add(optionName());
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return new ClusterChange.AlterCluster(name, ifExists, ClusterOptions.none(), reset, Optional.empty());
    }

    private void waitFor() {
        tokens.expectSymbol("(");
        tokens.expect("wait");
        if (tokens.accept("for")) {
            tokens.acceptSymbol("=");
            tokens.string();
        } else {
            if (!tokens.acceptWords("until", "ready")) throw tokens.expected("FOR or UNTIL READY");
            tokens.acceptSymbol("=");
            tokens.expectSymbol("(");
            do {
                if (tokens.acceptWords("on", "timeout")) {
                    tokens.acceptSymbol("=");
                    if (tokens.peek().kind() == Token.Kind.STRING) tokens.next();
                    else if (!tokens.accept("commit") && !tokens.accept("rollback"))
                        throw tokens.expected("COMMIT or ROLLBACK");
                } else {
                    tokens.expect("timeout");
                    tokens.acceptSymbol("=");
                    tokens.string();
                }
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        tokens.expectSymbol(")");
    }

    /** Options with or without parentheses around them; may be none. */
    private ClusterOptions options() {
        Map<String, String> values = new LinkedHashMap<>();
        List<Replica> replicas = new ArrayList<>();
        Optional<Map<String, String>> scaling = Optional.empty();
        boolean parenthesised = tokens.acceptSymbol("(");
        if (!tokens.atStatementEnd() && !tokens.atSymbol(")") && !tokens.at("features") && !tokens.at("with")) {
            do {
                String name = optionName();
                tokens.acceptSymbol("=");
                boolean again =
                        values.containsKey(name) || (name.equals("auto scaling strategy") && scaling.isPresent());
                if (again) throw specifiedAgain(name);
                switch (name) {
                    case "replicas" -> {
                        replicas.addAll(replicas());
                        values.put(name, "");
                    }
                    case "schedule" -> schedule(values);
                    case "auto scaling strategy" -> scaling = Optional.of(autoScaling());
                    case "managed", "disk", "introspection debugging" ->
                        values.put(
                                name,
                                tokens.atSymbol(",") || tokens.atSymbol(")") || tokens.atStatementEnd()
                                        ? "true"
                                        : value());
                    case "size" -> values.put(name, size());
                    default -> values.put(name, value());
                }
            } while (tokens.acceptSymbol(","));
        }
        if (parenthesised) tokens.expectSymbol(")");
        return new ClusterOptions(values, replicas, scaling);
    }

    private static SqlError specifiedAgain(String option) {
        return SqlError.of("XX000", option.toUpperCase(Locale.ROOT) + " specified more than once");
    }

    /** Source: test/sqllogictest/cluster.slt. */
    private String size() {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NUMBER || token.word("null")) {
            throw SqlError.of("XX000", "invalid SIZE: cannot use value as string");
        }
        if (token.kind() != Token.Kind.STRING && !token.name()) {
            throw SqlError.of("XX000", "invalid SIZE: must provide a string value");
        }
        return value();
    }

    private String optionName() {
        for (String name : NAMES) {
            if (tokens.acceptWords(name.split(" "))) return name;
        }
        throw tokens.expected("one of REPLICAS or REPLICATION FACTOR or SIZE or other cluster option");
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

    private Map<String, String> autoScaling() {
        var strategy = new LinkedHashMap<String, String>();
        tokens.expectSymbol("(");
        if (tokens.acceptWords("on", "hydration")) {
            tokens.acceptSymbol("=");
            tokens.expectSymbol("(");
            do {
                String option;
                if (tokens.acceptWords("hydration", "size")) option = "hydration size";
                else if (tokens.acceptWords("linger", "duration")) option = "linger duration";
                else throw tokens.expected("one of HYDRATION SIZE or LINGER DURATION");
                tokens.acceptSymbol("=");
                strategy.put(option, value());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        tokens.expectSymbol(")");
        return strategy;
    }

    private List<Replica> replicas() {
        var replicas = new ArrayList<Replica>();
        tokens.expectSymbol("(");
        if (!tokens.atSymbol(")")) {
            do {
                String name = tokens.identifier();
                tokens.expectSymbol("(");
                replicas.add(replicaOptions(name));
                tokens.expectSymbol(")");
            } while (tokens.acceptSymbol(","));
        }
        tokens.expectSymbol(")");
        return replicas;
    }

    private Replica replicaOptions(String name) {
        Optional<String> size = Optional.empty();
        Optional<String> zone = Optional.empty();
        do {
            if (tokens.accept("size")) {
                tokens.acceptSymbol("=");
                if (size.isPresent()) throw specifiedAgain("size");
                size = Optional.of(size());
            } else if (tokens.acceptWords("availability", "zone")) {
                tokens.acceptSymbol("=");
                if (zone.isPresent()) throw specifiedAgain("availability zone");
                zone = Optional.of(value());
            } else {
                throw tokens.expected("one of SIZE or AVAILABILITY ZONE");
            }
        } while (tokens.acceptSymbol(","));
        return new Replica(name, size.orElseThrow(() -> SqlError.of("XX000", "SIZE must be specified")), zone);
    }

    /** A plain value; several in parentheses or brackets are joined by commas. */
    private String value() {
        Token token = tokens.peek();
        if (token.symbol("(") || token.symbol("[")) {
            String close = tokens.next().symbol("(") ? ")" : "]";
            var several = new ArrayList<String>();
            while (!tokens.atSymbol(close)) {
                several.add(value());
                if (!tokens.acceptSymbol(",")) break;
            }
            tokens.expectSymbol(close);
            return String.join(",", several);
        }
        if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER || token.name()) {
            return tokens.next().text();
        }
        throw tokens.expected("option value");
    }
}
