package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlError;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Materialize's names ⇒ PostgreSQL's: database.schema is one schema there. The first database's schemas keep their names,
 * those of others have the database's id in front. Shared by the sessions of a server; thread-safe.
 */
final class Naming {
    static final Set<String> SYSTEM_SCHEMAS =
            Set.of("mz_catalog", "mz_internal", "mz_introspection", "mz_unsafe", "pg_catalog", "information_schema");
    private static final String FIRST_DATABASE = "u1";

    /** Schemas searched before the session's own, as Materialize does with mz_catalog and pg_catalog. */
    static final String IMPLICIT_PATH = "mz_catalog, _weir_pg, pg_catalog";

    /** Relations of PostgreSQL that Materialize has not, but for one that SQLAlchemy's reflection reads. Source: Materialize docs, "pg_catalog". */
    private static final Set<String> OF_POSTGRES_ONLY = Set.of(
            "pg_aios",
            "pg_amop",
            "pg_amproc",
            "pg_available_extension_versions",
            "pg_available_extensions",
            "pg_backend_memory_contexts",
            "pg_config",
            "pg_conversion",
            "pg_cursors",
            "pg_db_role_setting",
            "pg_default_acl",
            "pg_dsm_registry_allocations",
            "pg_file_settings",
            "pg_group",
            "pg_hba_file_rules",
            "pg_ident_file_mappings",
            "pg_indexes",
            "pg_init_privs",
            "pg_largeobject",
            "pg_largeobject_metadata",
            "pg_opfamily",
            "pg_parameter_acl",
            "pg_policies",
            "pg_prepared_statements",
            "pg_prepared_xacts",
            "pg_publication_namespace",
            "pg_replication_origin",
            "pg_replication_origin_status",
            "pg_replication_slots",
            "pg_rules",
            "pg_seclabels",
            "pg_sequences",
            "pg_shadow",
            "pg_shmem_allocations",
            "pg_shmem_allocations_numa",
            "pg_statistic",
            "pg_statistic_ext_data",
            "pg_stats",
            "pg_stats_ext",
            "pg_stats_ext_exprs",
            "pg_subscription_rel",
            "pg_transform",
            "pg_ts_config_map",
            "pg_user_mappings",
            "pg_wait_events");

    private final Map<String, String> databaseIds = new ConcurrentHashMap<>();
    private final Set<String> shadowedPg;
    private final Set<String> shadowedInformation;
    private final CollectionTypes collections;

    Naming(Set<String> shadowedPg, Set<String> shadowedInformation, CollectionTypes collections) {
        this.collections = collections;
        this.shadowedPg = Set.copyOf(shadowedPg);
        this.shadowedInformation = Set.copyOf(shadowedInformation);
    }

    /** The types of lists and maps. */
    CollectionTypes collections() {
        return collections;
    }

    void databases(Map<String, String> idByName) {
        databaseIds.putAll(idByName);
        databaseIds.keySet().retainAll(idByName.keySet());
    }

    boolean knowsDatabase(String database) {
        return databaseIds.containsKey(database);
    }

    /** PostgreSQL's schema for one of Materialize's. Throws when the database is unknown or the schema is ours. */
    String schema(String database, String schema) {
        if (schema.startsWith("_weir")) throw unknownSchema(schema);
        if (SYSTEM_SCHEMAS.contains(schema)) return schema;
        String id = databaseIds.get(database);
        if (id == null) throw SqlError.of("3D000", "unknown database '" + database + "'");
        if (schema.equals("mz_temp")) return "pg_temp";
        return id.equals(FIRST_DATABASE) ? schema : id + "." + schema;
    }

    /** Throws for a relation of PostgreSQL that Materialize has not: it tells of what is behind. */
    void requireServed(Name name) {
        String item = name.item();
        if (!item.startsWith("pg_") || shadowedPg.contains(item)) return;
        boolean system = name.schema().isEmpty() || name.schema().get().equals("pg_catalog");
        if (system
                && (item.startsWith("pg_stat_") || item.startsWith("pg_statio_") || OF_POSTGRES_ONLY.contains(item))) {
            throw SqlError.of("42P01", "unknown catalog item '" + name.dotted() + "'")
                    .at(name.offset());
        }
    }

    /** A relation's name for PostgreSQL; an unqualified one is left to the search path. */
    String relation(String currentDatabase, Name name) {
        if (name.schema().isEmpty()) return Quoted.identifier(name.item());
        String schema = name.schema().get();
        if (schema.equals("pg_catalog") && shadowedPg.contains(name.item())) {
            return Quoted.identifier("_weir_pg", name.item());
        }
        if (schema.equals("information_schema") && shadowedInformation.contains(name.item())) {
            return Quoted.identifier("_weir_information", name.item());
        }
        return Quoted.identifier(schema(name.database().orElse(currentDatabase), schema), name.item());
    }

    static SqlError unknownSchema(String schema) {
        return SqlError.of("3F000", "unknown schema '" + schema + "'");
    }
}
