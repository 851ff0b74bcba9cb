package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ClusterChange;
import dev.weir.sandbox.dialect.ClusterChange.ClusterOptions;
import dev.weir.sandbox.dialect.IntervalText;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CREATE CLUSTER and ALTER CLUSTER: entries of the catalog; PostgreSQL does all the work whatever the cluster. Source:
 * Materialize docs, pages of these names; the words of errors from test/sqllogictest/managed_cluster.slt there.
 */
final class ClusterCommands {
    /** Options that only a managed cluster has. */
    private static final List<String> OF_MANAGED = List.of(
            "size",
            "replication factor",
            "availability zones",
            "introspection debugging",
            "introspection interval",
            "schedule",
            "disk");

    /** Options kept under their names beside the columns. */
    private static final List<String> KEPT =
            List.of("availability zones", "introspection debugging", "introspection interval", "workload class");

    private static final String SCALING = "auto scaling strategy";

    private final SessionContext context;
    private final ReplicaCommands replicas;

    ClusterCommands(SessionContext context) {
        this.context = context;
        this.replicas = new ReplicaCommands(context);
    }

    void run(ClusterChange change) throws IOException {
        switch (change) {
            case ClusterChange.CreateCluster create -> create(create);
            case ClusterChange.AlterCluster alter -> alter(alter);
            case ClusterChange.CreateReplica create -> replicas.create(create);
        }
    }

    /** How a cluster is to be. */
    private record Shape(
            boolean managed, String size, long factor, String schedule, String estimate, Map<String, String> kept) {}

    // ---- CREATE CLUSTER

    private void create(ClusterChange.CreateCluster create) throws IOException {
        String name = create.name();
        refuseReserved(name);
        if (exists(context, name)) throw SqlError.of("42710", "cluster '" + name + "' already exists");
        ClusterOptions options = create.options();
        boolean listed = options.values().containsKey("replicas");
        boolean managed = truth("managed", options.values().getOrDefault("managed", listed ? "false" : "true"));
        if (managed && listed) throw SqlError.of("XX000", "REPLICAS not supported for managed clusters");
        String id = context.value("SELECT _weir.next_id('cluster')").orElseThrow();
        if (!managed) {
            refuseOfManaged(options.values());
            if (!listed) throw SqlError.of("XX000", "REPLICAS must be specified for unmanaged clusters");
            insert(id, name, new Shape(false, "", 0, "manual", "", kept(Map.of(), options)));
            createReplicas(id, name, options.replicas());
            return;
        }
        String size = Optional.ofNullable(options.values().get("size"))
                .orElseThrow(() -> SqlError.of("XX000", "SIZE must be specified for managed clusters"));
        replicas.checkSize(size);
        String schedule = options.values().getOrDefault("schedule", "manual");
        refuseFactorOnSchedule(options.values(), schedule);
        long factor = factor(options.values().getOrDefault("replication factor", defaultFactor()));
        insert(id, name, new Shape(true, size, factor, schedule, estimate(options, ""), kept(Map.of(), options)));
        strategy(id, size, schedule, options.autoScaling());
        for (int i = 1; i <= factor; i++) replicas.add(id, "r" + i, size, Optional.empty());
    }

    private void createReplicas(String id, String cluster, List<ClusterChange.Replica> wanted) throws IOException {
        var names = new LinkedHashSet<String>();
        for (ClusterChange.Replica replica : wanted) {
            if (!names.add(replica.name())) throw ReplicaCommands.twice(replica.name(), cluster);
            replicas.checkSize(replica.size());
            replicas.add(id, replica.name(), replica.size(), replica.availabilityZone());
        }
    }

    private void insert(String id, String name, Shape shape) throws IOException {
        context.backend()
                .execute("INSERT INTO _weir.cluster (id, name, owner_id, managed) VALUES (" + Quoted.literal(id) + ", "
                        + Quoted.literal(name) + ", _weir.me(), " + shape.managed() + ")");
        update(id, shape);
    }

    private void update(String id, Shape shape) throws IOException {
        var kept = new StringBuilder(
                "jsonb_strip_nulls(jsonb_build_object('" + SCALING + "', options -> '" + SCALING + "'");
        for (var option : shape.kept().entrySet()) {
            kept.append(", ").append(Quoted.literal(option.getKey())).append(", ");
            kept.append(Quoted.literal(option.getValue())).append("::text");
        }
        kept.append("))");
        context.backend()
                .execute("UPDATE _weir.cluster SET managed = " + shape.managed() + ", size = "
                        + (shape.managed() ? Quoted.literal(shape.size()) : "NULL") + ", replication_factor = "
                        + (shape.managed() ? String.valueOf(shape.factor()) : "NULL") + ", schedule = "
                        + Quoted.literal(shape.schedule()) + ", hydration_estimate = "
                        + (shape.estimate().isEmpty() ? "NULL" : Quoted.literal(shape.estimate()) + "::interval")
                        + ", options = " + kept + " WHERE id = " + Quoted.literal(id));
    }

    // ---- ALTER CLUSTER

    private void alter(ClusterChange.AlterCluster alter) throws IOException {
        List<List<@Nullable String>> rows = context.backend()
                .query(
                        "SELECT id, managed, coalesce(size, ''), coalesce(replication_factor, 0), schedule, coalesce(hydration_estimate::text, ''), "
                                + "coalesce(options ->> 'availability zones', ''), coalesce(options ->> 'introspection debugging', ''), "
                                + "coalesce(options ->> 'introspection interval', ''), coalesce(options ->> 'workload class', '') "
                                + "FROM _weir.cluster WHERE name = " + Quoted.literal(alter.name()));
        if (rows.isEmpty()) {
            if (alter.ifExists() == IfExists.REQUIRED) throw SessionContext.unknownCluster(alter.name());
            context.notice("42704", "cluster \"" + alter.name() + "\" does not exist, skipping");
            return;
        }
        List<@Nullable String> row = rows.getFirst();
        String id = SessionContext.text(row, 0);
        if (id.startsWith("s")) throw SqlError.of("42501", "must be owner of CLUSTER " + alter.name());
        boolean wasManaged = SessionContext.text(row, 1).equals("t");
        var kept = new LinkedHashMap<String, String>();
        for (int i = 0; i < KEPT.size(); i++) {
            if (!SessionContext.text(row, 6 + i).isEmpty()) kept.put(KEPT.get(i), SessionContext.text(row, 6 + i));
        }
        var before = new Shape(
                wasManaged,
                SessionContext.text(row, 2),
                Long.parseLong(SessionContext.text(row, 3)),
                SessionContext.text(row, 4),
                SessionContext.text(row, 5),
                kept);
        Map<String, String> set = alter.set().values();
        boolean managed = alter.reset().contains("managed")
                || truth("managed", set.getOrDefault("managed", String.valueOf(wasManaged)));
        if (managed && set.containsKey("replicas")) {
            throw SqlError.of("XX000", "REPLICAS not supported for managed clusters");
        }
        if (managed) manage(id, before, alter);
        else unmanage(id, before, alter);
    }

    private void unmanage(String id, Shape before, ClusterChange.AlterCluster alter) throws IOException {
        refuseOfManaged(alter.set().values());
        for (String option : alter.reset()) {
            if (OF_MANAGED.contains(option) || option.equals(SCALING)) {
                throw SqlError.of(
                        "XX000", "Cannot change " + option.toUpperCase(Locale.ROOT) + " of unmanaged clusters");
            }
        }
        if (alter.set().autoScaling().isPresent()) throw ofManaged(SCALING);
        strategy(id, "", "manual", Optional.of(Map.of()));
        update(id, new Shape(false, "", 0, "manual", "", kept(before.kept(), alter)));
    }

    private void manage(String id, Shape before, ClusterChange.AlterCluster alter) throws IOException {
        Map<String, String> set = alter.set().values();
        if (alter.reset().contains("size")) throw SqlError.of("XX000", "SIZE has no default value");
        String schedule =
                alter.reset().contains("schedule") ? "manual" : set.getOrDefault("schedule", before.schedule());
        refuseFactorOnSchedule(set, schedule);
        String estimate = schedule.equals("manual") ? "" : estimate(alter.set(), before.estimate());
        Shape wanted;
        if (before.managed()) {
            String size = set.getOrDefault("size", before.size());
            String factor = alter.reset().contains("replication factor")
                    ? defaultFactor()
                    : set.getOrDefault("replication factor", String.valueOf(before.factor()));
            replicas.checkSize(size);
            wanted = new Shape(true, size, factor(factor), schedule, estimate, kept(before.kept(), alter));
        } else {
            wanted = adopted(id, set, schedule, estimate, kept(before.kept(), alter));
        }
        update(id, wanted);
        Optional<Map<String, String>> scaling = alter.reset().contains(SCALING)
                ? Optional.of(Map.of())
                : alter.set().autoScaling();
        strategy(id, wanted.size(), schedule, scaling);
        // Replicas of another size are other replicas.
        context.backend()
                .execute(
                        "DELETE FROM _weir.replica WHERE cluster_id = " + Quoted.literal(id) + " AND (size <> "
                                + Quoted.literal(wanted.size())
                                + " OR name ~ '^r[0-9]+$' AND substr(name, 2)::bigint > " + wanted.factor()
                                + "); DELETE FROM _weir.comment k WHERE k.object_type = 'cluster-replica' AND k.id NOT IN (SELECT r.id FROM _weir.replica r)");
        for (int i = 1; i <= wanted.factor(); i++) {
            if (context.value("SELECT 1 FROM _weir.replica WHERE cluster_id = " + Quoted.literal(id) + " AND name = "
                            + Quoted.literal("r" + i))
                    .isEmpty()) {
                replicas.add(id, "r" + i, wanted.size(), Optional.empty());
            }
        }
    }

    /** An unmanaged cluster becomes a managed one, if its replicas are such as that would have. */
    private Shape adopted(
            String id, Map<String, String> set, String schedule, String estimate, Map<String, String> kept)
            throws IOException {
        var sizes = new LinkedHashSet<String>();
        var strangers = new LinkedHashSet<String>();
        int count = 0;
        for (List<@Nullable String> row : context.backend()
                .query("SELECT name, size FROM _weir.replica WHERE cluster_id = " + Quoted.literal(id)
                        + " ORDER BY name")) {
            count++;
            sizes.add(SessionContext.text(row, 1));
            if (!SessionContext.text(row, 0).matches("r[0-9]+")) strangers.add(SessionContext.text(row, 0));
        }
        String conversion = "Cannot convert unmanaged cluster to managed, ";
        if (sizes.size() > 1) {
            throw SqlError.of("XX000", conversion + "non-unique replica sizes: " + String.join(", ", sizes));
        }
        if (!strangers.isEmpty()) {
            throw SqlError.of("XX000", conversion + "invalid replica names: " + String.join(", ", strangers));
        }
        if (sizes.isEmpty() && !set.containsKey("size")) {
            throw SqlError.of("XX000", "Missing SIZE for empty cluster");
        }
        String size = set.getOrDefault("size", sizes.isEmpty() ? "" : sizes.getFirst());
        if (!sizes.isEmpty() && !sizes.contains(size)) {
            throw SqlError.of(
                    "XX000", "Cluster replicas of size " + sizes.getFirst() + " do not match expected SIZE " + size);
        }
        replicas.checkSize(size);
        long factor = factor(set.getOrDefault("replication factor", String.valueOf(count)));
        if (factor != count) {
            throw SqlError.of(
                    "XX000", "REPLICATION FACTOR " + factor + " does not match number of replicas (" + count + ")");
        }
        return new Shape(true, size, factor, schedule, estimate, kept);
    }

    // ---- options

    private static void refuseOfManaged(Map<String, String> values) {
        for (String option : OF_MANAGED) {
            if (values.containsKey(option)) throw ofManaged(option);
        }
    }

    private static SqlError ofManaged(String option) {
        return SqlError.of("XX000", option.toUpperCase(Locale.ROOT) + " not supported for unmanaged clusters");
    }

    private static void refuseFactorOnSchedule(Map<String, String> values, String schedule) {
        if (!schedule.equals("manual") && values.containsKey("replication factor")) {
            throw SqlError.of(
                    "XX000", "REPLICATION FACTOR cannot be given together with any SCHEDULE other than MANUAL");
        }
    }

    private static Map<String, String> kept(Map<String, String> before, ClusterChange.AlterCluster alter) {
        Map<String, String> kept = kept(before, alter.set());
        for (String option : alter.reset()) kept.remove(option);
        return kept;
    }

    private static Map<String, String> kept(Map<String, String> before, ClusterOptions options) {
        var kept = new LinkedHashMap<>(before);
        for (String option : KEPT) {
            String value = options.values().get(option);
            if (value == null) continue;
            if (option.equals("introspection debugging")) value = String.valueOf(truth(option, value));
            kept.put(option, value);
        }
        return kept;
    }

    private static String estimate(ClusterOptions options, String before) {
        return options.values().getOrDefault("hydration time estimate", before);
    }

    /** Keeps AUTO SCALING STRATEGY in the form in which {@code mz_cluster_auto_scaling_strategies} shows it. */
    private void strategy(String id, String size, String schedule, Optional<Map<String, String>> wanted)
            throws IOException {
        if (wanted.isEmpty()) return;
        String set = "UPDATE _weir.cluster SET options = options - '" + SCALING + "'";
        Map<String, String> strategy = wanted.get();
        if (!strategy.isEmpty()) {
            if (!schedule.equals("manual")) {
                throw SqlError.of(
                        "XX000", "AUTO SCALING STRATEGY cannot be given together with any SCHEDULE other than MANUAL");
            }
            String hydrationSize = Optional.ofNullable(strategy.get("hydration size"))
                    .orElseThrow(() -> SqlError.of("XX000", "HYDRATION SIZE must be specified for ON HYDRATION"));
            replicas.checkSize(hydrationSize);
            if (hydrationSize.equals(size)) {
                throw SqlError.of("XX000", "HYDRATION SIZE must differ from the cluster's SIZE");
            }
            Duration linger = IntervalText.duration(strategy.getOrDefault("linger duration", "0s"));
            set += " || jsonb_build_object('" + SCALING
                    + "', jsonb_build_object('on_hydration', jsonb_build_object('hydration_size', "
                    + Quoted.literal(hydrationSize) + "::text, 'linger_duration', jsonb_build_object('secs', "
                    + linger.toSeconds() + ", 'nanos', " + linger.toNanosPart() + "))))";
        }
        context.backend().execute(set + " WHERE id = " + Quoted.literal(id));
    }

    private String defaultFactor() {
        return context.variables().value("default_cluster_replication_factor");
    }

    private long factor(String text) throws IOException {
        long factor;
        try {
            factor = Long.parseLong(text);
        } catch (NumberFormatException e) {
            factor = -1;
        }
        if (factor < 0) throw SqlError.of("22023", "invalid REPLICATION FACTOR: " + text);
        replicas.checkLimit(factor, 0);
        return factor;
    }

    private static boolean truth(String option, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "1", "t", "yes", "" -> true;
            case "false", "off", "0", "f", "no" -> false;
            default ->
                throw SqlError.of(
                        "22023", "invalid " + option.toUpperCase(Locale.ROOT) + ": cannot use value as boolean");
        };
    }

    // ---- names

    static void refuseReserved(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_")) {
            throw SqlError.of("42939", "cluster name \"" + name + "\" is reserved")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system clusters.");
        }
    }

    static boolean exists(SessionContext context, String name) throws IOException {
        return context.value("SELECT 1 FROM _weir.cluster WHERE name = " + Quoted.literal(name))
                .isPresent();
    }
}
