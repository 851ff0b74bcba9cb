package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.dialect.ViewChange.MaterializedViewOptions;
import dev.weir.sandbox.dialect.ViewChange.Refresh;
import dev.weir.sandbox.dialect.ViewChange.ViewHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that begin with CREATE. Source: Materialize docs, "SQL commands", CREATE …. */
final class CreateParser {
    private final TokenCursor tokens;

    CreateParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement create() {
        tokens.expect("create");
        boolean orReplace = tokens.acceptWords("or", "replace");
        boolean temporary = tokens.accept("temporary") || tokens.accept("temp");
        if (tokens.accept("view")) return view(orReplace, temporary);
        if (!temporary && tokens.acceptWords("materialized", "view")) return materializedView(orReplace, false);
        if (orReplace) throw tokens.expected("VIEW or MATERIALIZED VIEW");
        if (tokens.accept("table")) return table(temporary);
        if (temporary) throw tokens.expected("VIEW or TABLE");
        if (tokens.acceptWords("replacement", "materialized", "view")) return materializedView(false, true);
        if (tokens.accept("database")) {
            IfExists ifExists = ifNotExists();
            return new NamespaceChange.CreateDatabase(tokens.identifier(), ifExists);
        }
        if (tokens.accept("schema")) {
            IfExists ifExists = ifNotExists();
            return new NamespaceChange.CreateSchema(tokens.name(2), ifExists);
        }
        if (tokens.acceptWords("default", "index")) return index(true);
        if (tokens.accept("index")) return index(false);
        if (tokens.acceptWords("cluster", "replica")) return new ClusterParser(tokens).createReplica();
        if (tokens.accept("cluster")) return new ClusterParser(tokens).create();
        if (tokens.accept("source")) return new SourceParser(tokens).create(ifNotExists());
        if (tokens.accept("sink")) return new SinkParser(tokens).create(ifNotExists());
        if (tokens.accept("connection")) return new ConnectionParser(tokens).create(ifNotExists());
        if (tokens.accept("secret")) return new ConnectionParser(tokens).createSecret(ifNotExists());
        if (tokens.accept("role")) return new RoleParser(tokens).create();
        if (tokens.accept("type")) return type();
        if (tokens.acceptWords("network", "policy")) return new PolicyParser(tokens).create();
        if (tokens.at("user")) return unsupported("CREATE " + SessionParser.upper(tokens.peek()));
        throw tokens.expected("DATABASE, SCHEMA, ROLE, TYPE, INDEX, SINK, SOURCE, TABLE, SECRET, CLUSTER, VIEW, "
                + "MATERIALIZED VIEW, or CONNECTION after CREATE");
    }

    private Statement unsupported(String what) {
        return StatementParser.unsupported(tokens, SqlError.unsupported(what, "It runs on a real Materialize only."));
    }

    private IfExists ifNotExists() {
        return tokens.acceptWords("if", "not", "exists") ? IfExists.TOLERATED : IfExists.REQUIRED;
    }

    static Optional<String> inCluster(TokenCursor tokens) {
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
        return new ViewChange.CreateView(head, new QueryParser(tokens).query(), temporary);
    }

    private Statement materializedView(boolean orReplace, boolean replacement) {
        ViewHead head = head(orReplace);
        Optional<Name> replaces = Optional.empty();
        if (replacement) {
            tokens.expect("for");
            replaces = Optional.of(tokens.name(3));
        }
        Optional<String> cluster = inCluster(tokens);
        MaterializedViewOptions options = viewOptions();
        tokens.expect("as");
        return new ViewChange.CreateMaterializedView(head, replaces, cluster, options, new QueryParser(tokens).query());
    }

    private MaterializedViewOptions viewOptions() {
        var asserted = new ArrayList<String>();
        var partitionBy = new ArrayList<String>();
        Optional<String> retain = Optional.empty();
        var refresh = new ArrayList<Refresh>();
        if (tokens.accept("with")) {
            tokens.expectSymbol("(");
            do {
                if (tokens.acceptWords("assert", "not", "null")) {
                    tokens.acceptSymbol("=");
                    asserted.add(tokens.identifier());
                } else if (tokens.acceptWords("partition", "by")) {
                    tokens.acceptSymbol("=");
                    partitionBy.addAll(tokens.identifierList());
                } else if (tokens.acceptWords("retain", "history")) {
                    tokens.acceptSymbol("=");
                    tokens.expect("for");
                    retain = Optional.of(tokens.string());
                } else if (tokens.accept("refresh")) {
                    tokens.acceptSymbol("=");
                    refresh.add(refresh());
                } else {
                    throw tokens.expected("ASSERT, PARTITION, RETAIN or REFRESH");
                }
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        return new MaterializedViewOptions(asserted, partitionBy, retain, refresh);
    }

    private Refresh refresh() {
        if (tokens.acceptWords("on", "commit")) return new Refresh.OnCommit();
        if (tokens.accept("at")) {
            if (tokens.accept("creation")) return new Refresh.AtCreation();
            return new Refresh.At(new QueryParser(tokens).expression());
        }
        if (!tokens.accept("every")) throw tokens.expected("one of ON or AT or EVERY");
        String interval = tokens.string();
        Optional<SqlFragment> aligned = tokens.acceptWords("aligned", "to")
                ? Optional.of(new QueryParser(tokens).expression())
                : Optional.empty();
        return new Refresh.Every(interval, aligned);
    }

    // ---- tables

    private Statement table(boolean temporary) {
        IfExists ifExists = ifNotExists();
        Name name = tokens.name(3);
        if (tokens.atWords("from", "source")) return new SourceParser(tokens).table(name, ifExists, List.of());
        if (tokens.atSymbol("(") && namesOnly()) {
            return new SourceParser(tokens).table(name, ifExists, tokens.identifierList());
        }
        int start = tokens.peek().start();
        tokens.expectSymbol("(");
        var relations = new ArrayList<SqlFragment.RelationUse>();
        var edits = new ArrayList<SqlFragment.Edit>();
        var collections = new java.util.HashSet<String>();
        var defaults = new java.util.HashMap<String, String>();
        if (!tokens.atSymbol(")")) {
            do {
                column(relations, edits, collections, defaults);
            } while (tokens.acceptSymbol(","));
        }
        tokens.expectSymbol(")");
        int end = tokens.previous().end();
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
        return new TableChange.CreateTable(
                name,
                ifExists,
                temporary,
                new SqlFragment(tokens.source(), start, end, relations, edits, List.of(), collections),
                defaults);
    }

    /** Whether names without types are in the parentheses ahead: columns of a table FROM SOURCE. */
    private boolean namesOnly() {
        int ahead = 1;
        while (tokens.peek(ahead).name() && tokens.peek(ahead + 1).symbol(",")) ahead += 2;
        return tokens.peek(ahead).name() && tokens.peek(ahead + 1).symbol(")");
    }

    private void column(
            List<SqlFragment.RelationUse> relations,
            List<SqlFragment.Edit> edits,
            java.util.Set<String> collections,
            java.util.Map<String, String> defaults) {
        if (tokens.at("constraint") || tokens.at("primary") || tokens.at("unique") || tokens.at("foreign")) {
            throw SqlError.unsupported("table constraints", "Materialize has them only behind a feature flag.")
                    .at(tokens.peek().start());
        }
        Token name = tokens.peek();
        String column = tokens.identifier();
        if (Keywords.needsQuotes(name)) edits.add(new SqlFragment.Edit(name.start(), name.end(), '"' + column + '"'));
        SqlFragment type = new QueryParser(tokens).dataType();
        relations.addAll(type.relations());
        edits.addAll(type.edits());
        collections.addAll(type.collections());
        while (!tokens.atSymbol(",") && !tokens.atSymbol(")")) {
            if (tokens.acceptWords("not", "null") || tokens.accept("null")) continue;
            if (tokens.accept("default")) {
                SqlFragment value = new DefaultValue(tokens).read();
                defaults.put(column, value.written().strip());
                relations.addAll(value.relations());
                edits.addAll(value.edits());
                collections.addAll(value.collections());
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
                return new SqlFragment(
                        tokens.source(), word.start(), word.end(), List.of(), List.of(), List.of(), java.util.Set.of());
            }
            return new QueryParser(tokens).expression();
        }
    }

    // ---- indexes, clusters

    private Statement index(boolean ofDefault) {
        IfExists ifExists = ifNotExists();
        Optional<String> name = Optional.empty();
        if (!tokens.at("on") && !tokens.atWords("in", "cluster")) name = Optional.of(tokens.identifier());
        Optional<String> cluster = inCluster(tokens);
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
        return new IndexChange.CreateIndex(name, ifExists, cluster, on, keys);
    }

    // ---- types

    private Statement type() {
        Name name = tokens.name(3);
        tokens.expect("as");
        if (tokens.accept("list")) {
            var options = new TypeOptions(tokens);
            return new TypeChange.CreateType(name, new TypeChange.Shape.ListOf(options.read("element")));
        }
        if (tokens.accept("map")) {
            var options = new TypeOptions(tokens);
            SqlFragment key = options.read("key");
            return new TypeChange.CreateType(name, new TypeChange.Shape.MapOf(key, options.read("value")));
        }
        tokens.expectSymbol("(");
        var fields = new ArrayList<TypeChange.Field>();
        do {
            fields.add(new TypeChange.Field(tokens.identifier(), new QueryParser(tokens).dataType()));
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return new TypeChange.CreateType(name, new TypeChange.Shape.Composite(fields));
    }

    /** {@code (KEY TYPE = text, VALUE TYPE = int)}, in any order. */
    private static final class TypeOptions {
        private final TokenCursor tokens;
        private final java.util.Map<String, SqlFragment> types = new java.util.HashMap<>();

        TypeOptions(TokenCursor tokens) {
            this.tokens = tokens;
            tokens.expectSymbol("(");
            do {
                String role = tokens.identifier();
                tokens.expect("type");
                tokens.acceptSymbol("=");
                types.put(role, new QueryParser(tokens).dataType());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }

        SqlFragment read(String role) {
            SqlFragment type = types.get(role);
            if (type == null) throw tokens.expected(role.toUpperCase(java.util.Locale.ROOT) + " TYPE");
            return type;
        }
    }
}
