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

    private final Map<String, String> databaseIds = new ConcurrentHashMap<>();
    private final Set<String> ofPostgres;
    private final Set<String> shadowedPg;
    private final Set<String> shadowedInformation;
    private final CollectionTypes collections;

    /**
     * @param ofPostgres the relations of PostgreSQL's pg_catalog
     * @param shadowedPg those of them that have a stand-in
     * @param shadowedInformation relations of information_schema that have one
     */
    Naming(
            Set<String> ofPostgres,
            Set<String> shadowedPg,
            Set<String> shadowedInformation,
            CollectionTypes collections) {
        this.collections = collections;
        this.ofPostgres = Set.copyOf(ofPostgres);
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

    /** Throws for a relation of PostgreSQL that has no stand-in: Materialize has none, and it tells of what is behind. */
    void requireServed(Name name) {
        String item = name.item();
        boolean served = switch (name.schema().orElse("")) {
            case "pg_catalog" -> shadowedPg.contains(item);
            case "information_schema" -> shadowedInformation.contains(item);
            case "" -> shadowedPg.contains(item) || !ofPostgres.contains(item);
            default -> true;
        };
        if (!served) {
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
