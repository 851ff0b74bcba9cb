package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of SQL ⇒ its statements. The door of this package. Throws {@link SqlError}: {@code 42601} in Materialize's
 * wording ({@code Expected …, found …}) for what is no statement.
 */
public final class StatementParser {
    private final TokenCursor tokens;

    StatementParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** The statements in order; none for blank text or comments only. */
    public static List<ParsedStatement> parse(String sql) {
        var parser = new StatementParser(new TokenCursor(sql));
        var statements = new ArrayList<ParsedStatement>();
        while (true) {
            while (parser.tokens.acceptSymbol(";")) {}
            if (parser.tokens.peek().kind() == Token.Kind.END) return statements;
            int start = parser.tokens.peek().start();
            Statement statement = parser.statement();
            if (!parser.tokens.atStatementEnd()) throw parser.tokens.expected("end of statement");
            statements.add(new ParsedStatement(
                    statement, sql.substring(start, parser.tokens.previous().end())));
        }
    }

    /** One statement at the cursor, up to what cannot belong to it. */
    Statement statement() {
        Token first = tokens.peek();
        if (first.symbol("(")) return new Statement.Query(new QueryParser(tokens).statement());
        if (first.kind() != Token.Kind.WORD) throw noStatement();
        var session = new SessionParser(tokens);
        return switch (first.text()) {
            case "select", "values", "with", "table" -> new Statement.Query(new QueryParser(tokens).statement());
            case "insert" -> new Statement.Write(new QueryParser(tokens).insert());
            case "update" -> new Statement.Write(new QueryParser(tokens).update());
            case "delete" -> new Statement.Write(new QueryParser(tokens).delete());
            case "copy" -> new CopyParser(tokens).copy();
            case "subscribe" -> new SubscribeParser(tokens).subscribe();
            case "explain" -> new ExplainParser(tokens).explain();
            case "create" -> new CreateParser(tokens).create();
            case "drop" -> drop();
            case "alter" -> new AlterParser(tokens).alter();
            case "comment" -> comment();
            case "grant", "revoke" -> new RoleParser(tokens).grantOrRevoke();
            case "reassign" -> new RoleParser(tokens).reassign();
            case "validate" -> validate();
            case "set" -> session.set();
            case "reset" -> session.reset();
            case "show" -> new ShowParser(tokens).show();
            case "begin", "start" -> session.begin();
            case "commit", "end" -> session.end(new Statement.Commit());
            case "rollback", "abort" -> session.end(new Statement.Rollback());
            case "discard" -> session.discard();
            case "declare" -> session.declare();
            case "fetch" -> session.fetch();
            case "close" -> session.close();
            case "prepare" -> session.prepare();
            case "execute" -> session.execute();
            case "deallocate" -> session.deallocate();
            default -> throw noStatement();
        };
    }

    private SqlError noStatement() {
        return tokens.expected("a keyword at the beginning of a statement");
    }

    private Statement validate() {
        tokens.expect("validate");
        tokens.expect("connection");
        return new ConnectionChange.ValidateConnection(tokens.name(3));
    }

    /** Takes the rest of the statement, so that those after it are still understood. */
    static Statement unsupported(TokenCursor tokens, SqlError reason) {
        while (!tokens.atStatementEnd()) tokens.next();
        return new Statement.Unsupported(reason);
    }

    // ---- DROP, COMMENT

    private Statement drop() {
        tokens.expect("drop");
        if (tokens.at("owned")) return new RoleParser(tokens).dropOwned();
        ObjectKind kind = tokens.accept("user") ? ObjectKind.ROLE : objectKind(tokens);
        IfExists ifExists = tokens.acceptWords("if", "exists") ? IfExists.TOLERATED : IfExists.REQUIRED;
        var names = new ArrayList<Name>();
        do {
            names.add(tokens.name(3));
        } while (tokens.acceptSymbol(","));
        boolean cascade = tokens.accept("cascade");
        boolean restrict = tokens.accept("restrict");
        if (restrict && (cascade || tokens.at("cascade"))) {
            throw SqlError.syntax(
                    cascade
                            ? "Cannot specify both CASCADE and RESTRICT in DROP"
                            : "Cannot specify both RESTRICT and CASCADE in DROP",
                    tokens.previous().start());
        }
        return new ObjectChange.Drop(kind, names, ifExists, cascade, restrict);
    }

    private Statement comment() {
        tokens.expect("comment");
        tokens.expect("on");
        ObjectKind kind = tokens.accept("column") ? ObjectKind.COLUMN : objectKind(tokens);
        Name name = tokens.name(kind == ObjectKind.COLUMN ? 4 : 3);
        tokens.expect("is");
        if (tokens.accept("null")) return new ObjectChange.Comment(kind, name, Optional.empty());
        return new ObjectChange.Comment(kind, name, Optional.of(tokens.string()));
    }

    static ObjectKind objectKind(TokenCursor tokens) {
        if (tokens.acceptWords("materialized", "view")) return ObjectKind.MATERIALIZED_VIEW;
        if (tokens.acceptWords("cluster", "replica")) return ObjectKind.CLUSTER_REPLICA;
        if (tokens.acceptWords("network", "policy")) return ObjectKind.NETWORK_POLICY;
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind != ObjectKind.COLUMN && tokens.accept(kind.words())) return kind;
        }
        throw tokens.expected("DATABASE, SCHEMA, ROLE, CLUSTER, TABLE, VIEW, MATERIALIZED VIEW, SOURCE, SINK, INDEX, "
                + "CONNECTION, SECRET, TYPE, FUNCTION or NETWORK POLICY");
    }
}
