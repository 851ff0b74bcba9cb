package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.pgwire.Startup;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What the sessions of one server share. Thread-safe. */
public final class Sessions {
    private final BackendAddress backend;
    private final Naming naming;
    /** Held by a session that changes the catalog in a transaction of its own: such changes come one after another. */
    private final Lock catalogLock = new ReentrantLock();
    /** Counts the changes of the catalog. */
    private final AtomicLong catalogVersion = new AtomicLong();

    private final LiveSettings live = new LiveSettings();
    /** By the process id their clients were told. */
    private final Map<Integer, Session> running = new ConcurrentHashMap<>();

    /**
     * @param backend the PostgreSQL behind, with the role that sessions use
     * @param shadowedPg relations of pg_catalog that have a stand-in
     * @param shadowedInformation relations of information_schema that have a stand-in
     * @param databases ids by name
     * @param catalog a connection to read the catalog by; not kept
     */
    public Sessions(
            BackendAddress backend,
            Set<String> shadowedPg,
            Set<String> shadowedInformation,
            Map<String, String> databases,
            BackendConnection catalog)
            throws IOException {
        this.backend = backend;
        this.naming = new Naming(shadowedPg, shadowedInformation);
        naming.databases(databases);
        live.refresh(catalog);
    }

    /** Serves one connection until it ends. */
    public void hold(Socket socket) throws IOException {
        var in = new FrameReader(socket);
        var out = socket.getOutputStream();
        switch (Startup.read(in, out)) {
            case Startup.Session session ->
                Session.serve(
                        in,
                        new FrameWriter(out),
                        session.parameters(),
                        backend,
                        naming,
                        catalogLock,
                        catalogVersion,
                        live,
                        running);
            case Startup.Cancel cancel -> cancel(cancel);
            case Startup.Refused _ -> {}
        }
    }

    /** Sessions carry the keys of their PostgreSQL connections, so the request only needs to be passed on. */
    private void cancel(Startup.Cancel cancel) throws IOException {
        Session session = running.get(cancel.processId());
        if (session != null) session.cancel(cancel.secretKey());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(backend.host(), backend.port()), 5_000);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(16);
            out.writeInt(Startup.CANCEL_REQUEST);
            out.writeInt(cancel.processId());
            out.writeInt(cancel.secretKey());
            out.flush();
            socket.getInputStream().readAllBytes(); // closed once the request has been acted on
        }
    }
}
