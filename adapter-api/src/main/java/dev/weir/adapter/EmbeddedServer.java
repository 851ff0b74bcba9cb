package dev.weir.adapter;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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

    /** Who runs on a data folder; empty when nobody answers there. */
    Optional<Found> find(Path dataFolder);

    /** Asks the process that runs on a data folder to end and waits until it has; whether there was one and it has. */
    boolean stop(Path dataFolder);

    /** The file of the statements that a data folder's server was asked for: a JSON object a line. It may not be there. */
    Path statementLog(Path dataFolder);

    /**
     * @param dataFolder where data outlives the process; made when absent (the project's {@code .weir/sandbox})
     * @param port the port wanted; empty for any free one
     * @param host the address to listen on
     * @param password what clients must know; empty when any will do
     */
    record Request(Path dataFolder, OptionalInt port, String host, Optional<String> password, Purpose purpose) {
        /** On the loopback interface, for a run. */
        public Request(Path dataFolder, OptionalInt port) {
            this(dataFolder, port, LOOPBACK, Optional.empty(), Purpose.RUN);
        }
    }

    /** Where servers listen unless they are asked to do so elsewhere. */
    String LOOPBACK = "127.0.0.1";

    /** Why a server was started: for a run, which it ends with, or by itself. */
    enum Purpose {
        RUN,
        APART
    }

    /**
     * A server that runs on a data folder.
     *
     * @param pid of the process that started it
     */
    record Found(
            String host,
            int port,
            String user,
            String password,
            String database,
            long pid,
            Instant since,
            Purpose purpose) {}

    /** A server that answers. Closing it stops what this process started and leaves a joined one alone. */
    interface Running extends AutoCloseable {
        String host();

        int port();

        String user();

        String password();

        String database();

        /** Whether this process started it (and so stops it). */
        boolean startedHere();

        /** What to do when the server ends by itself; never called for one that was joined. */
        default void onLoss(Runnable action) {}

        @Override
        void close();
    }
}
