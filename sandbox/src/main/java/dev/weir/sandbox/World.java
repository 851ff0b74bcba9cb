package dev.weir.sandbox;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.session.Outside;
import dev.weir.sandbox.upstream.LiveFollower;
import dev.weir.sandbox.webhook.WebhookServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a running sandbox has outside of itself; opened when it is first needed. Thread-safe. */
final class World implements Outside, AutoCloseable {
    private final Path folder;
    private final InetAddress host;
    private final BackendAddress admin;
    private final BackendAddress session;
    private @Nullable WebhookServer webhooks;
    private @Nullable LiveFollower follower;

    World(Path folder, InetAddress host, BackendAddress admin, BackendAddress session) {
        this.folder = folder;
        this.host = host;
        this.admin = admin;
        this.session = session;
    }

    /** The folder a sandbox belongs to: where {@code .weir} is, else its own. */
    static Path projectOf(Path dataFolder) {
        Path parent = dataFolder.getParent();
        Path above = parent == null ? null : parent.getParent();
        return parent != null && above != null && parent.endsWith(".weir") ? above : dataFolder;
    }

    /** Takes up again what was open when the sandbox last ran. */
    void resume() throws IOException {
        try (BackendConnection connection = open()) {
            if (!connection.query("SELECT 1 FROM _weir.webhook LIMIT 1").isEmpty()) webhooks();
            if (!connection
                    .query("SELECT 1 FROM _weir.ingestion WHERE replication_slot IS NOT NULL LIMIT 1")
                    .isEmpty()) {
                follow("");
            }
        } catch (BackendException e) {
            throw new IOException(e.error().message(), e);
        }
    }

    private BackendConnection open() throws IOException {
        return BackendConnection.open(admin, Map.of("client_encoding", "UTF8"));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public synchronized String webhooks() throws IOException {
        try (BackendConnection connection = open()) {
            WebhookServer running = webhooks;
            if (running == null) {
                int port = 0;
                for (List<@Nullable String> row :
                        connection.query("SELECT url FROM _weir.endpoint WHERE what = 'webhook'")) {
                    port = URI.create(String.valueOf(row.getFirst())).getPort();
                }
                running = WebhookServer.start(host, port, admin, session);
                webhooks = running;
            }
            String url = "http://" + host.getHostAddress() + ":" + running.port();
            connection.execute("INSERT INTO _weir.endpoint VALUES ('webhook', '" + url
                    + "') ON CONFLICT (what) DO UPDATE SET url = excluded.url");
            return url;
        }
    }

    @Override
    public Optional<byte[]> secret(String id) throws IOException {
        if (!id.matches("u\\d+")) return Optional.empty();
        try (BackendConnection connection = open()) {
            List<List<@Nullable String>> rows = connection.query(
                    "SELECT pg_catalog.encode(value, 'hex') FROM _weir.secret WHERE id = '" + id + "'");
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(HexFormat.of()
                            .parseHex(String.valueOf(rows.getFirst().getFirst())));
        }
    }

    @Override
    public BackendAddress postgres(String connectionId) throws IOException {
        try (BackendConnection connection = open()) {
            return LiveFollower.address(connection, connectionId);
        }
    }

    @Override
    public synchronized void follow(String sourceId) {
        if (follower == null) follower = LiveFollower.start(admin);
    }

    @Override
    public synchronized void close() {
        if (webhooks != null) webhooks.close();
        if (follower != null) follower.close();
    }
}
