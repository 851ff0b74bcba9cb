package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ParsedStatement;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement;

/** A statement ⇒ its plan, under a session's variables. */
final class Planner {
    private final Naming naming;
    private final SessionVariables variables;

    Planner(Naming naming, SessionVariables variables) {
        this.naming = naming;
        this.variables = variables;
    }

    Plan plan(ParsedStatement parsed) {
        return switch (parsed.statement()) {
            case Statement.Query query -> relay(query.text());
            case Statement.Write write -> relay(write.text());
            case Statement.Copy copy -> relay(copy.text());
            case Statement.Declare declare ->
                new Plan.Relay(new Rewritten.Builder(naming, database())
                        .add("DECLARE " + Quoted.identifier(declare.cursor()) + " CURSOR FOR ")
                        .add(declare.query())
                        .build());
            case Statement.Cursor cursor -> relay(cursor.text());
            case Statement.ShowVariable show -> new Plan.Relay(showVariable(show));
            case Statement.ShowObjects show -> new Plan.Relay(new ShowQueries(naming, variables).list(show.what()));
            case Statement.ShowCreate show -> new Plan.Relay(new ShowQueries(naming, variables).create(show));
            case Statement.Unsupported unsupported -> throw unsupported.reason();
            case Statement.CreateDatabase _,
                    Statement.CreateSchema _,
                    Statement.CreateCluster _,
                    Statement.CreateView _,
                    Statement.CreateMaterializedView _,
                    Statement.CreateTable _,
                    Statement.CreateIndex _,
                    Statement.CreateLoadGenerator _,
                    Statement.Drop _,
                    Statement.Rename _,
                    Statement.Swap _,
                    Statement.AlterCluster _,
                    Statement.Grant _,
                    Statement.Comment _,
                    Statement.SetVariable _,
                    Statement.Begin _,
                    Statement.Commit _,
                    Statement.Rollback _,
                    Statement.Discard _,
                    Statement.Deallocate _ -> new Plan.Command(parsed.statement());
        };
    }

    private Plan relay(SqlFragment text) {
        return new Plan.Relay(Rewritten.of(text, naming, database()));
    }

    private Rewritten showVariable(Statement.ShowVariable show) {
        if (show.name().equals("all")) {
            var sql = new StringBuilder("SELECT * FROM (VALUES ");
            boolean first = true;
            for (var variable : variables.all().entrySet()) {
                sql.append(first ? "" : ", ")
                        .append('(')
                        .append(Quoted.literal(variable.getKey()))
                        .append("::text, ");
                sql.append(Quoted.literal(variable.getValue())).append("::text, ''::text)");
                first = false;
            }
            return Rewritten.ofOurs(
                    sql.append(") AS v(name, setting, description)").toString());
        }
        String canonical = variables.require(show.name());
        return Rewritten.ofOurs("SELECT " + Quoted.literal(variables.value(canonical)) + "::text AS "
                + Quoted.identifier(
                        canonical.toLowerCase(java.util.Locale.ROOT).equals("timezone") ? "TimeZone" : canonical));
    }

    private String database() {
        return variables.value("database");
    }
}
