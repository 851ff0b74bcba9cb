package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.ServerMessage;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is made of an error just before a client is told: an item whose schema is not there is no unknown item but one of an unknown
 * schema, as test/sqllogictest/rename.slt has it; and what only the session had to know is left out.
 */
final class FinalWords {
    private static final Pattern QUALIFIED =
            Pattern.compile("unknown catalog item '(?:([^.']+)\\.)?([^.']+)\\.[^.']+'");

    private final SessionContext context;

    FinalWords(SessionContext context) {
        this.context = context;
    }

    ServerMessage of(ServerMessage error) throws IOException {
        if (error.sqlState().equals("WR001")) {
            return error.with('C', "55000").without('D').without('W');
        }
        Matcher item = QUALIFIED.matcher(error.message());
        if (!item.matches()) return error;
        String database = item.group(1) == null ? context.database() : item.group(1);
        String schema = item.group(2);
        if (!context.naming().knowsDatabase(database) || known(database, schema)) return error;
        return error.with('C', "3F000").with('M', "unknown schema '" + schema + "'");
    }

    /** Asked apart: the session's own transaction may have failed. */
    private boolean known(String database, String schema) throws IOException {
        if (Naming.SYSTEM_SCHEMAS.contains(schema) || schema.startsWith("_weir") || schema.equals("mz_temp"))
            return true;
        String physical = context.naming().schema(database, schema);
        try (BackendConnection connection = context.another()) {
            return !connection
                    .query("SELECT FROM pg_catalog.pg_namespace WHERE nspname = " + Quoted.literal(physical))
                    .isEmpty();
        }
    }
}
