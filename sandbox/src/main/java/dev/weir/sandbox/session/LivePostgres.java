package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Copying;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that a connection names, read through its publication: at first whole, in the snapshot of a
 * replication slot where the server keeps a logical log; then followed by {@code upstream.LiveFollower}. Source:
 * Materialize docs, "CREATE SOURCE: PostgreSQL".
 */
final class LivePostgres {
    private static final Map<String, String> SETTINGS =
            Map.of("client_encoding", "UTF8", "TimeZone", "UTC", "DateStyle", "ISO, MDY", "extra_float_digits", "3");

    private final SessionContext context;
    private final BackendAddress address;

    LivePostgres(SessionContext context, String connectionId) throws IOException {
        this.context = context;
        this.address = context.outside().postgres(connectionId);
    }

    /** The tables of a publication. */
    List<Export> exports(String publication) throws IOException {
        try (BackendConnection upstream = BackendConnection.open(address, SETTINGS)) {
            if (upstream.query("SELECT 1 FROM pg_publication WHERE pubname = " + Quoted.literal(publication))
                    .isEmpty()) {
                throw SqlError.of("XX000", "failed to fetch publication information from PostgreSQL database")
                        .withDetail("publication \"" + publication + "\" does not exist");
            }
            var columns = new LinkedHashMap<List<String>, List<Export.Column>>();
            var keys = new LinkedHashMap<List<String>, List<String>>();
            for (List<@Nullable String> row : upstream.query(
                    "SELECT p.schemaname, p.tablename, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, "
                            + "t.typtype = 'b' AND tn.nspname = 'pg_catalog' AND t.typname NOT IN ('money', 'xml', 'json', 'tsvector', 'tsquery') OR t.typname = 'json', "
                            + "t.oid, coalesce((SELECT a.attnum = ANY (k.conkey) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'), false) "
                            + "FROM pg_publication_tables p JOIN pg_namespace n ON n.nspname = p.schemaname "
                            + "JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename "
                            + "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
                            + "JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace tn ON tn.oid = t.typnamespace "
                            + "WHERE p.pubname = " + Quoted.literal(publication) + " ORDER BY 1, 2, a.attnum")) {
                var path = List.of(address.database(), text(row, 0), text(row, 1));
                String type = text(row, 3).equals("json") ? "jsonb" : text(row, 3);
                columns.computeIfAbsent(path, _ -> new ArrayList<>())
                        .add(new Export.Column(
                                text(row, 2),
                                text(row, 5).equals("t") ? type : "?" + text(row, 6),
                                text(row, 4).equals("t")));
                if (text(row, 7).equals("t"))
                    keys.computeIfAbsent(path, _ -> new ArrayList<>()).add(text(row, 2));
            }
            if (columns.isEmpty()) {
                throw SqlError.of("XX000", "POSTGRES source validation: PUBLICATION " + publication + " is empty");
            }
            var exports = new ArrayList<Export>();
            for (var table : columns.entrySet()) {
                exports.add(new Export(
                        table.getKey(),
                        table.getValue(),
                        keys.getOrDefault(table.getKey(), List.of()),
                        new Export.Filling.Live(
                                table.getKey().get(1), table.getKey().get(2))));
            }
            return exports;
        } catch (BackendException e) {
            throw new IOException(e.error().message(), e);
        }
    }

    private static String text(List<@Nullable String> row, int column) {
        return SessionContext.text(row, column);
    }

    static String slot(SessionContext context, String sourceId) throws IOException {
        return "materialize_"
                + context.value("SELECT replace(gen_random_uuid()::text, '-', '')")
                        .orElse(sourceId);
    }

    /** A relation of the source whose rows are not there yet. */
    private record Waiting(String id, String relation, String schema, String table, List<String> columns) {}

    /** Copies what the source's relations that have no rows yet shall have; makes the source's slot when it has none. */
    void snapshot(String sourceId) throws IOException {
        List<Waiting> waiting = waiting(sourceId);
        boolean logical;
        try (BackendConnection upstream = BackendConnection.open(address, SETTINGS)) {
            requireIdentity(upstream, waiting);
            logical =
                    "logical".equals(upstream.query("SHOW wal_level").getFirst().getFirst());
        } catch (BackendException e) {
            throw refused(e);
        }
        if (!logical) {
            context.notice(
                    "00000",
                    "sandbox: the server's wal_level is not logical, so its tables are read whole every second");
        }
        try (BackendConnection upstream = logical ? open() : BackendConnection.open(address, SETTINGS)) {
            String point = logical ? begin(upstream, sourceId) : "0/0";
            for (Waiting one : waiting) {
                Copying.across(
                        upstream,
                        "COPY (SELECT " + columns(one.columns()) + " FROM "
                                + Quoted.identifier(one.schema(), one.table()) + ") TO STDOUT",
                        context.backend(),
                        "COPY " + one.relation() + " FROM STDIN");
                context.backend()
                        .execute("UPDATE _weir.export SET start_lsn = " + Quoted.literal(point) + " WHERE id = "
                                + Quoted.literal(one.id()));
            }
            if (logical) upstream.execute("COMMIT");
        } catch (BackendException e) {
            throw refused(e);
        }
    }

    private static SqlError refused(BackendException e) {
        return SqlError.of(
                "XX000", "sandbox: the PostgreSQL server refused: " + e.error().message());
    }

    private BackendConnection open() throws IOException {
        var settings = new LinkedHashMap<String, String>(SETTINGS);
        settings.put("replication", "database");
        return BackendConnection.open(address, settings);
    }

    private List<Waiting> waiting(String sourceId) throws IOException {
        var waiting = new ArrayList<Waiting>();
        for (List<@Nullable String> row : context.backend()
                .query(
                        "SELECT e.id, pg_catalog.format('%I.%I', p.nspname, n.name), e.path[2], e.path[3] FROM _weir.export e "
                                + "JOIN _weir.named_item n ON n.id = e.id JOIN pg_catalog.pg_namespace p ON p.oid = n.nsp "
                                + "WHERE e.start_lsn IS NULL AND e.source_id = " + Quoted.literal(sourceId))) {
            var columns = new ArrayList<String>();
            for (List<@Nullable String> column : context.backend()
                    .query("SELECT unnest(upstream_columns) FROM _weir.export WHERE id = "
                            + Quoted.literal(text(row, 0)))) {
                columns.add(text(column, 0));
            }
            waiting.add(new Waiting(text(row, 0), text(row, 1), text(row, 2), text(row, 3), columns));
        }
        return waiting;
    }

    private static String columns(List<String> names) {
        return String.join(", ", names.stream().map(Quoted::identifier).toList());
    }

    private static void requireIdentity(BackendConnection upstream, List<Waiting> waiting) throws IOException {
        var wrong = new ArrayList<String>();
        for (Waiting one : waiting) {
            List<List<@Nullable String>> found = upstream.query(
                    "SELECT c.relreplident FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
                            + Quoted.literal(one.schema()) + " AND c.relname = " + Quoted.literal(one.table()));
            if (found.isEmpty() || !"f".equals(found.getFirst().getFirst()))
                wrong.add(one.schema() + "." + one.table());
        }
        if (!wrong.isEmpty()) {
            throw SqlError.of(
                            "XX000",
                            "POSTGRES source validation: referenced items not tables with REPLICA IDENTITY FULL")
                    .withDetail("referenced items: " + String.join(", ", wrong));
        }
    }

    /** A slot whose snapshot the rest of the transaction sees; the place in the log where it begins. */
    private String begin(BackendConnection upstream, String sourceId) throws IOException {
        String slot = context.value(
                        "SELECT replication_slot FROM _weir.ingestion WHERE id = " + Quoted.literal(sourceId))
                .orElseThrow();
        boolean there = !upstream.query("SELECT 1 FROM pg_replication_slots WHERE slot_name = " + Quoted.literal(slot))
                .isEmpty();
        upstream.execute("BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ");
        String made = there ? slot + "_t" + upstream.processId() : slot;
        List<@Nullable String> row = upstream.query("CREATE_REPLICATION_SLOT " + Quoted.identifier(made)
                        + (there ? " TEMPORARY" : "") + " LOGICAL pgoutput USE_SNAPSHOT")
                .getFirst();
        String point = text(row, 1);
        if (!there) {
            context.backend()
                    .execute("UPDATE _weir.ingestion SET confirmed_lsn = " + Quoted.literal(point) + " WHERE id = "
                            + Quoted.literal(sourceId));
        }
        return point;
    }
}
