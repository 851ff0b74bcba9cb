package dev.weir.sandbox;

import dev.weir.adapter.EmbeddedServer;

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
        return SandboxServer.start(SandboxServer.Options.loopback(request.dataFolder(), request.port()));
    }
}
