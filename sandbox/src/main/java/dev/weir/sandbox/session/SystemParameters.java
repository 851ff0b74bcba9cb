package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.SqlError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of the server that ALTER SYSTEM sets: Materialize's, by the families of their names, and the sandbox's own,
 * which make it slow, late, short of memory, or stop its clock.
 */
final class SystemParameters {
    static final String HYDRATION_DELAY = "sandbox_hydration_delay";
    static final String LAG = "sandbox_lag";
    static final String REPLICA_OOM = "sandbox_replica_oom";
    static final String CLOCK = "sandbox_clock";
    static final String RBAC = "enable_rbac_checks";

    /** These do something here; others are kept and shown. */
    private static final Set<String> EFFECTIVE = Set.of(RBAC, "max_replicas_per_cluster");

    private static final List<String> FLAGS = List.of("enable_", "unsafe_enable_", "unsafe_new_");
    private static final List<String> FAMILIES = List.of(
            "max_",
            "min_",
            "persist_",
            "storage_",
            "compute_",
            "kafka_",
            "mysql_",
            "pg_",
            "sql_server_",
            "statement_",
            "cluster_",
            "optimizer_",
            "default_",
            "allowed_",
            "webhook",
            "network_policy",
            "superuser_reserved_",
            "user_storage_",
            "unsafe_",
            "arrangement_",
            "log_filter",
            "opentelemetry_",
            "sentry_",
            "with_0dt_",
            "wallclock_",
            "upsert_",
            "crdb_",
            "oidc_",
            "catalog_",
            "controller_",
            "coord_",
            "grpc_",
            "linear_",
            "privatelink_",
            "replica_",
            "scram_",
            "timestamp_",
            "txn_",
            "force_",
            "keep_",
            "metrics_",
            "lgalloc",
            "memory_");

    private SystemParameters() {}

    /** Whether the name, or its part before the object it is for, is one of the sandbox's. */
    static boolean ours(String name) {
        return name.equals(REPLICA_OOM) || name.equals(CLOCK) || delay(name);
    }

    static boolean delay(String name) {
        return List.of(HYDRATION_DELAY, LAG).contains(name.split("\\.", 2)[0]);
    }

    static boolean flag(String name) {
        return FLAGS.stream().anyMatch(name::startsWith);
    }

    static boolean known(String name) {
        return ours(name) || flag(name) || FAMILIES.stream().anyMatch(name::startsWith);
    }

    static boolean effective(String name) {
        return ours(name) || EFFECTIVE.contains(name);
    }

    /** Whether a superuser other than mz_system may set it; variables of sessions are the others' defaults. */
    static boolean ofSuperusers(String name) {
        return ours(name)
                || name.equals(RBAC)
                || name.equals("network_policy")
                || SessionVariables.canonical(name).isPresent();
    }

    /** What SHOW says while nothing was set: every feature is on here, for nothing is hidden behind a flag. */
    static Optional<String> unset(String name) {
        if (!known(name)) return Optional.empty();
        if (flag(name)) return Optional.of("on");
        ParameterTexts texts = ParameterTexts.all().get(name);
        if (texts != null && texts.ofServer()) return Optional.of(texts.unset());
        return Optional.of(delay(name) ? "0 s" : "");
    }

    /** The value as it is kept. */
    static String checked(String name, String value) {
        if (name.equals("max_credit_consumption_rate") && !value.matches("\\d+(\\.\\d+)?")) {
            throw SqlError.of(
                    "22023",
                    "parameter \"" + name + "\" cannot have value \"" + value
                            + "\": only supports non-negative, non-NaN numeric values");
        }
        if (!flag(name)) return value;
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "t", "yes", "1" -> "on";
            case "off", "false", "f", "no", "0" -> "off";
            default -> throw SqlError.of("22023", "parameter \"" + name + "\" requires a \"boolean\" value");
        };
    }
}
