package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.Statement.ExplainedObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** EXPLAIN in all its forms. Source: Materialize docs, "EXPLAIN …". */
final class ExplainParser {
    private static final List<String> STAGES = List.of(
            "raw plan",
            "decorrelated plan",
            "locally optimized plan",
            "optimized plan",
            "physical plan",
            "filter pushdown",
            "timestamp",
            "key schema",
            "value schema",
            "query plan",
            "plan insights",
            "plan");

    private final TokenCursor tokens;

    ExplainParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    Statement explain() {
        tokens.expect("explain");
        String what = "PHYSICAL PLAN";
        boolean told = false;
        if (tokens.accept("analyze")) {
            if (!tokens.at("cpu") && !tokens.at("memory") && !tokens.at("hints") && !tokens.at("cluster")) {
                throw tokens.expected("one of CPU or MEMORY or HINTS or CLUSTER");
            }
            what = "ANALYZE " + SessionParser.upper(tokens.next());
            while (tokens.acceptSymbol(",")) what += ", " + SessionParser.upper(tokens.next());
            tokens.acceptWords("with", "skew");
            if (what.equals("ANALYZE CLUSTER")) {
                while (!tokens.atStatementEnd() && !tokens.at("as")) tokens.next();
                return new Statement.Explain(what, format(), "", Optional.empty(), Optional.empty());
            }
            told = true;
        } else {
            for (String stage : STAGES) {
                if (!tokens.acceptWords(stage.split(" "))) continue;
                what = stage.equals("plan") ? "PHYSICAL PLAN" : stage.toUpperCase(Locale.ROOT);
                told = true;
                break;
            }
        }
        if (tokens.at("with")) modifiers();
        String format = format();
        if (told && !tokens.at("for")) throw tokens.expected("FOR");
        if (tokens.accept("for")) told = true;
        int start = tokens.peek().start();
        Optional<ExplainedObject> object = object();
        Optional<Statement> statement = Optional.empty();
        if (object.isEmpty() && !what.startsWith("ANALYZE"))
            statement = Optional.of(new StatementParser(tokens).statement());
        String of = tokens.source()
                .substring(start, Math.max(start, tokens.previous().end()));
        if (what.startsWith("ANALYZE") && format.equals("TEXT")) format = format();
        return new Statement.Explain(what, format, of, statement, object);
    }

    private void modifiers() {
        tokens.expect("with");
        tokens.expectSymbol("(");
        while (!tokens.acceptSymbol(")")) {
            if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
            tokens.next();
        }
    }

    private String format() {
        if (!tokens.accept("as")) return "TEXT";
        if (tokens.acceptWords("verbose", "text")) return "VERBOSE TEXT";
        if (tokens.accept("text")) return "TEXT";
        if (tokens.accept("json")) return "JSON";
        if (tokens.accept("sql")) return "SQL";
        throw tokens.expected("one of VERBOSE or TEXT or JSON or SQL");
    }

    private Optional<ExplainedObject> object() {
        ObjectKind kind;
        tokens.accept("replan");
        if (tokens.acceptWords("materialized", "view")) kind = ObjectKind.MATERIALIZED_VIEW;
        else if (tokens.accept("view")) kind = ObjectKind.VIEW;
        else if (tokens.accept("index")) kind = ObjectKind.INDEX;
        else return Optional.empty();
        return Optional.of(new ExplainedObject(kind, tokens.name(3)));
    }
}
