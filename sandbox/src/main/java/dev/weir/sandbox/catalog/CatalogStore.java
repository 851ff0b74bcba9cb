package dev.weir.sandbox.catalog;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.PostgresServer;
import dev.weir.sandbox.session.Entrance;
import dev.weir.sandbox.session.Outside;
import dev.weir.sandbox.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of a data folder, brought up to date, and the clock that load generators tick by: it records while the
 * sandbox runs.
 */
public final class CatalogStore implements AutoCloseable {
    private static final String SUPERUSER = "weir_admin";
    private static final String SESSION_ROLE = "materialize";
    private static final long BEAT_MILLIS = 2_000;
    private static final long REFRESH_MILLIS = 200;
    /** How long PostgreSQL may take to come back. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** Run in this order whenever one of them has changed; each leaves alone what is there already. */
    private static final List<String> UPDATED = List.of(
            "state.sql",
            "create-sql.sql",
            "forms.sql",
            "recursion.sql",
            "collections.sql",
            "numbers-and-digests.sql",
            "clock.sql",
            "generators.sql",
            "refresh.sql",
            "roles.sql",
            "clusters.sql",
            "items.sql",
            "privileges.sql",
            "policies.sql",
            "connectors.sql",
            "internal.sql",
            "status.sql",
            "histories.sql",
            "lookups.sql",
            "pg.sql",
            "information.sql",
            "shown-privileges.sql",
            "grants.sql");

    private final BackendAddress address;
    private final BackendAddress sessionAddress;
    private final Thread clock;
    private BackendConnection connection;
    private long itemsAnalyzed;
    private volatile boolean closing;
    private volatile Runnable onLoss = () -> {};

    private CatalogStore(BackendConnection connection, BackendAddress address) {
        this.connection = connection;
        this.address = address;
        this.sessionAddress = address.as(SESSION_ROLE, address.password(), address.database());
        this.clock = Thread.ofPlatform().daemon().name("sandbox-clock").unstarted(this::beat);
    }

    /** What PostgreSQL's data folder needs before its first start. */
    public static PostgresServer.Setup setup() {
        return new PostgresServer.Setup(SUPERUSER, List.of(resource("types.sql").split("\n;\n")));
    }

    /** Makes or updates the catalog (the relations anew when they have changed) and begins a new run of the clock. */
    public static CatalogStore open(BackendAddress address) throws IOException {
        BackendConnection connection = connected(address);
        try {
            if (connection
                    .query("SELECT 1 FROM pg_namespace WHERE nspname = '_weir'")
                    .isEmpty()) {
                connection.execute("BEGIN;\n" + resource("functions.sql") + "\n" + sessionRole(address) + ";\nCOMMIT");
            }
            updateRelations(connection);
            connection.execute("INSERT INTO _weir.uptime (started_at, seen_at) VALUES (now(), now()); "
                    + "TRUNCATE _weir.subscription; SELECT _weir.sweep()");
            var store = new CatalogStore(connection, address);
            store.clock.start();
            return store;
        } catch (BackendException e) {
            connection.close();
            throw new IOException("the catalog could not be made: " + e.error().message(), e);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static BackendConnection connected(BackendAddress address) throws IOException {
        return BackendConnection.open(address, Map.of("client_min_messages", "warning"));
    }

    /** What to do when PostgreSQL ends by itself. */
    public void onLoss(Runnable action) {
        onLoss = action;
    }

    /**
     * Brings the catalog relations up to the version of this program: in place, or anew where that cannot be. What users
     * have built on them stays either way.
     */
    private static void updateRelations(BackendConnection connection) throws IOException {
        var all = new StringBuilder();
        for (String file : UPDATED) all.append(resource(file)).append('\n');
        String relations = all.toString();
        String version = HexFormat.of().toHexDigits(relations.hashCode());
        String current = String.valueOf(connection
                .query("SELECT coalesce(obj_description('_weir'::regnamespace), '')")
                .getFirst()
                .getFirst());
        if (version.equals(current)) return;
        String end = "\nCOMMENT ON SCHEMA _weir IS '" + version + "';\nCOMMIT";
        try {
            connection.execute("BEGIN;\n" + relations + end);
        } catch (BackendException e) {
            System.getLogger(CatalogStore.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "catalog relations are made anew: " + e.error().message());
            connection.execute("ROLLBACK");
            connection.execute(
                    "BEGIN;\n" + resource("set-aside.sql") + "\n" + relations + resource("bring-back.sql") + end);
        }
    }

    private static String sessionRole(BackendAddress address) {
        return "CREATE ROLE " + SESSION_ROLE + " LOGIN PASSWORD '" + address.password() + "';\n"
                + "GRANT CREATE, TEMPORARY ON DATABASE " + address.database() + " TO " + SESSION_ROLE
                + ";\nALTER SCHEMA public OWNER TO " + SESSION_ROLE;
    }

    /** PostgreSQL, with the role that sessions use. */
    public BackendAddress sessionAddress() {
        return sessionAddress;
    }

    /** Where the statements that clients send are written down; histories of the catalog have their rows from there. */
    public synchronized void statements(Path log) throws IOException {
        connection.execute("INSERT INTO _weir.endpoint VALUES ('statements', '"
                + log.toAbsolutePath().toString().replace("'", "''")
                + "') ON CONFLICT (what) DO UPDATE SET url = excluded.url");
    }

    /** What sessions on this catalog share. */
    public synchronized Sessions sessions(Entrance entrance, Outside outside) throws IOException {
        var databases = new LinkedHashMap<String, String>();
        for (List<@Nullable String> row : connection.query("SELECT name, id FROM _weir.database")) {
            databases.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        return new Sessions(sessionAddress, relations(), databases, entrance, connection, outside);
    }

    /** PostgreSQL's catalog and the stand-ins for its relations, by schema. */
    private synchronized Map<String, Set<String>> relations() throws IOException {
        var names = new LinkedHashMap<String, Set<String>>();
        for (List<@Nullable String> row : connection.query(
                "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE c.relkind IN ('v', 'r') AND n.nspname IN ('pg_catalog', '_weir_pg', '_weir_information')")) {
            names.computeIfAbsent(String.valueOf(row.getFirst()), schema -> new LinkedHashSet<>())
                    .add(String.valueOf(row.get(1)));
        }
        return names;
    }

    private void beat() {
        try {
            for (long waited = 0; !Thread.currentThread().isInterrupted(); waited += REFRESH_MILLIS) {
                Thread.sleep(REFRESH_MILLIS);
                try {
                    refreshDue();
                    if (waited % BEAT_MILLIS != 0) continue;
                    seen();
                    keepStatistics();
                } catch (IOException | BackendException e) {
                    if (closing) return;
                    System.getLogger(CatalogStore.class.getName())
                            .log(System.Logger.Level.WARNING, "the sandbox's clock missed a beat", e);
                    if (!back()) {
                        onLoss.run();
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether PostgreSQL answers again: it may have started anew after one of its processes died. */
    private boolean back() throws InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS && !closing; waited += REFRESH_MILLIS) {
            try {
                reconnect();
                return true;
            } catch (IOException e) {
                Thread.sleep(REFRESH_MILLIS);
            }
        }
        return closing;
    }

    private synchronized void reconnect() throws IOException {
        connection.close();
        connection = connected(address);
    }

    /** PostgreSQL's own upkeep is too slow for a catalog that grows by thousands of items in seconds. */
    private synchronized void keepStatistics() throws IOException {
        long items = Long.parseLong(String.valueOf(connection
                .query("SELECT last FROM _weir.counter WHERE kind = 'item'")
                .getFirst()
                .getFirst()));
        if (items - itemsAnalyzed < 50) return;
        connection.execute("ANALYZE _weir.item; ANALYZE _weir.schema; ANALYZE pg_catalog.pg_class; "
                + "ANALYZE pg_catalog.pg_attribute; ANALYZE pg_catalog.pg_depend; ANALYZE pg_catalog.pg_rewrite");
        itemsAnalyzed = items;
    }

    /** Materialized views whose time has come. */
    private synchronized void refreshDue() throws IOException {
        if (connection.query("SELECT 1 FROM _weir.refreshed LIMIT 1").isEmpty()) return;
        connection.execute("SELECT _weir.refresh_due()");
    }

    private synchronized void seen() throws IOException {
        connection.execute("UPDATE _weir.uptime SET seen_at = now() WHERE run = (SELECT max(run) FROM _weir.uptime)");
    }

    @Override
    public void close() {
        closing = true;
        clock.interrupt();
        try {
            if (Thread.currentThread() != clock) clock.join(PATIENCE_MILLIS);
            seen();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | BackendException e) {
            System.getLogger(CatalogStore.class.getName())
                    .log(System.Logger.Level.DEBUG, "last beat of the clock not recorded", e);
        }
        synchronized (this) {
            connection.close();
        }
    }

    private static String resource(String name) {
        try (var in = CatalogStore.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("resource missing: " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
