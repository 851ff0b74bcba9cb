package dev.weir.adapters.postgres.wire;

import dev.weir.base.Ordered;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server is and how a session with it starts.
 *
 * @param host a name, an address, or a folder that holds a Unix socket
 * @param startup parameters of the start-up packet beside user and database, in order
 * @param implicitTransactions whether the first statement opens a transaction, as psycopg2 does without autocommit
 * @param saltedPasswords shared with the other sessions of one adapter
 */
public record SessionSettings(
        String host,
        int port,
        String user,
        String password,
        String database,
        TlsSettings tls,
        int connectTimeoutSeconds,
        int keepAliveIdleSeconds,
        Map<String, String> startup,
        boolean implicitTransactions,
        SaltedPasswords saltedPasswords) {
    public SessionSettings {
        startup = Ordered.copyOf(startup);
    }

    /**
     * @param mode libpq's {@code sslmode}; empty for its default
     * @param certificate and {@code key}: PEM files of the client
     */
    public record TlsSettings(
            Optional<String> mode,
            Optional<String> certificate,
            Optional<String> key,
            Optional<String> rootCertificate) {}

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
