package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.dialect.Statement.LoadGenerator;
import dev.weir.sandbox.dialect.Statement.MaterializedViewOptions;
import dev.weir.sandbox.dialect.Statement.ViewHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements that begin with CREATE. Source: Materialize docs, "SQL commands", CREATE …. */
final class CreateParser {
    private static final String IN_REAL = "It runs on a real Materialize only.";

    private final TokenCursor tokens;

    CreateParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement create() {
        tokens.expect("create");
        boolean orReplace = tokens.acceptWords("or", "replace");
        boolean temporary = tokens.accept("temporary") || tokens.accept("temp");
        if (tokens.accept("view")) return view(orReplace, temporary);
        if (tokens.acceptWords("materialized", "view")) return materializedView(orReplace);
        if (tokens.acceptWords("replacement", "materialized"))
            return unsupported("CREATE REPLACEMENT MATERIALIZED VIEW");
        if (orReplace) throw tokens.expected("VIEW or MATERIALIZED VIEW");
        if (tokens.accept("table")) return table(temporary);
        if (temporary) throw tokens.expected("VIEW or TABLE");
        if (tokens.accept("database")) {
            IfExists ifExists = ifNotExists();
            return new Statement.CreateDatabase(tokens.identifier(), ifExists);
        }
        if (tokens.accept("schema")) {
            IfExists ifExists = ifNotExists();
            return new Statement.CreateSchema(tokens.name(2), ifExists);
        }
        if (tokens.acceptWords("default", "index")) return index(true);
        if (tokens.accept("index")) return index(false);
        if (tokens.atWords("cluster", "replica")) return unsupported("CREATE CLUSTER REPLICA");
        if (tokens.accept("cluster")) return cluster();
        if (tokens.accept("source")) return source();
        for (String kind : List.of("sink", "connection", "secret", "type", "role", "subsource", "user", "network")) {
            if (tokens.at(kind)) return unsupported("CREATE " + kind.toUpperCase(Locale.ROOT));
        }
        throw tokens.expected("DATABASE, SCHEMA, ROLE, TYPE, INDEX, SINK, SOURCE, TABLE, SECRET, CLUSTER, VIEW, "
                + "MATERIALIZED VIEW, or CONNECTION after CREATE");
    }

    private Statement unsupported(String what) {
        return StatementParser.unsupported(tokens, SqlError.unsupported(what, IN_REAL));
    }

    private IfExists ifNotExists() {
        return tokens.acceptWords("if", "not", "exists") ? IfExists.TOLERATED : IfExists.REQUIRED;
    }

    private Optional<String> inCluster() {
        if (!tokens.atWords("in", "cluster")) return Optional.empty();
        tokens.acceptWords("in", "cluster");
        return Optional.of(tokens.identifier());
    }

    // ---- views

    private ViewHead head(boolean orReplace) {
        IfExists ifExists = ifNotExists();
        Name name = tokens.name(3);
        List<String> columns = tokens.atSymbol("(") ? tokens.identifierList() : List.of();
        return new ViewHead(name, ifExists, orReplace, columns);
    }

    private Statement view(boolean orReplace, boolean temporary) {
        ViewHead head = head(orReplace);
        tokens.expect("as");
        return new Statement.CreateView(head, new QueryParser(tokens).query(), temporary);
    }

    private Statement materializedView(boolean orReplace) {
        ViewHead head = head(orReplace);
        Optional<String> cluster = inCluster();
        var asserted = new ArrayList<String>();
        var recorded = new ArrayList<String>();
        Optional<SqlError> refusal = Optional.empty();
        if (tokens.accept("with")) {
            tokens.expectSymbol("(");
            do {
                int start = tokens.peek().start();
                if (tokens.acceptWords("assert", "not", "null")) {
                    tokens.acceptSymbol("=");
                    asserted.add(tokens.identifier());
                } else if (tokens.acceptWords("partition", "by")) {
                    tokens.acceptSymbol("=");
                    tokens.identifierList();
                    recorded.add(
                            tokens.source().substring(start, tokens.previous().end()));
                } else if (tokens.acceptWords("retain", "history")) {
                    tokens.acceptSymbol("=");
                    tokens.expect("for");
                    tokens.string();
                    recorded.add(
                            tokens.source().substring(start, tokens.previous().end()));
                } else if (tokens.accept("refresh")) {
                    tokens.acceptSymbol("=");
                    if (!tokens.acceptWords("on", "commit")) {
                        refusal = Optional.of(SqlError.unsupported(
                                "REFRESH " + schedule(),
                                "Leave the refresh option out: views of the sandbox are always fresh."));
                    }
                } else {
                    throw tokens.expected("ASSERT, PARTITION, RETAIN or REFRESH");
                }
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        tokens.expect("as");
        SqlFragment query = new QueryParser(tokens).query();
        if (refusal.isPresent()) return new Statement.Unsupported(refusal.get());
        return new Statement.CreateMaterializedView(
                head, cluster, new MaterializedViewOptions(asserted, recorded), query);
    }

    private String schedule() {
        if (tokens.accept("at")) {
            if (tokens.accept("creation")) return "AT CREATION";
            new QueryParser(tokens).expression();
            return "AT";
        }
        tokens.expect("every");
        tokens.string();
        if (tokens.acceptWords("aligned", "to")) new QueryParser(tokens).expression();
        return "EVERY";
    }

    // ---- tables

    private Statement table(boolean temporary) {
        IfExists ifExists = ifNotExists();
        Name name = tokens.name(3);
        if (tokens.atWords("from", "source")) return unsupported("CREATE TABLE … FROM SOURCE");
        int start = tokens.peek().start();
        tokens.expectSymbol("(");
        var relations = new ArrayList<SqlFragment.RelationUse>();
        var edits = new ArrayList<SqlFragment.Edit>();
        if (!tokens.atSymbol(")")) {
            do {
                column(relations, edits);
            } while (tokens.acceptSymbol(","));
        }
        if (tokens.atWords("from", "source")) return unsupported("CREATE TABLE … FROM SOURCE");
        tokens.expectSymbol(")");
        int end = tokens.previous().end();
        if (tokens.atWords("from", "source")) return unsupported("CREATE TABLE … FROM SOURCE");
        if (tokens.accept("with")) {
            tokens.expectSymbol("(");
            while (!tokens.acceptSymbol(")")) {
                if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
                if (tokens.acceptSymbol("(")) {
                    while (!tokens.acceptSymbol(")") && !tokens.atStatementEnd()) tokens.next();
                } else {
                    tokens.next();
                }
            }
        }
        return new Statement.CreateTable(
                name, ifExists, temporary, new SqlFragment(tokens.source(), start, end, relations, edits));
    }

    private void column(List<SqlFragment.RelationUse> relations, List<SqlFragment.Edit> edits) {
        if (tokens.at("constraint") || tokens.at("primary") || tokens.at("unique") || tokens.at("foreign")) {
            throw SqlError.unsupported("table constraints", "Materialize has them only behind a feature flag.")
                    .at(tokens.peek().start());
        }
        tokens.identifier();
        SqlFragment type = new QueryParser(tokens).dataType();
        relations.addAll(type.relations());
        edits.addAll(type.edits());
        while (!tokens.atSymbol(",") && !tokens.atSymbol(")")) {
            if (tokens.acceptWords("not", "null") || tokens.accept("null")) continue;
            if (tokens.accept("default")) {
                SqlFragment value = new DefaultValue(tokens).read();
                relations.addAll(value.relations());
                edits.addAll(value.edits());
            } else if (tokens.at("primary") || tokens.at("unique") || tokens.at("check") || tokens.at("references")) {
                throw SqlError.unsupported("column constraints", "Materialize has them only behind a feature flag.")
                        .at(tokens.peek().start());
            } else {
                throw tokens.expected("column option");
            }
        }
    }

    /** The expression after DEFAULT; it ends before NOT NULL. */
    private record DefaultValue(TokenCursor tokens) {
        SqlFragment read() {
            if (tokens.accept("null")) {
                Token word = tokens.previous();
                return new SqlFragment(tokens.source(), word.start(), word.end(), List.of(), List.of());
            }
            return new QueryParser(tokens).expression();
        }
    }

    // ---- indexes, clusters

    private Statement index(boolean ofDefault) {
        IfExists ifExists = ifNotExists();
        Optional<String> name = Optional.empty();
        if (!tokens.at("on") && !tokens.atWords("in", "cluster")) name = Optional.of(tokens.identifier());
        Optional<String> cluster = inCluster();
        tokens.expect("on");
        Name on = tokens.name(3);
        var keys = new ArrayList<SqlFragment>();
        if (!ofDefault) {
            if (tokens.accept("using")) {
                String method = tokens.identifier();
                if (!method.equals("arrangement")) throw SqlError.syntax("unknown index method " + method, on.offset());
            }
            tokens.expectSymbol("(");
            do {
                keys.add(new QueryParser(tokens).expression());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
            if (tokens.accept("with")) {
                tokens.expectSymbol("(");
                while (!tokens.acceptSymbol(")")) {
                    if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
                    tokens.next();
                }
            }
        }
        return new Statement.CreateIndex(name, ifExists, cluster, on, keys);
    }

    private Statement cluster() {
        if (tokens.atWords("if", "not", "exists")) throw tokens.expected("identifier");
        String name = tokens.identifier();
        var options = new ClusterOptionsParser(tokens).options();
        return new Statement.CreateCluster(name, options);
    }

    // ---- sources

    private Statement source() {
        IfExists ifExists = ifNotExists();
        Name name = tokens.name(3);
        if (tokens.atSymbol("(")) tokens.identifierList();
        Optional<String> cluster = inCluster();
        tokens.expect("from");
        if (!tokens.acceptWords("load", "generator")) {
            String kind = tokens.identifier();
            return StatementParser.unsupported(
                    tokens,
                    SqlError.unsupported(
                            "sources FROM " + kind.toUpperCase(Locale.ROOT),
                            "The sandbox has LOAD GENERATOR AUCTION and COUNTER; for others make a table or seed."));
        }
        String kind = tokens.identifier();
        LoadGenerator.Kind generator = switch (kind) {
            case "auction" -> LoadGenerator.Kind.AUCTION;
            case "counter" -> LoadGenerator.Kind.COUNTER;
            case "marketing", "tpch", "clock", "datums", "key" -> {
                throw SqlError.unsupported(
                        "LOAD GENERATOR " + kind.toUpperCase(Locale.ROOT), "Use AUCTION or COUNTER.");
            }
            default ->
                throw SqlError.syntax(
                        "Expected one of KEY or CLOCK or COUNTER or MARKETING or AUCTION or TPCH or DATUMS, found "
                                + tokens.previous().described(),
                        tokens.previous().start());
        };
        Duration tick = Duration.ofSeconds(1);
        if (tokens.acceptSymbol("(")) {
            do {
                if (!tokens.acceptWords("tick", "interval")) {
                    throw SqlError.unsupported(
                            "the load generator option " + tokens.peek().text().toUpperCase(Locale.ROOT),
                            "The sandbox knows TICK INTERVAL.");
                }
                tokens.acceptSymbol("=");
                tick = IntervalText.duration(tokens.string());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        boolean allTables = tokens.acceptWords("for", "all", "tables");
        if (tokens.at("for")) return unsupported("FOR TABLES of a load generator");
        if (tokens.atWords("expose", "progress")) return unsupported("EXPOSE PROGRESS AS");
        if (tokens.at("with") || tokens.at("include") || tokens.at("envelope") || tokens.at("format")) {
            return unsupported(tokens.peek().text().toUpperCase(Locale.ROOT) + " of a load generator");
        }
        return new Statement.CreateLoadGenerator(
                name, ifExists, cluster, new LoadGenerator(generator, tick), allTables);
    }
}
