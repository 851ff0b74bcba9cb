package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.CatalogChange;
import dev.weir.sandbox.dialect.ClusterChange;
import dev.weir.sandbox.dialect.ConnectionChange;
import dev.weir.sandbox.dialect.IndexChange;
import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.NamespaceChange;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.PolicyChange;
import dev.weir.sandbox.dialect.RoleChange;
import dev.weir.sandbox.dialect.SinkChange;
import dev.weir.sandbox.dialect.SourceChange;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.SystemChange;
import dev.weir.sandbox.dialect.TableChange;
import dev.weir.sandbox.dialect.Token;
import dev.weir.sandbox.dialect.TypeChange;
import dev.weir.sandbox.dialect.ViewChange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a session's role may do what a statement says, and whether its cluster can. For a superuser on a cluster with
 * replicas, which is the common case, nothing is asked of PostgreSQL. Source: the "Privileges" sections of Materialize's SQL
 * reference; test/sqllogictest/privilege_checks.slt for the order.
 */
final class Authorization {
    private static final Set<String> CONSTANTS = Set.of("null", "true", "false", "default", "set");

    private final SessionContext context;

    Authorization(SessionContext context) {
        this.context = context;
    }

    /** Whether {@link #check} would have to ask. */
    boolean asks(Statement statement) {
        return privilegesMatter() || !clusterReady() && queried(statement).isPresent();
    }

    /** Throws {@code 42501} for what the role may not do, {@code 42704} or {@code 0A000} for a cluster that cannot. */
    void check(Statement statement) throws IOException {
        if (privilegesMatter()) requirements(statement).check();
        if (!clusterReady()) requireCluster(statement);
    }

    private boolean privilegesMatter() {
        return !context.loggedIn().superuser() && context.live().privilegesChecked();
    }

    // ---- clusters

    private String cluster() {
        return context.variables().value("cluster");
    }

    private boolean clusterReady() {
        return context.live()
                        .cluster(cluster())
                        .map(LiveSettings.Cluster::replicas)
                        .orElse(0)
                > 0;
    }

    private void requireCluster(Statement statement) throws IOException {
        Optional<SqlFragment> queried = queried(statement);
        if (queried.isEmpty()) return;
        boolean routed = context.variables().value("auto_route_catalog_queries").equals("on");
        boolean computes = queried.get().written().toLowerCase(Locale.ROOT).contains("generate_series");
        if (routed && !computes && !touchesUserItem(queried.get().relations())) return;
        LiveSettings.Cluster cluster =
                context.live().cluster(cluster()).orElseThrow(() -> SessionContext.unknownCluster(cluster()));
        throw SqlError.of(
                        "0A000",
                        "CLUSTER " + Quoted.identifier(cluster()) + " has no replicas available to service request")
                .withHint(
                        cluster.managed()
                                ? "Use ALTER CLUSTER to adjust the replication factor of the cluster. Example:`ALTER CLUSTER <cluster-name> SET (REPLICATION FACTOR 1)`"
                                : "Use CREATE CLUSTER REPLICA to attach cluster replicas to the cluster");
    }

    private boolean touchesUserItem(List<RelationUse> relations) throws IOException {
        if (relations.isEmpty()) return false;
        return context.value(
                        "SELECT 1 WHERE array_remove(" + new Requirements(context).ids(relations) + ", NULL) <> '{}'")
                .isPresent();
    }

    /** What of a statement runs on the session's cluster. */
    private static Optional<SqlFragment> queried(Statement statement) {
        return switch (statement) {
            case Statement.Query query -> Optional.of(query.text());
            case Statement.Write write
            when write.tag().equals("INSERT") ->
                write.text().relations().size() > 1 ? Optional.of(write.text()) : Optional.empty();
            case Statement.Write write -> Optional.of(write.text());
            case Statement.CopyOut copy -> Optional.of(copy.rows());
            case Statement.Subscribe subscribe -> Optional.of(subscribe.of());
            case Statement.CopySubscribe copy -> Optional.of(copy.subscribe().of());
            case Statement.Declare declare -> queried(declare.of());
            default -> Optional.empty();
        };
    }

    // ---- privileges

    private Requirements requirements(Statement statement) {
        var needs = new Requirements(context);
        switch (statement) {
            case Statement.Query query -> needs.query(query.text().relations());
            case Statement.Write write -> write(needs, write);
            case Statement.Copy copy -> needs.around(copy.target(), "USAGE").item(copy.target(), "INSERT");
            case Statement.CopyOut copy -> needs.query(copy.rows().relations());
            case Statement.Subscribe subscribe -> needs.query(subscribe.of().relations());
            case Statement.CopySubscribe copy ->
                needs.query(copy.subscribe().of().relations());
            case Statement.Declare declare -> {
                return requirements(declare.of());
            }
            case Statement.Prepare prepare -> {
                return requirements(prepare.statement().statement());
            }
            case Statement.Explain explain -> explain(needs, explain);
            case Statement.ShowCreate show -> {
                if (show.kind().item()) needs.around(show.name(), "USAGE");
            }
            case CatalogChange change -> change(needs, change);
            default -> {}
        }
        return needs;
    }

    private static void explain(Requirements needs, Statement.Explain explain) {
        explain.object().ifPresent(object -> needs.around(object.name(), "USAGE"));
        explain.statement().flatMap(Authorization::queried).ifPresent(text -> {
            for (RelationUse use : text.relations()) needs.reading(use.name());
        });
    }

    private static void write(Requirements needs, Statement.Write write) {
        Name target = write.target();
        List<RelationUse> relations = write.text().relations();
        needs.around(target, "USAGE").item(target, write.tag());
        if (reads(write)) needs.reading(target);
        for (RelationUse use : relations.subList(1, relations.size())) needs.reading(use.name());
        needs.query(List.of()).cluster(Optional.empty(), "USAGE");
    }

    /** Whether a write looks at the rows of its target. */
    private static boolean reads(Statement.Write write) {
        List<Token> tokens = Lexer.tokenize(write.text().written());
        boolean assigned = false;
        for (Token token : tokens) {
            if (token.word("where") || token.word("returning") || token.word("using") || token.word("from")) {
                if (!write.tag().equals("DELETE") || !token.word("from")) return true;
            }
            if (!write.tag().equals("UPDATE")) continue;
            if (token.symbol("=")) assigned = true;
            else if (token.symbol(",")) assigned = false;
            else if (assigned && token.name() && !CONSTANTS.contains(token.text())) return true;
        }
        return false;
    }

    private void change(Requirements needs, CatalogChange change) {
        switch (change) {
            case NamespaceChange.CreateDatabase _ -> needs.system("CREATEDB");
            case NamespaceChange.CreateSchema create ->
                needs.database(create.name().schema().orElse(context.database()), "CREATE");
            case ClusterChange.CreateCluster _ -> needs.system("CREATECLUSTER");
            case ClusterChange.CreateReplica create -> needs.cluster(Optional.of(create.cluster()), "CREATE");
            case ClusterChange.AlterCluster alter ->
                needs.owner(ObjectKind.CLUSTER, new Name(List.of(alter.name()), -1));
            case ViewChange.CreateView create -> {
                if (create.head().orReplace())
                    needs.owner(ObjectKind.VIEW, create.head().name());
                if (!create.temporary()) needs.schemaOf(create.head().name(), "CREATE");
            }
            case ViewChange.CreateMaterializedView create -> {
                if (create.head().orReplace())
                    needs.owner(ObjectKind.VIEW, create.head().name());
                create.replaces().ifPresent(name -> needs.owner(ObjectKind.MATERIALIZED_VIEW, name));
                needs.schemaOf(create.head().name(), "CREATE").cluster(create.cluster(), "CREATE");
            }
            case ViewChange.ApplyReplacement apply ->
                needs.owner(ObjectKind.MATERIALIZED_VIEW, apply.name())
                        .owner(ObjectKind.MATERIALIZED_VIEW, apply.replacement());
            case TableChange.CreateTable create -> {
                if (!create.temporary()) needs.schemaOf(create.name(), "CREATE");
            }
            case TableChange.CreateTableFromSource create ->
                needs.schemaOf(create.name(), "CREATE").reading(create.source());
            case IndexChange.CreateIndex create ->
                needs.owner(ObjectKind.TABLE, create.on())
                        .around(create.on(), "CREATE")
                        .cluster(create.cluster(), "CREATE");
            case SourceChange.CreateSource create -> {
                needs.schemaOf(create.name(), "CREATE").cluster(create.cluster(), "CREATE");
                if (create.upstream() instanceof SourceChange.Upstream.Connected connected) {
                    needs.around(connected.connection(), "USAGE").item(connected.connection(), "USAGE");
                }
            }
            case SourceChange.AddSubsources add -> needs.owner(ObjectKind.SOURCE, add.source());
            case SourceChange.AlterTimestampInterval alter -> needs.owner(ObjectKind.SOURCE, alter.source());
            case SinkChange.CreateSink create -> {
                create.name().ifPresent(name -> needs.schemaOf(name, "CREATE"));
                needs.reading(create.from()).cluster(create.cluster(), "CREATE");
                Name connection = switch (create.target()) {
                    case SinkChange.Target.Kafka kafka -> kafka.connection();
                    case SinkChange.Target.Iceberg iceberg -> iceberg.connection();
                };
                needs.around(connection, "USAGE").item(connection, "USAGE");
            }
            case SinkChange.SetFrom set ->
                needs.owner(ObjectKind.SINK, set.sink()).reading(set.from());
            case ConnectionChange.CreateConnection create -> needs.schemaOf(create.name(), "CREATE");
            case ConnectionChange.AlterConnection alter -> needs.owner(ObjectKind.CONNECTION, alter.name());
            case ConnectionChange.ValidateConnection validate ->
                needs.around(validate.name(), "USAGE").item(validate.name(), "USAGE");
            case ConnectionChange.CreateSecret create -> needs.schemaOf(create.name(), "CREATE");
            case ConnectionChange.AlterSecret alter -> needs.owner(ObjectKind.SECRET, alter.name());
            case TypeChange.CreateType create -> needs.schemaOf(create.name(), "CREATE");
            case PolicyChange.CreatePolicy _ -> needs.system("CREATENETWORKPOLICY");
            case PolicyChange.AlterPolicy alter ->
                needs.owner(ObjectKind.NETWORK_POLICY, new Name(List.of(alter.name()), -1));
            case ObjectChange object -> object(needs, object);
            // these name who may do them where they find what they are about
            case RoleChange _, SystemChange _ -> {}
        }
    }

    private void object(Requirements needs, ObjectChange change) {
        switch (change) {
            case ObjectChange.Drop drop -> {
                for (Name name : drop.names()) drop(needs, drop.kind(), name);
            }
            case ObjectChange.Rename rename -> {
                needs.owner(rename.kind(), rename.name());
                if (rename.kind() == ObjectKind.SCHEMA) container(needs, rename.kind(), rename.name(), "CREATE");
            }
            case ObjectChange.Swap swap -> {
                needs.owner(swap.kind(), swap.name()).owner(swap.kind(), sibling(swap.name(), swap.other()));
                if (swap.kind() == ObjectKind.SCHEMA) container(needs, swap.kind(), swap.name(), "CREATE");
            }
            case ObjectChange.Comment comment -> {
                if (comment.kind() == ObjectKind.ROLE) needs.system("CREATEROLE");
                else if (comment.kind() != ObjectKind.COLUMN
                        || comment.name().parts().size() > 1) needs.owner(comment.kind(), comment.name());
            }
            case ObjectChange.AlterOwner owner -> {
                needs.membership(List.of(owner.role())).owner(owner.kind(), owner.name());
                container(needs, owner.kind(), owner.name(), "CREATE");
            }
            case ObjectChange.SetCluster set -> needs.owner(set.kind(), set.name());
            case ObjectChange.AlterRetainHistory retain -> needs.owner(retain.kind(), retain.name());
        }
    }

    private void drop(Requirements needs, ObjectKind kind, Name name) {
        if (kind == ObjectKind.ROLE) {
            needs.system("CREATEROLE");
            return;
        }
        needs.owner(kind, name);
        container(needs, kind, name, "USAGE");
    }

    /** A privilege on what holds an object: an item's schema, a schema's database, a replica's cluster. */
    private void container(Requirements needs, ObjectKind kind, Name name, String privilege) {
        if (kind.item()) needs.around(name, privilege);
        if (kind == ObjectKind.SCHEMA) needs.database(name.schema().orElse(context.database()), privilege);
        if (kind == ObjectKind.CLUSTER_REPLICA) needs.cluster(name.schema(), privilege);
    }

    private static Name sibling(Name name, String other) {
        return name.schema()
                .map(schema -> new Name(List.of(schema, other), name.offset()))
                .orElseGet(() -> new Name(List.of(other), name.offset()));
    }
}
