package dev.weir.sandbox;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.DiagnosticCode;
import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.EmbeddedFailure;
import dev.weir.sandbox.backend.FolderClaim;
import dev.weir.sandbox.backend.PostgresBinaries;
import dev.weir.sandbox.backend.PostgresServer;
import dev.weir.sandbox.catalog.CatalogStore;
import dev.weir.sandbox.pgwire.Listener;
import dev.weir.sandbox.session.Sessions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A running sandbox: {@code weir sandbox start} and profiles with {@code sandbox: true}. Thread-safe; closing it closes all
 * sessions and stops the PostgreSQL behind.
 */
public final class SandboxServer implements EmbeddedServer.Running {
    private static final String DATABASE = "materialize";
    private static final String USER = "materialize";

    private final FolderClaim claim;
    private final PostgresServer postgres;
    private final CatalogStore store;
    private final Listener listener;

    private SandboxServer(FolderClaim claim, PostgresServer postgres, CatalogStore store, Listener listener) {
        this.claim = claim;
        this.postgres = postgres;
        this.store = store;
        this.listener = listener;
    }

    /**
     * How to start.
     *
     * @param dataFolder where data outlives the process
     * @param host the address to listen on; the loopback interface unless the user asked for another
     * @param port the port wanted; empty for any free one
     * @param environment the process's, for the folder of unpacked binaries
     */
    public record Options(Path dataFolder, String host, OptionalInt port, Map<String, String> environment) {
        public Options {
            environment = dev.weir.base.Ordered.copyOf(environment);
        }

        public static Options loopback(Path dataFolder, OptionalInt port) {
            return new Options(dataFolder, "127.0.0.1", port, System.getenv());
        }
    }

    /** Starts a sandbox on a folder, or joins the one that runs on it. Throws {@code WeirException} ({@code MZS-…}). */
    public static EmbeddedServer.Running start(Options options) {
        return FolderClaim.startOrJoin(
                options.dataFolder().toAbsolutePath().normalize(), claim -> startUnder(claim, options));
    }

    /** The connection string of a sandbox, as psql takes it. */
    public static String url(EmbeddedServer.Running running) {
        return "postgres://" + running.user() + "@" + running.host() + ":" + running.port() + "/" + running.database();
    }

    private static SandboxServer startUnder(FolderClaim claim, Options options) {
        PostgresBinaries binaries = PostgresBinaries.unpacked(options.environment());
        PostgresServer postgres =
                PostgresServer.start(binaries, claim.folder(), OptionalInt.empty(), CatalogStore.setup());
        try {
            CatalogStore store = CatalogStore.open(postgres.address());
            Sessions sessions = store.sessions();
            Listener listener = listen(options, sessions);
            var server = new SandboxServer(claim, postgres, store, listener);
            claim.announce(new BackendAddress(options.host(), listener.port(), USER, USER, DATABASE));
            return server;
        } catch (RuntimeException | Error e) {
            postgres.close();
            throw e;
        } catch (IOException e) {
            postgres.close();
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_001,
                    "the sandbox could not be started",
                    String.valueOf(e.getMessage()),
                    "If its data are broken, delete " + claim.folder() + ".",
                    e);
        }
    }

    private static Listener listen(Options options, Sessions sessions) throws IOException {
        int port = options.port().orElse(0);
        try {
            return Listener.start(InetAddress.getByName(options.host()), port, sessions::hold);
        } catch (BindException e) {
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_004,
                    "port " + port + " is taken",
                    "Another program listens on " + options.host() + ":" + port + ".",
                    "Choose another port, or leave it out to get a free one.",
                    e);
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public String user() {
        return USER;
    }

    /** Any password is accepted. */
    @Override
    public String password() {
        return USER;
    }

    @Override
    public String database() {
        return DATABASE;
    }

    @Override
    public boolean startedHere() {
        return true;
    }

    @Override
    public void close() {
        listener.close();
        store.close();
        postgres.close();
        claim.close();
    }
}
