package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;

/** Statements that change the catalog: each runs in one transaction of PostgreSQL, so that both agree. */
final class Commands {
    private final SessionContext context;

    Commands(SessionContext context) {
        this.context = context;
    }

    /** Whether a transaction block may hold it. Source: Materialize docs, "BEGIN", DDL-only transactions. */
    static boolean allowedInTransaction(Statement statement) {
        return switch (statement) {
            case Statement.Rename _, Statement.Swap _, Statement.CreateLoadGenerator _ -> true;
            case Statement.CreateDatabase _,
                    Statement.CreateSchema _,
                    Statement.CreateCluster _,
                    Statement.CreateView _,
                    Statement.CreateMaterializedView _,
                    Statement.CreateTable _,
                    Statement.CreateIndex _,
                    Statement.Drop _,
                    Statement.AlterCluster _,
                    Statement.Grant _,
                    Statement.Comment _ -> false;
            case Statement.Query _,
                    Statement.Write _,
                    Statement.Copy _,
                    Statement.Declare _,
                    Statement.Cursor _,
                    Statement.SetVariable _,
                    Statement.ShowVariable _,
                    Statement.ShowObjects _,
                    Statement.ShowCreate _,
                    Statement.Begin _,
                    Statement.Commit _,
                    Statement.Rollback _,
                    Statement.Discard _,
                    Statement.Deallocate _,
                    Statement.Unsupported _ -> true;
        };
    }

    /** Changes the catalog as the statement says, or not at all. */
    void run(Statement statement) throws IOException {
        if (context.backend().status() != 'I') {
            apply(statement);
            return;
        }
        context.catalogLock().lock();
        try {
            context.backend().execute("BEGIN");
            apply(statement);
            context.backend().execute("COMMIT");
        } catch (BackendException | SqlError e) {
            context.backend().execute("ROLLBACK");
            context.refreshDatabases();
            throw e;
        } finally {
            context.catalogLock().unlock();
        }
    }

    private void apply(Statement statement) throws IOException {
        switch (statement) {
            case Statement.CreateDatabase create -> new NamespaceCommands(context).create(create);
            case Statement.CreateSchema create -> new NamespaceCommands(context).create(create);
            case Statement.CreateCluster create -> new ClusterCommands(context).create(create);
            case Statement.AlterCluster alter -> new ClusterCommands(context).alter(alter);
            case Statement.CreateView create -> new ItemCommands(context).create(create);
            case Statement.CreateMaterializedView create -> new ItemCommands(context).create(create);
            case Statement.CreateTable create -> new ItemCommands(context).create(create);
            case Statement.CreateIndex create -> new IndexCommands(context).create(create);
            case Statement.CreateLoadGenerator create -> new SourceCommands(context).create(create);
            case Statement.Drop drop -> new DropCommands(context).drop(drop);
            case Statement.Rename rename -> new RenameCommands(context).rename(rename);
            case Statement.Swap swap -> new RenameCommands(context).swap(swap);
            case Statement.Grant grant -> new GrantCommands(context).grant(grant);
            case Statement.Comment comment -> new CommentCommands(context).comment(comment);
            case Statement.Query _,
                    Statement.Write _,
                    Statement.Copy _,
                    Statement.Declare _,
                    Statement.Cursor _,
                    Statement.SetVariable _,
                    Statement.ShowVariable _,
                    Statement.ShowObjects _,
                    Statement.ShowCreate _,
                    Statement.Begin _,
                    Statement.Commit _,
                    Statement.Rollback _,
                    Statement.Discard _,
                    Statement.Deallocate _,
                    Statement.Unsupported _ ->
                throw new IllegalStateException("not a catalog change: " + statement.tag());
        }
    }
}
