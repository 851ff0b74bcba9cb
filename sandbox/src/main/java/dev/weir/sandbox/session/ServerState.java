package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.WarmConnections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the sessions of a server have in common. Thread-safe.
 *
 * @param backend the PostgreSQL behind, with the role that sessions use
 * @param connections to it, for sessions
 * @param catalogLock held by a session that changes the catalog in a transaction of its own: one after another
 * @param catalogVersion counts the changes of the catalog
 * @param running sessions by the process id their clients were told
 */
record ServerState(
        BackendAddress backend,
        WarmConnections connections,
        Naming naming,
        Lock catalogLock,
        AtomicLong catalogVersion,
        LiveSettings live,
        StatementLog log,
        Outside outside,
        Map<Integer, Session> running) {
    static ServerState of(BackendAddress backend, Naming naming, LiveSettings live, StatementLog log, Outside outside) {
        return new ServerState(
                backend,
                new WarmConnections(backend, Session.SETTINGS),
                naming,
                new ReentrantLock(),
                new AtomicLong(),
                live,
                log,
                outside,
                new ConcurrentHashMap<>());
    }
}
