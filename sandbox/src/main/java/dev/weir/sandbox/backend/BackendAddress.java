package dev.weir.sandbox.backend;

import java.util.Optional;

/**
 * Where a server answers and who may log in. The password never appears in {@code toString}.
 *
 * @param tls how the connection is encrypted; empty when it is not
 */
public record BackendAddress(
        String host, int port, String user, String password, String database, Optional<UpstreamTls> tls) {
    /** Without encryption. */
    public BackendAddress(String host, int port, String user, String password, String database) {
        this(host, port, user, password, database, Optional.empty());
    }

    public BackendAddress as(String otherUser, String otherPassword, String otherDatabase) {
        return new BackendAddress(host, port, otherUser, otherPassword, otherDatabase, tls);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
