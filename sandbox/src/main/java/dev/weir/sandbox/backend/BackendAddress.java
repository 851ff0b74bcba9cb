package dev.weir.sandbox.backend;

/** Where a server answers and who may log in. The password never appears in {@code toString}. */
public record BackendAddress(String host, int port, String user, String password, String database) {
    public BackendAddress as(String otherUser, String otherPassword, String otherDatabase) {
        return new BackendAddress(host, port, otherUser, otherPassword, otherDatabase);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
