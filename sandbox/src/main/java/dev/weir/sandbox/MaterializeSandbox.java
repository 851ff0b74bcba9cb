package dev.weir.sandbox;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.sandbox.backend.FolderClaim;
import dev.weir.sandbox.session.StatementLog;
import java.nio.file.Path;
import java.util.Optional;

/** The sandbox for profiles with {@code type: materialize} and {@code sandbox: true}. */
public final class MaterializeSandbox implements EmbeddedServer {
    /** For {@code ServiceLoader}. */
    public MaterializeSandbox() {}

    @Override
    public String adapterType() {
        return "materialize";
    }

    @Override
    public String profileKey() {
        return "sandbox";
    }

    @Override
    public Running start(Request request) {
        return SandboxServer.start(request, System.getenv());
    }

    @Override
    public Optional<Found> find(Path dataFolder) {
        return FolderClaim.find(dataFolder);
    }

    @Override
    public boolean stop(Path dataFolder) {
        return FolderClaim.stop(dataFolder);
    }

    @Override
    public Path statementLog(Path dataFolder) {
        return dataFolder.resolve(StatementLog.FILE);
    }
}
