package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.CatalogChange;
import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;

/** A statement ⇒ its plan, under a session's variables. */
final class Planner {
    private final Naming naming;
    private final SessionVariables variables;
    private final Subscriptions subscriptions;

    Planner(Naming naming, SessionVariables variables, Subscriptions subscriptions) {
        this.naming = naming;
        this.variables = variables;
        this.subscriptions = subscriptions;
    }

    Plan plan(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.Query query -> relay(query.text());
            case Statement.Write write -> relay(write.text());
            case Statement.Copy copy -> relay(copy.text());
            case Statement.Declare declare -> declare(declare);
            case Statement.Fetch fetch when subscriptions.knows(fetch.cursor()) -> new Plan.Streamed(fetch);
            case Statement.Fetch fetch ->
                new Plan.Relay(Rewritten.ofOurs("FETCH "
                        + fetch.count().map(String::valueOf).orElse("ALL") + " FROM "
                        + Quoted.identifier(fetch.cursor())));
            case Statement.CloseCursor close when subscriptions.knows(close.cursor()) -> new Plan.Command(close);
            case Statement.CloseCursor close ->
                new Plan.Relay(Rewritten.ofOurs("CLOSE " + Quoted.identifier(close.cursor())));
            case Statement.ShowVariable _, Statement.ShowObjects _, Statement.ShowCreate _ ->
                new Plan.Relay(new ShowQueries(naming, variables).rows(parsed.statement()));
            case Statement.Unsupported unsupported -> throw unsupported.reason();
            case Statement.Subscribe _, Statement.CopySubscribe _, Statement.CopyOut _ ->
                new Plan.Streamed(parsed.statement());
            case Statement.Explain _ -> new Plan.Streamed(parsed.statement());
            case Statement.Prepare _ -> new Plan.Command(parsed.statement());
            case Statement.Execute execute -> new Plan.Relay(execute(execute));
            case CatalogChange _,
                    Statement.SetVariable _,
                    Statement.Begin _,
                    Statement.Commit _,
                    Statement.Rollback _,
                    Statement.Discard _,
                    Statement.ResetAll _,
                    Statement.Deallocate _ -> new Plan.Command(parsed.statement());
        };
    }

    /** What stands before the query of a cursor. */
    static String cursor(Statement.Declare declare) {
        return "DECLARE " + Quoted.identifier(declare.cursor()) + " CURSOR FOR ";
    }

    private Plan declare(Statement.Declare declare) {
        if (!(declare.of() instanceof Statement.Query query)) return new Plan.Command(declare);
        return new Plan.Relay(new Rewritten.Builder(naming, variables)
                .add(cursor(declare))
                .add(query.text())
                .build());
    }

    private Rewritten execute(Statement.Execute execute) {
        var sql = new Rewritten.Builder(naming, variables).add("EXECUTE " + Quoted.identifier(execute.name()));
        for (int i = 0; i < execute.arguments().size(); i++) {
            sql.add(i == 0 ? " (" : ", ").add(execute.arguments().get(i));
        }
        return sql.add(execute.arguments().isEmpty() ? "" : ")").build();
    }

    private Plan relay(SqlFragment text) {
        return new Plan.Relay(Rewritten.of(text, naming, variables));
    }
}
