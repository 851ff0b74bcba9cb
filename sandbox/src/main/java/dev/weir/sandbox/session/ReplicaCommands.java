package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ClusterChange;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cluster replicas. Source: Materialize docs, "CREATE CLUSTER REPLICA"; the words of errors from test/sqllogictest/cluster.slt
 * and managed_cluster.slt there.
 */
final class ReplicaCommands {
    private final SessionContext context;

    ReplicaCommands(SessionContext context) {
        this.context = context;
    }

    void create(ClusterChange.CreateReplica create) throws IOException {
        String cluster = create.cluster();
        String id = requireUnmanaged(cluster);
        ClusterChange.Replica replica = create.replica();
        checkSize(replica.size());
        if (find(new Name(List.of(cluster, replica.name()), -1)).isPresent()) throw twice(replica.name(), cluster);
        checkLimit(
                1,
                Long.parseLong(
                        context.value("SELECT count(*) FROM _weir.replica WHERE cluster_id = " + Quoted.literal(id))
                                .orElse("0")));
        add(id, replica.name(), replica.size(), replica.availabilityZone());
    }

    void add(String clusterId, String name, String size, Optional<String> zone) throws IOException {
        context.backend()
                .execute(
                        "INSERT INTO _weir.replica (id, cluster_id, name, size, availability_zone, owner_id) SELECT _weir.next_id('replica'), id, "
                                + Quoted.literal(name) + ", " + Quoted.literal(size) + ", "
                                + zone.map(Quoted::literal).orElse("NULL")
                                + ", owner_id FROM _weir.cluster WHERE id = " + Quoted.literal(clusterId));
    }

    void drop(Name name, IfExists ifExists) throws IOException {
        Optional<String> id = lookUp(name, ifExists);
        if (id.isEmpty()) return;
        if (managed(name.schema().orElse(""))) throw SqlError.of("XX000", "cannot drop replica of managed cluster");
        String quoted = Quoted.literal(id.get());
        context.backend()
                .execute("DELETE FROM _weir.comment WHERE object_type = 'cluster-replica' AND id = " + quoted
                        + "; DELETE FROM _weir.replica_event WHERE replica_id = " + quoted
                        + "; DELETE FROM _weir.replica WHERE id = " + quoted);
    }

    void rename(Name name, IfExists ifExists, String newName) throws IOException {
        Optional<String> id = lookUp(name, ifExists);
        if (id.isEmpty()) return;
        String cluster = name.schema().orElse("");
        requireUnmanaged(cluster);
        if (find(new Name(List.of(cluster, newName), -1)).isPresent()) throw twice(newName, cluster);
        context.backend()
                .execute("UPDATE _weir.replica SET name = " + Quoted.literal(newName) + " WHERE id = "
                        + Quoted.literal(id.get()));
    }

    /** The id of a replica; {@code 42704} when it is not there and must be. */
    String require(Name name) throws IOException {
        return lookUp(name, IfExists.REQUIRED).orElseThrow();
    }

    private Optional<String> lookUp(Name name, IfExists ifExists) throws IOException {
        if (name.parts().size() != 2) throw SqlError.syntax("Expected dot, found EOF", name.offset());
        String cluster = name.schema().orElse("");
        Optional<String> id = find(name);
        if (id.isPresent()) return id;
        if (ifExists == IfExists.REQUIRED) {
            throw ClusterCommands.exists(context, cluster)
                    ? unknownReplica(name)
                    : SessionContext.unknownCluster(cluster);
        }
        context.notice("42704", "cluster replica \"" + name + "\" does not exist, skipping");
        return id;
    }

    private Optional<String> find(Name name) throws IOException {
        return context.value(
                "SELECT r.id FROM _weir.replica r JOIN _weir.cluster c ON c.id = r.cluster_id WHERE c.name = "
                        + Quoted.literal(name.schema().orElse("")) + " AND r.name = " + Quoted.literal(name.item()));
    }

    private boolean managed(String cluster) throws IOException {
        return context.value("SELECT 1 FROM _weir.cluster WHERE managed AND name = " + Quoted.literal(cluster))
                .isPresent();
    }

    private String requireUnmanaged(String cluster) throws IOException {
        String id = context.value("SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(cluster))
                .orElseThrow(() -> SessionContext.unknownCluster(cluster));
        if (id.startsWith("s")) throw SqlError.of("42501", "must be owner of CLUSTER " + cluster);
        if (managed(cluster)) throw SqlError.of("XX000", "cannot modify managed cluster " + cluster);
        return id;
    }

    void checkSize(String size) throws IOException {
        if (context.value("SELECT 1 FROM _weir.replica_size WHERE size = " + Quoted.literal(size))
                .isPresent()) {
            return;
        }
        String known = context.value("SELECT string_agg(size, ', ' ORDER BY sort) FROM _weir.replica_size")
                .orElse("");
        throw SqlError.of("42704", "unknown cluster replica size '" + size + "'")
                .withHint("Valid sizes: " + known);
    }

    /** No more replicas than max_replicas_per_cluster. */
    void checkLimit(long desired, long current) throws IOException {
        long limit = 5;
        List<List<@Nullable String>> set =
                context.backend().query("SELECT value FROM _weir.parameter WHERE name = 'max_replicas_per_cluster'");
        if (!set.isEmpty()) limit = Long.parseLong(SessionContext.text(set.getFirst(), 0));
        if (desired + current <= limit) return;
        throw SqlError.of(
                        "53000",
                        "creating cluster replica would violate max_replicas_per_cluster limit (desired: " + desired
                                + ", limit: " + limit + ", current: " + current + ")")
                .withHint("Drop an existing cluster replica or contact support to request a limit increase.");
    }

    static SqlError unknownReplica(Name name) {
        return SqlError.of(
                "42704",
                "CLUSTER " + name.schema().orElse("") + " has no CLUSTER REPLICA named \"" + name.item() + '"');
    }

    static SqlError twice(String replica, String cluster) {
        return SqlError.of(
                "42710", "cannot create multiple replicas named '" + replica + "' on cluster '" + cluster + "'");
    }
}
