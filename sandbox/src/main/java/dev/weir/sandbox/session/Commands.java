package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.CatalogChange;
import dev.weir.sandbox.dialect.ClusterChange;
import dev.weir.sandbox.dialect.ConnectionChange;
import dev.weir.sandbox.dialect.IndexChange;
import dev.weir.sandbox.dialect.NamespaceChange;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.PolicyChange;
import dev.weir.sandbox.dialect.RoleChange;
import dev.weir.sandbox.dialect.SinkChange;
import dev.weir.sandbox.dialect.SourceChange;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SystemChange;
import dev.weir.sandbox.dialect.TableChange;
import dev.weir.sandbox.dialect.TypeChange;
import dev.weir.sandbox.dialect.ViewChange;
import java.io.IOException;

/** Statements that change the catalog: each runs in one transaction of PostgreSQL, so that both agree. */
final class Commands {
    private final SessionContext context;

    Commands(SessionContext context) {
        this.context = context;
    }

    /** Changes the catalog as the statement says, or not at all. */
    void run(CatalogChange change) throws IOException {
        if (context.backend().status() != 'I') {
            apply(change);
            return;
        }
        context.catalogLock().lock();
        try {
            context.backend().beginWithNext();
            apply(change);
            context.backend().execute("COMMIT");
            if (concernsAll(change)) context.live().refresh(context.backend());
        } catch (BackendException | SqlError e) {
            context.backend().execute("ROLLBACK");
            context.refreshDatabases();
            throw e;
        } finally {
            context.catalogLock().unlock();
        }
    }

    /** Whether other sessions may have to act on it. */
    private static boolean concernsAll(CatalogChange change) {
        return switch (change) {
            case ClusterChange _, SystemChange _, RoleChange.DropOwned _ -> true;
            case ObjectChange.Drop drop -> ofClusters(drop.kind());
            case ObjectChange.Rename rename -> ofClusters(rename.kind());
            case ObjectChange.Swap swap -> ofClusters(swap.kind());
            default -> false;
        };
    }

    private static boolean ofClusters(ObjectKind kind) {
        return kind == ObjectKind.CLUSTER || kind == ObjectKind.CLUSTER_REPLICA;
    }

    private void apply(CatalogChange change) throws IOException {
        switch (change) {
            case NamespaceChange namespace -> new NamespaceCommands(context).run(namespace);
            case ClusterChange cluster -> new ClusterCommands(context).run(cluster);
            case ViewChange view -> new ViewCommands(context).run(view);
            case TableChange table -> new TableCommands(context).run(table);
            case IndexChange.CreateIndex create -> new IndexCommands(context).create(create);
            case SourceChange source -> new SourceCommands(context).run(source);
            case SinkChange sink -> new SinkCommands(context).run(sink);
            case ConnectionChange connection -> new ConnectionCommands(context).run(connection);
            case TypeChange type -> new TypeCommands(context).run(type);
            case RoleChange role -> new RoleCommands(context).run(role);
            case SystemChange system -> new SystemCommands(context).run(system);
            case PolicyChange policy -> new PolicyCommands(context).run(policy);
            case ObjectChange object -> object(object);
        }
    }

    private void object(ObjectChange change) throws IOException {
        switch (change) {
            case ObjectChange.Drop drop -> new DropCommands(context).drop(drop);
            case ObjectChange.Rename rename -> new RenameCommands(context).rename(rename);
            case ObjectChange.Swap swap -> new RenameCommands(context).swap(swap);
            case ObjectChange.Comment comment -> new CommentCommands(context).comment(comment);
            case ObjectChange.AlterOwner owner -> new OwnerCommands(context).alter(owner);
            case ObjectChange.SetCluster set -> new ViewCommands(context).setCluster(set);
            case ObjectChange.AlterRetainHistory retain -> new ViewCommands(context).retainHistory(retain);
        }
    }

    /** Understood, and refused. */
    static SqlError notYet(CatalogChange change) {
        return SqlError.unsupported(change.tag(), "It runs on a real Materialize only.");
    }
}
