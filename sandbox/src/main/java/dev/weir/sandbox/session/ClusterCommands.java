package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ClusterChange;
import dev.weir.sandbox.dialect.ClusterChange.ClusterOptions;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CREATE CLUSTER and ALTER CLUSTER: entries of the catalog; PostgreSQL does all the work whatever the cluster. */
final class ClusterCommands {
    private final SessionContext context;

    ClusterCommands(SessionContext context) {
        this.context = context;
    }

    void run(ClusterChange change) throws IOException {
        switch (change) {
            case ClusterChange.CreateCluster create -> create(create);
            case ClusterChange.AlterCluster alter -> alter(alter);
            case ClusterChange.CreateReplica create -> throw Commands.notYet(create);
        }
    }

    private void create(ClusterChange.CreateCluster create) throws IOException {
        String name = create.name();
        if (name.startsWith("mz_") || name.startsWith("pg_")) {
            throw SqlError.of("42939", "cluster name \"" + name + "\" is reserved")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system clusters.");
        }
        if (exists(name)) throw SqlError.of("42710", "cluster '" + name + "' already exists");
        ClusterOptions options = create.options();
        refuseUnknown(options);
        boolean managed = !options.values().containsKey("replicas")
                && !options.values().getOrDefault("managed", "true").equals("false");
        String id = context.value("SELECT _weir.next_id('cluster')").orElseThrow();
        if (!managed) {
            insert(id, name, "false, NULL, NULL, 'manual', NULL");
            for (ClusterChange.Replica replica : options.replicas()) {
                checkSize(replica.size());
                replica(id, replica.name(), replica.size(), replica.availabilityZone());
            }
            return;
        }
        String size = Optional.ofNullable(options.values().get("size"))
                .orElseThrow(() -> SqlError.of("XX000", "SIZE must be specified for managed clusters"));
        checkSize(size);
        long factor = number(options.values().getOrDefault("replication factor", "1"));
        insert(
                id,
                name,
                "true, " + Quoted.literal(size) + ", " + factor + ", "
                        + Quoted.literal(options.values().getOrDefault("schedule", "manual")) + ", "
                        + estimate(options));
        for (int i = 1; i <= factor; i++) replica(id, "r" + i, size, Optional.empty());
    }

    private void alter(ClusterChange.AlterCluster alter) throws IOException {
        List<List<@Nullable String>> rows = context.backend()
                .query(
                        "SELECT id, managed, coalesce(size, ''), coalesce(replication_factor, 0), schedule FROM _weir.cluster WHERE name = "
                                + Quoted.literal(alter.name()));
        if (rows.isEmpty()) throw SessionContext.unknownCluster(alter.name());
        List<@Nullable String> row = rows.getFirst();
        String id = SessionContext.text(row, 0);
        if (id.startsWith("s")) throw SqlError.of("42501", "must be owner of CLUSTER " + alter.name());
        if (!SessionContext.text(row, 1).equals("t")) {
            throw SqlError.unsupported("ALTER of an unmanaged cluster", "Drop and create it instead.");
        }
        refuseUnknown(alter.set());
        if (alter.reset().contains("size")) throw SqlError.of("XX000", "SIZE cannot be reset");
        String size = alter.set().values().getOrDefault("size", SessionContext.text(row, 2));
        checkSize(size);
        String factor = alter.set().values().getOrDefault("replication factor", SessionContext.text(row, 3));
        String schedule = alter.set().values().getOrDefault("schedule", SessionContext.text(row, 4));
        if (alter.reset().contains("replication factor")) factor = "1";
        if (alter.reset().contains("schedule")) schedule = "manual";
        long count = number(factor);
        context.backend()
                .execute("UPDATE _weir.cluster SET size = " + Quoted.literal(size) + ", replication_factor = " + count
                        + ", schedule = " + Quoted.literal(schedule) + ", hydration_estimate = " + estimate(alter.set())
                        + " WHERE id = " + Quoted.literal(id) + "; UPDATE _weir.replica SET size = "
                        + Quoted.literal(size)
                        + " WHERE cluster_id = " + Quoted.literal(id)
                        + "; DELETE FROM _weir.replica WHERE cluster_id = "
                        + Quoted.literal(id) + " AND substr(name, 2)::bigint > " + count);
        for (int i = 1; i <= count; i++) {
            if (context.value("SELECT 1 FROM _weir.replica WHERE cluster_id = " + Quoted.literal(id) + " AND name = "
                            + Quoted.literal("r" + i))
                    .isEmpty()) {
                replica(id, "r" + i, size, Optional.empty());
            }
        }
    }

    private boolean exists(String name) throws IOException {
        return context.value("SELECT 1 FROM _weir.cluster WHERE name = " + Quoted.literal(name))
                .isPresent();
    }

    private void insert(String id, String name, String columns) throws IOException {
        context.backend()
                .execute(
                        "INSERT INTO _weir.cluster (id, name, owner_id, managed, size, replication_factor, schedule, hydration_estimate) VALUES ("
                                + Quoted.literal(id) + ", " + Quoted.literal(name) + ", 'u1', " + columns + ")");
    }

    private void replica(String clusterId, String name, String size, Optional<String> zone) throws IOException {
        context.backend()
                .execute("INSERT INTO _weir.replica VALUES (_weir.next_id('replica'), " + Quoted.literal(clusterId)
                        + ", "
                        + Quoted.literal(name) + ", " + Quoted.literal(size) + ", "
                        + zone.map(Quoted::literal).orElse("NULL") + ")");
    }

    private void checkSize(String size) throws IOException {
        if (context.value("SELECT 1 FROM _weir.replica_size WHERE size = " + Quoted.literal(size))
                .isEmpty()) {
            String known = context.value("SELECT string_agg(size, ', ' ORDER BY sort) FROM _weir.replica_size")
                    .orElse("");
            throw SqlError.of("42704", "unknown cluster replica size '" + size + "'")
                    .withHint("Valid sizes: " + known);
        }
    }

    private static void refuseUnknown(ClusterOptions options) {
        if (options.autoScaling().isPresent()) {
            throw SqlError.unsupported("AUTO SCALING STRATEGY", "Leave the option out.");
        }
    }

    private static String estimate(ClusterOptions options) {
        String estimate = options.values().get("hydration time estimate");
        return estimate == null ? "NULL" : Quoted.literal(estimate) + "::interval";
    }

    private static long number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= 16) return number;
        } catch (NumberFormatException e) {
            // said below
        }
        throw SqlError.of("22023", "invalid REPLICATION FACTOR: " + text);
    }
}
