package dev.weir.sandbox;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.FolderClaim;
import dev.weir.sandbox.backend.PostgresBinaries;
import dev.weir.sandbox.backend.PostgresServer;
import java.util.List;

/** A plain PostgreSQL for profiles with {@code type: postgres} and {@code embedded: true}. */
public final class EmbeddedPostgresServer implements EmbeddedServer {
    private static final PostgresServer.Setup SETUP = new PostgresServer.Setup("postgres", List.of());

    /** For {@code ServiceLoader}. */
    public EmbeddedPostgresServer() {}

    @Override
    public String adapterType() {
        return "postgres";
    }

    @Override
    public String profileKey() {
        return "embedded";
    }

    @Override
    public Running start(Request request) {
        return FolderClaim.startOrJoin(request.dataFolder().toAbsolutePath().normalize(), claim -> {
            PostgresBinaries binaries = PostgresBinaries.unpacked(System.getenv());
            var server = PostgresServer.start(binaries, claim.folder(), request.port(), SETUP);
            claim.announce(server.address(), request.purpose());
            return new Started(claim, server);
        });
    }

    @Override
    public java.util.Optional<Found> find(java.nio.file.Path dataFolder) {
        return FolderClaim.find(dataFolder);
    }

    @Override
    public boolean stop(java.nio.file.Path dataFolder) {
        return FolderClaim.stop(dataFolder);
    }

    @Override
    public java.nio.file.Path statementLog(java.nio.file.Path dataFolder) {
        return dataFolder.resolve("postgres.log");
    }

    private record Started(FolderClaim claim, PostgresServer server) implements Running {
        private BackendAddress address() {
            return server.address();
        }

        @Override
        public String host() {
            return address().host();
        }

        @Override
        public int port() {
            return address().port();
        }

        @Override
        public String user() {
            return address().user();
        }

        @Override
        public String password() {
            return address().password();
        }

        @Override
        public String database() {
            return address().database();
        }

        @Override
        public boolean startedHere() {
            return true;
        }

        @Override
        public void close() {
            server.close();
            claim.close();
        }
    }
}
