package dev.weir.deploy;

import dev.weir.adapter.QueryResult;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.database.StatementGate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lets through what a plan has for a step, and no other change, as long as the deployment is not taken over. Thread-safe. */
final class PlanGate implements StatementGate {
    private final Set<String> planned;
    private final Set<String> missing;
    private final Ownership ownership;

    PlanGate(Plan plan, String step, Ownership ownership) {
        this.ownership = ownership;
        planned = plan.texts(step);
        missing = new LinkedHashSet<>(planned);
    }

    @Override
    public QueryResult pass(Statement statement, Supplier<QueryResult> send) {
        if (Statements.change(statement.sql())) {
            check(ownership.fence().planned(Statements.plain(statement.sql())));
            ownership.requireFor(statement.sql());
        }
        return send.get();
    }

    private synchronized void check(String sql) {
        if (!planned.contains(sql)) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.DPL_005, "a statement is not part of the plan and was not sent")
                            .withDetail("The statement is: " + sql)
                            .withHint(
                                    "Either the database has changed since the plan was made, or a template yields another text each time"
                                            + " (a time, a random number). Look at the plan with --plan."));
        }
        missing.remove(sql);
    }

    /** What the plan has and nobody sent. */
    synchronized List<String> notSent() {
        return List.copyOf(missing);
    }
}
