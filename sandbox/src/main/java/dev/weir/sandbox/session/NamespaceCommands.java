package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.NamespaceChange;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;

/** CREATE DATABASE and CREATE SCHEMA. */
final class NamespaceCommands {
    private final SessionContext context;

    NamespaceCommands(SessionContext context) {
        this.context = context;
    }

    void run(NamespaceChange change) throws IOException {
        switch (change) {
            case NamespaceChange.CreateDatabase create -> create(create);
            case NamespaceChange.CreateSchema create -> create(create);
        }
    }

    private void create(NamespaceChange.CreateDatabase create) throws IOException {
        String name = create.name();
        if (context.naming().knowsDatabase(name)) {
            if (create.ifExists() == IfExists.TOLERATED) {
                context.notice("42P04", "database \"" + name + "\" already exists, skipping");
                return;
            }
            throw SqlError.of("42P04", "database '" + name + "' already exists");
        }
        context.backend()
                .execute(
                        "INSERT INTO _weir.database (id, oid, name, owner_id) VALUES (_weir.next_id('database'), _weir.next_oid(), "
                                + Quoted.literal(name) + ", _weir.me())");
        context.refreshDatabases();
        create(new NamespaceChange.CreateSchema(new Name(java.util.List.of(name, "public"), -1), IfExists.REQUIRED));
    }

    private void create(NamespaceChange.CreateSchema create) throws IOException {
        Name name = create.name();
        String schema = name.item();
        String database = name.schema().orElse(context.database());
        refuseReserved(schema);
        String physical = context.naming().schema(database, schema);
        boolean exists = context.value(
                        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = " + Quoted.literal(physical))
                .isPresent();
        if (exists) {
            if (create.ifExists() == IfExists.TOLERATED) {
                context.notice("42P06", "schema \"" + schema + "\" already exists, skipping");
                return;
            }
            throw SqlError.of("42P06", "schema '" + schema + "' already exists");
        }
        context.backend()
                .execute("CREATE SCHEMA " + Quoted.identifier(physical)
                        + "; INSERT INTO _weir.schema (id, nsp, database_id, owner_id) SELECT _weir.next_id('schema'), n.oid, d.id, _weir.me() "
                        + "FROM pg_catalog.pg_namespace n, _weir.database d WHERE n.nspname = "
                        + Quoted.literal(physical)
                        + " AND d.name = " + Quoted.literal(database));
    }

    /** Throws for a name that only the server gives. */
    static void refuseReserved(String schema) {
        if (schema.startsWith("mz_")
                || schema.startsWith("pg_")
                || schema.startsWith("_weir")
                || schema.equals("information_schema")) {
            throw SqlError.of("42939", "unacceptable schema name '" + schema + "'")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system schemas.");
        }
    }
}
