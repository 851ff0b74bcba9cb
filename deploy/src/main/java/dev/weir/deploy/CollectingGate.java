package dev.weir.deploy;

import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.QueryResult;
import dev.weir.core.context.database.StatementGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects changes instead of sending them. Questions are sent; one about what is only planned finds nothing. Thread-safe.
 */
final class CollectingGate implements StatementGate {
    private static final Pattern CREATED = Pattern.compile(
            "(?is)create\\s+(schema|cluster)\\s+(?:if\\s+not\\s+exists\\s+)?((?:\"(?:[^\"]|\"\")*\"|[\\w$]+)(?:\\s*\\.\\s*(?:\"(?:[^\"]|\"\")*\"|[\\w$]+))*).*");

    private final List<Plan.Planned> statements = new ArrayList<>();
    private final List<String> created = new ArrayList<>();
    private String step = "";

    /** What is collected from here on belongs to a step. */
    synchronized void step(String name) {
        step = name;
    }

    synchronized Plan plan() {
        return new Plan(statements);
    }

    @Override
    public QueryResult pass(Statement statement, Supplier<QueryResult> send) {
        if (!Statements.change(statement.sql())) {
            return answer(send);
        }
        return collect(statement);
    }

    private static QueryResult answer(Supplier<QueryResult> send) {
        try {
            return send.get();
        } catch (DatabaseException e) {
            // 42P01, 3F000, 3D000, 42704: relation, schema, database, cluster or other object that is not there
            if (List.of("42P01", "3F000", "3D000", "42704", "XX000").contains(e.sqlState())) {
                return QueryResult.NONE;
            }
            throw e;
        }
    }

    private synchronized QueryResult collect(Statement statement) {
        String sql = Statements.plain(statement.sql());
        Matcher created = CREATED.matcher(sql);
        if (created.matches()) {
            String thing = created.group(1).toLowerCase(Locale.ROOT) + " " + lastName(created.group(2));
            if (this.created.contains(thing)) {
                return QueryResult.NONE; // it would be there by then
            }
            this.created.add(thing);
        }
        statements.add(new Plan.Planned(step, statement.sender(), sql));
        return QueryResult.ofTag(Statements.firstWord(sql).toUpperCase(Locale.ROOT), List.of(), List.of());
    }

    private static String lastName(String qualified) {
        String last = qualified.strip();
        int quote = last.endsWith("\"") ? last.lastIndexOf('"', last.length() - 2) : -1;
        while (quote > 0 && last.charAt(quote - 1) == '"') {
            quote = last.lastIndexOf('"', quote - 2);
        }
        if (quote >= 0) {
            return last.substring(quote + 1, last.length() - 1).replace("\"\"", "\"");
        }
        return last.substring(last.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean collects() {
        return true;
    }

    @Override
    public synchronized boolean collected(String kind, String name) {
        return created.contains(kind + " " + name);
    }
}
