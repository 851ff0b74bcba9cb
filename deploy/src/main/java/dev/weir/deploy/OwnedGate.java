package dev.weir.deploy;

import dev.weir.adapter.QueryResult;
import dev.weir.core.context.database.StatementGate;
import java.util.function.Supplier;

/** Lets changes through as long as the deployment is not taken over. Thread-safe. */
final class OwnedGate implements StatementGate {
    private final Ownership ownership;

    OwnedGate(Ownership ownership) {
        this.ownership = ownership;
    }

    @Override
    public QueryResult pass(Statement statement, Supplier<QueryResult> send) {
        if (Statements.change(statement.sql())) {
            ownership.requireFor(statement.sql());
        }
        return send.get();
    }
}
