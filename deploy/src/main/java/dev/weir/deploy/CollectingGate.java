package dev.weir.deploy;

import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.QueryResult;
import dev.weir.core.context.database.StatementGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects changes instead of sending them. Questions are sent; one about what is only planned, or would be gone by then,
 * finds nothing. Thread-safe.
 */
final class CollectingGate implements StatementGate {
    private static final Pattern PLACE =
            Pattern.compile("(?is)(create|drop)\\s+(schema|cluster)\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(.*)");

    /** Relation, schema, database, cluster or other object that is not there. */
    private static final List<String> MISSING = List.of("42P01", "3F000", "3D000", "42704", "XX000");

    private final String connected;
    private final List<Plan.Planned> statements = new ArrayList<>();
    private final Map<Place, Boolean> foreseen = new HashMap<>();
    private String step = "";

    /** @param database empty for a cluster */
    private record Place(String kind, String database, String name) {}

    /** @param connected the database that names without one lie in */
    CollectingGate(String connected) {
        this.connected = connected;
    }

    /** What is collected from here on belongs to a step. */
    synchronized void step(String name) {
        step = name;
    }

    synchronized Plan plan() {
        return new Plan(statements);
    }

    @Override
    public QueryResult pass(Statement statement, Supplier<QueryResult> send) {
        if (Statements.change(statement.sql())) {
            return collect(statement);
        }
        return readsForeseen(statement.sql()) ? QueryResult.NONE : answer(send);
    }

    private synchronized boolean readsForeseen(String sql) {
        return !foreseen.isEmpty()
                && QualifiedNames.in(sql).stream()
                        .filter(name -> name.size() > 1)
                        .map(name -> schema(name.subList(0, name.size() - 1)))
                        .anyMatch(foreseen::containsKey);
    }

    private static QueryResult answer(Supplier<QueryResult> send) {
        try {
            return send.get();
        } catch (DatabaseException e) {
            if (MISSING.contains(e.sqlState())) {
                return QueryResult.NONE;
            }
            throw e;
        }
    }

    private synchronized QueryResult collect(Statement statement) {
        String sql = Statements.plain(statement.sql());
        Matcher found = PLACE.matcher(sql);
        if (found.matches()) {
            boolean there = found.group(1).equalsIgnoreCase("create");
            List<String> name = QualifiedNames.in(found.group(3)).getFirst();
            Place place =
                    found.group(2).equalsIgnoreCase("schema") ? schema(name) : new Place("cluster", "", name.getLast());
            if (Boolean.valueOf(there).equals(foreseen.put(place, there)) && there) {
                return QueryResult.NONE; // it would be there by then
            }
        }
        statements.add(new Plan.Planned(step, statement.sender(), sql));
        return QueryResult.ofTag(Statements.firstWord(sql).toUpperCase(Locale.ROOT), List.of(), List.of());
    }

    private Place schema(List<String> name) {
        return new Place("schema", name.size() > 1 ? name.get(name.size() - 2) : connected, name.getLast());
    }

    @Override
    public boolean collects() {
        return true;
    }

    @Override
    public synchronized Optional<Boolean> foreseen(String kind, Optional<String> database, String name) {
        return Optional.ofNullable(
                foreseen.get(new Place(kind, kind.equals("schema") ? database.orElse(connected) : "", name)));
    }
}
