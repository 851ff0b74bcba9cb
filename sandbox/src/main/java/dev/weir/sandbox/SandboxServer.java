package dev.weir.sandbox;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.DiagnosticCode;
import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.EmbeddedFailure;
import dev.weir.sandbox.backend.FolderClaim;
import dev.weir.sandbox.backend.PostgresBinaries;
import dev.weir.sandbox.backend.PostgresServer;
import dev.weir.sandbox.catalog.CatalogStore;
import dev.weir.sandbox.pgwire.Encryption;
import dev.weir.sandbox.pgwire.Listener;
import dev.weir.sandbox.pgwire.PasswordCheck;
import dev.weir.sandbox.session.Entrance;
import dev.weir.sandbox.session.Sessions;
import dev.weir.sandbox.session.StatementLog;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final Deque<Runnable> closings;
    private final CatalogStore store;
    private final BackendAddress address;

    /** @param closings what ends the parts that run, the last one first */
    private SandboxServer(FolderClaim claim, Deque<Runnable> closings, CatalogStore store, BackendAddress address) {
        this.claim = claim;
        this.closings = closings;
        this.store = store;
        this.address = address;
    }

    /**
     * Starts a sandbox on a folder, or joins the one that runs on it. Throws {@code WeirException} ({@code MZS-…}).
     *
     * @param environment the process's, for the folder of unpacked binaries
     */
    public static EmbeddedServer.Running start(EmbeddedServer.Request request, Map<String, String> environment) {
        return FolderClaim.startOrJoin(
                request.dataFolder().toAbsolutePath().normalize(), claim -> startUnder(claim, request, environment));
    }

    /** The connection string of a sandbox, as psql takes it. */
    public static String url(EmbeddedServer.Running running) {
        return "postgres://" + running.user() + "@" + running.host() + ":" + running.port() + "/" + running.database();
    }

    private static SandboxServer startUnder(
            FolderClaim claim, EmbeddedServer.Request options, Map<String, String> environment) {
        PostgresBinaries binaries = PostgresBinaries.unpacked(environment);
        PostgresServer postgres =
                PostgresServer.start(binaries, claim.folder(), OptionalInt.empty(), CatalogStore.setup());
        var closings = new ArrayDeque<Runnable>();
        closings.push(postgres::close);
        try {
            CatalogStore store = CatalogStore.open(postgres.address());
            closings.push(store::close);
            var world = new World(
                    World.projectOf(options.dataFolder().toAbsolutePath().normalize()),
                    InetAddress.getByName(options.host()),
                    postgres.address(),
                    store.sessionAddress());
            closings.push(world::close);
            world.resume();
            StatementLog log = StatementLog.open(claim.folder());
            closings.push(log::close);
            store.statements(claim.folder().resolve(StatementLog.FILE));
            Sessions sessions = store.sessions(
                    new Entrance(
                            new Encryption(claim.folder()), options.password().map(PasswordCheck::new), log),
                    world);
            closings.push(sessions::close);
            Listener listener = listen(options, sessions);
            closings.push(listener::close);
            var address = new BackendAddress(
                    reachable(options.host()),
                    listener.port(),
                    USER,
                    options.password().orElse(USER),
                    DATABASE);
            claim.announce(address, options.purpose());
            return new SandboxServer(claim, closings, store, address);
        } catch (RuntimeException | Error e) {
            closings.forEach(Runnable::run);
            throw e;
        } catch (IOException e) {
            closings.forEach(Runnable::run);
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_001,
                    "the sandbox could not be started",
                    String.valueOf(e.getMessage()),
                    "If its data are broken, delete " + claim.folder() + ".",
                    e);
        }
    }

    /** Where clients of this machine find a server that listens on an address. */
    private static String reachable(String host) throws IOException {
        return InetAddress.getByName(host).isAnyLocalAddress() ? EmbeddedServer.LOOPBACK : host;
    }

    private static Listener listen(EmbeddedServer.Request options, Sessions sessions) throws IOException {
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
        return address.host();
    }

    @Override
    public int port() {
        return address.port();
    }

    @Override
    public String user() {
        return USER;
    }

    /** Any password is accepted unless one was set. */
    @Override
    public String password() {
        return address.password();
    }

    @Override
    public String database() {
        return DATABASE;
    }

    @Override
    public void onLoss(Runnable action) {
        store.onLoss(action);
    }

    @Override
    public boolean startedHere() {
        return true;
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
        claim.close();
    }
}
