package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ConnectionChange.CreateConnection;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.List;

/** A PostgreSQL server that a connection names, read through its publication. */
final class LivePostgres {
    LivePostgres(SessionContext context, CreateConnection connection) {}

    List<Export> exports(String publication) throws IOException {
        throw new IOException("not yet");
    }

    void snapshot(String sourceId) throws IOException {}

    static String slot(SessionContext context, String sourceId) {
        return "";
    }
}
