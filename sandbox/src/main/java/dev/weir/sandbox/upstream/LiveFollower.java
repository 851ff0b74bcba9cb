package dev.weir.sandbox.upstream;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Copying;
import dev.weir.sandbox.backend.UpstreamTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the relations of live PostgreSQL sources up to date. A server with a logical log is asked for the changes behind
 * what is known; each transaction is applied with its place in the log in one transaction of ours, and only then forgotten
 * by the server, so that none is lost or applied twice. Tables of other servers are read whole. One thread of its own.
 */
public final class LiveFollower implements AutoCloseable {
    private static final long PAUSE_MILLIS = 300;
    private static final int MESSAGES_AT_A_TIME = 5_000;
    private static final Map<String, String> SETTINGS =
            Map.of("client_encoding", "UTF8", "TimeZone", "UTC", "DateStyle", "ISO, MDY", "extra_float_digits", "3");

    private final BackendAddress admin;
    private final Thread thread;
    private final Map<String, Followed> followed = new LinkedHashMap<>();

    private LiveFollower(BackendAddress admin) {
        this.admin = admin;
        this.thread = Thread.ofVirtual().name("sandbox-follower").unstarted(this::run);
    }

    public static LiveFollower start(BackendAddress admin) {
        var follower = new LiveFollower(admin);
        follower.thread.start();
        return follower;
    }

    /** The server a connection leads to. Throws {@code IOException} for one behind a tunnel. */
    public static BackendAddress address(BackendConnection catalog, String connectionId) throws IOException {
        var options = new LinkedHashMap<String, String>();
        for (List<@Nullable String> row : catalog.query(
                "SELECT o.key, o.value FROM _weir.connection c, pg_catalog.jsonb_each_text(c.aws) o WHERE c.id = "
                        + literal(connectionId))) {
            options.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        if (!options.containsKey("HOST")) throw new IOException("it has no HOST");
        if (!catalog.query(
                        "SELECT 1 FROM _weir.dependency d JOIN _weir.item i ON i.id = d.on_id AND i.type = 'connection' WHERE d.id = "
                                + literal(connectionId))
                .isEmpty()) {
            throw new IOException("tunnels are not known to the sandbox");
        }
        return new BackendAddress(
                options.get("HOST"),
                Integer.parseInt(options.getOrDefault("PORT", "5432")),
                value(catalog, options, "USER"),
                value(catalog, options, "PASSWORD"),
                options.getOrDefault("DATABASE", "postgres"),
                tls(catalog, options));
    }

    private static Optional<UpstreamTls> tls(BackendConnection catalog, Map<String, String> options)
            throws IOException {
        UpstreamTls.Mode mode;
        switch (options.getOrDefault("SSL MODE", "disable").replace('-', '_')) {
            case "disable" -> {
                return Optional.empty();
            }
            case "require" -> mode = UpstreamTls.Mode.REQUIRE;
            case "verify_ca" -> mode = UpstreamTls.Mode.VERIFY_CA;
            case "verify_full" -> mode = UpstreamTls.Mode.VERIFY_FULL;
            default -> throw new IOException("SSL MODE " + options.get("SSL MODE") + " is not known to the sandbox");
        }
        if (options.containsKey("SSL KEY") || options.containsKey("SSL KEY SECRET")) {
            throw new IOException("logging in by certificate is not known to the sandbox");
        }
        String authority = value(catalog, options, "SSL CERTIFICATE AUTHORITY");
        return Optional.of(new UpstreamTls(mode, authority.isEmpty() ? Optional.empty() : Optional.of(authority)));
    }

    private static String value(BackendConnection catalog, Map<String, String> options, String name)
            throws IOException {
        String secret = options.get(name + " SECRET");
        if (secret == null) return options.getOrDefault(name, "");
        List<List<@Nullable String>> rows =
                catalog.query("SELECT pg_catalog.encode(value, 'hex') FROM _weir.secret WHERE id = " + literal(secret));
        if (rows.isEmpty()) return "";
        return new String(HexFormat.of().parseHex(String.valueOf(rows.getFirst().getFirst())), StandardCharsets.UTF_8);
    }

    /** A source and the connection to its server. */
    private static final class Followed {
        final BackendConnection upstream;
        final String slot;
        final boolean logical;
        long lastReadNanos;

        Followed(BackendConnection upstream, String slot, boolean logical) {
            this.upstream = upstream;
            this.slot = slot;
            this.logical = logical;
        }
    }

    /** A relation of a source: which upstream columns its own are, in order. */
    private record Target(
            String id, String relation, String start, List<String> upstream, List<String> own, List<String> types) {}

    private void run() {
        try (BackendConnection catalog = BackendConnection.open(admin, SETTINGS)) {
            while (!Thread.currentThread().isInterrupted()) {
                round(catalog);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | BackendException e) {
            System.getLogger(LiveFollower.class.getName())
                    .log(System.Logger.Level.WARNING, "live sources are no longer followed", e);
        } finally {
            for (Followed one : followed.values()) one.upstream.close();
        }
    }

    private void round(BackendConnection catalog) throws IOException {
        var seen = new LinkedHashSet<String>();
        for (List<@Nullable String> row : catalog.query(
                "SELECT g.id, g.connection_id, g.replication_slot, g.publication, coalesce(g.confirmed_lsn, '0/0') FROM _weir.ingestion g WHERE g.replication_slot IS NOT NULL")) {
            String id = String.valueOf(row.get(0));
            seen.add(id);
            try {
                Followed source = followed.get(id);
                if (source == null) {
                    source = open(catalog, String.valueOf(row.get(1)), String.valueOf(row.get(2)));
                    followed.put(id, source);
                }
                if (source.logical) changes(catalog, source, id, String.valueOf(row.get(3)));
                else reread(catalog, source, id);
                trouble(catalog, id, "");
            } catch (IOException e) {
                lost(catalog, id, e.getMessage());
            } catch (BackendException e) {
                if (catalog.status() != 'I') catalog.execute("ROLLBACK");
                lost(catalog, id, e.error().message());
            }
        }
        for (String gone : List.copyOf(followed.keySet())) if (!seen.contains(gone)) forget(gone);
    }

    private static Followed open(BackendConnection catalog, String connectionId, String slot) throws IOException {
        BackendConnection upstream = BackendConnection.open(address(catalog, connectionId), SETTINGS);
        boolean logical =
                "logical".equals(upstream.query("SHOW wal_level").getFirst().getFirst());
        return new Followed(upstream, slot, logical);
    }

    private void lost(BackendConnection catalog, String id, @Nullable String why) throws IOException {
        Followed source = followed.remove(id);
        if (source != null) source.upstream.close();
        trouble(catalog, id, String.valueOf(why));
    }

    private static void trouble(BackendConnection catalog, String id, String text) throws IOException {
        catalog.execute("UPDATE _weir.ingestion SET trouble = nullif(" + literal(text) + ", '') WHERE id = "
                + literal(id) + " AND trouble IS DISTINCT FROM nullif(" + literal(text) + ", '')");
    }

    /** The source was dropped: its server need not keep a log for it. */
    private void forget(String id) {
        Followed source = followed.remove(id);
        if (source == null) return;
        try (BackendConnection upstream = source.upstream) {
            if (source.logical) {
                upstream.execute(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = "
                                + literal(source.slot));
            }
        } catch (IOException | BackendException e) {
            System.getLogger(LiveFollower.class.getName())
                    .log(System.Logger.Level.WARNING, "replication slot " + source.slot + " not dropped", e);
        }
    }

    private static Map<List<String>, List<Target>> targets(BackendConnection catalog, String sourceId)
            throws IOException {
        var targets = new LinkedHashMap<List<String>, List<Target>>();
        for (List<@Nullable String> row : catalog.query(
                "SELECT e.id, pg_catalog.format('%I.%I', p.nspname, n.name), e.start_lsn, e.path[2], e.path[3] FROM _weir.export e "
                        + "JOIN _weir.named_item n ON n.id = e.id JOIN pg_catalog.pg_namespace p ON p.oid = n.nsp WHERE e.start_lsn IS NOT NULL AND e.source_id = "
                        + literal(sourceId))) {
            String id = String.valueOf(row.get(0));
            var upstream = new ArrayList<String>();
            var own = new ArrayList<String>();
            var types = new ArrayList<String>();
            for (List<@Nullable String> column : catalog.query(
                    "SELECT e.upstream_columns[a.attnum], a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) FROM _weir.export e JOIN _weir.item i ON i.id = e.id "
                            + "JOIN pg_catalog.pg_attribute a ON a.attrelid = i.oid AND a.attnum > 0 WHERE e.id = "
                            + literal(id) + " ORDER BY a.attnum")) {
                upstream.add(String.valueOf(column.get(0)));
                own.add(String.valueOf(column.get(1)));
                types.add(String.valueOf(column.get(2)));
            }
            targets.computeIfAbsent(
                            List.of(String.valueOf(row.get(3)), String.valueOf(row.get(4))), _ -> new ArrayList<>())
                    .add(new Target(id, String.valueOf(row.get(1)), String.valueOf(row.get(2)), upstream, own, types));
        }
        return targets;
    }

    // ---- the logical log

    private static void changes(BackendConnection catalog, Followed source, String id, String publication)
            throws IOException {
        List<List<@Nullable String>> rows = source.upstream.query(
                "SELECT pg_catalog.encode(data, 'hex') FROM pg_logical_slot_peek_binary_changes(" + literal(source.slot)
                        + ", NULL, " + MESSAGES_AT_A_TIME + ", 'proto_version', '1', 'publication_names', "
                        + literal(identifier(publication)) + ")");
        if (rows.isEmpty()) return;
        Map<List<String>, List<Target>> targets = targets(catalog, id);
        var messages = new ReplicationMessages();
        var pending = new ArrayList<ReplicationMessages.Change>();
        String last = "";
        for (List<@Nullable String> row : rows) {
            for (ReplicationMessages.Change change :
                    messages.read(HexFormat.of().parseHex(String.valueOf(row.getFirst())))) {
                if (!(change instanceof ReplicationMessages.Change.Committed committed)) {
                    pending.add(change);
                    continue;
                }
                apply(catalog, id, targets, pending, committed.end());
                pending.clear();
                last = committed.end();
            }
        }
        if (!last.isEmpty()) {
            source.upstream.execute(
                    "SELECT pg_replication_slot_advance(" + literal(source.slot) + ", " + literal(last) + "::pg_lsn)");
        }
    }

    private static void apply(
            BackendConnection catalog,
            String id,
            Map<List<String>, List<Target>> targets,
            List<ReplicationMessages.Change> changes,
            String end)
            throws IOException {
        catalog.execute("BEGIN");
        // Applied before, but not yet forgotten by the server: nothing to do again.
        boolean fresh = !catalog.query("UPDATE _weir.ingestion SET confirmed_lsn = " + literal(end) + " WHERE id = "
                        + literal(id) + " AND coalesce(confirmed_lsn, '0/0')::pg_lsn < " + literal(end)
                        + "::pg_lsn RETURNING 1")
                .isEmpty();
        if (fresh) {
            for (ReplicationMessages.Change change : changes) {
                ReplicationMessages.Relation relation = switch (change) {
                    case ReplicationMessages.Change.Row row -> row.relation();
                    case ReplicationMessages.Change.Emptied emptied -> emptied.relation();
                    case ReplicationMessages.Change.Committed _ -> throw new IllegalStateException("not a change");
                };
                for (Target target : targets.getOrDefault(List.of(relation.schema(), relation.table()), List.of())) {
                    if (position(end) > position(target.start())) apply(catalog, target, change);
                }
            }
        }
        catalog.execute("COMMIT");
    }

    private static long position(String place) {
        int slash = place.indexOf('/');
        return Long.parseLong(place.substring(0, slash), 16) << 32 | Long.parseLong(place.substring(slash + 1), 16);
    }

    private static void apply(BackendConnection catalog, Target target, ReplicationMessages.Change change)
            throws IOException {
        if (!(change instanceof ReplicationMessages.Change.Row row)) {
            catalog.execute("DELETE FROM " + target.relation());
            return;
        }
        for (String column : target.upstream()) {
            if (!row.relation().columns().contains(column)) {
                throw new IOException("incompatible schema change: column \"" + column + "\" of "
                        + row.relation().schema() + "." + row.relation().table() + " is gone");
            }
        }
        var sql = new StringBuilder();
        if (row.old().isPresent()) {
            sql.append("DELETE FROM ")
                    .append(target.relation())
                    .append(" WHERE ctid = (SELECT ctid FROM ")
                    .append(target.relation());
            for (int i = 0; i < target.own().size(); i++) {
                String value = value(row, row.old().get(), target.upstream().get(i));
                String name = identifier(target.own().get(i));
                sql.append(i == 0 ? " WHERE " : " AND ");
                if (value == null) sql.append(name).append(" IS NULL");
                else
                    sql.append(name)
                            .append("::text = ")
                            .append(literal(value))
                            .append("::")
                            .append(target.types().get(i))
                            .append("::text");
            }
            sql.append(" LIMIT 1);");
        }
        if (row.fresh().isPresent()) {
            sql.append("INSERT INTO ").append(target.relation()).append(" VALUES (");
            for (int i = 0; i < target.own().size(); i++) {
                String value = value(row, row.fresh().get(), target.upstream().get(i));
                sql.append(i == 0 ? "" : ", ").append(value == null ? "NULL" : literal(value));
            }
            sql.append(')');
        }
        catalog.execute(sql.toString());
    }

    private static @Nullable String value(
            ReplicationMessages.Change.Row row, List<@Nullable String> values, String column) {
        int index = row.relation().columns().indexOf(column);
        return index < values.size() ? values.get(index) : null;
    }

    // ---- servers without one

    private static void reread(BackendConnection catalog, Followed source, String id) throws IOException {
        if (System.nanoTime() - source.lastReadNanos < 1_000_000_000L) return;
        source.lastReadNanos = System.nanoTime();
        for (var table : targets(catalog, id).entrySet()) {
            for (Target target : table.getValue()) {
                var columns = new ArrayList<String>();
                for (String column : target.upstream()) columns.add(identifier(column));
                catalog.execute(
                        "BEGIN; CREATE TEMPORARY TABLE _weir_read (LIKE " + target.relation() + ") ON COMMIT DROP");
                Copying.across(
                        source.upstream,
                        "COPY (SELECT " + String.join(", ", columns) + " FROM "
                                + identifier(table.getKey().get(0)) + "."
                                + identifier(table.getKey().get(1)) + ") TO STDOUT",
                        catalog,
                        "COPY _weir_read FROM STDIN");
                String same = "SELECT t::text FROM " + target.relation() + " AS t";
                String read = "SELECT t::text FROM _weir_read AS t";
                boolean changed = !catalog.query("(" + same + " EXCEPT ALL " + read + ") UNION ALL (" + read
                                + " EXCEPT ALL " + same + ") LIMIT 1")
                        .isEmpty();
                if (changed) {
                    catalog.execute("DELETE FROM " + target.relation() + "; INSERT INTO " + target.relation()
                            + " SELECT * FROM _weir_read");
                }
                catalog.execute("COMMIT");
            }
        }
    }

    private static String literal(String text) {
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
