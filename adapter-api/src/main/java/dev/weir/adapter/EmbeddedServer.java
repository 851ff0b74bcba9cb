package dev.weir.adapter;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A database that a profile can ask for instead of naming a server: {@code sandbox: true} (Materialize) or
 * {@code embedded: true} (PostgreSQL). Found by {@code ServiceLoader}; implementations have a public no-argument
 * constructor and do no work in it.
 */
public interface EmbeddedServer {
    /** The profile's {@code type} this server stands in for: {@code "materialize"} or {@code "postgres"}. */
    String adapterType();

    /** The profile key that asks for it: {@code "sandbox"} or {@code "embedded"}. */
    String profileKey();

    /**
     * Joins the server that already runs on this data folder (of this or another process), else starts one. Blocks until
     * it answers. Throws {@code WeirException} ({@code MZS-…}) when it cannot.
     */
    Running start(Request request);

    /**
     * @param dataFolder where data outlives the process; made when absent (the project's {@code .weir/sandbox})
     * @param port the loopback port wanted; empty for any free one
     */
    record Request(Path dataFolder, OptionalInt port) {}

    /** A server that answers. Closing it stops what this process started and leaves a joined one alone. */
    interface Running extends AutoCloseable {
        String host();

        int port();

        String user();

        String password();

        String database();

        /** Whether this process started it (and so stops it). */
        boolean startedHere();

        @Override
        void close();
    }
}
