package dev.weir.sandbox.backend;

import dev.weir.base.DiagnosticCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL process on a data folder, on the loopback interface only. It ends with {@link #close} and also when this
 * process ends without it: a shell between the two waits on a pipe that closes with its owner.
 */
public final class PostgresServer implements AutoCloseable {
    private static final long START_SECONDS = 60;

    /**
     * Waits for the owner to close the pipe (or die), then asks PostgreSQL for a fast shutdown: by the number in its own
     * file, for what was started may be a program in between.
     */
    private static final String GUARD = "trap '' INT TERM HUP; \"$@\" </dev/null & p=$!; read x; "
            + "read pid < \"$0/postmaster.pid\" && kill -INT $pid 2>/dev/null; wait $p";

    private final Process guard;
    private final BackendAddress address;

    private PostgresServer(Process guard, BackendAddress address) {
        this.guard = guard;
        this.address = address;
    }

    /**
     * What a new data folder needs.
     *
     * @param superuser name of the role that owns the server
     * @param typeStatements run before the first start, in binary upgrade mode (types with given OIDs); may be empty
     */
    public record Setup(String superuser, List<String> typeStatements) {
        public Setup {
            typeStatements = List.copyOf(typeStatements);
        }
    }

    /** Starts the server on {@code <folder>/pg}, making that first when absent. Blocks until it answers. */
    public static PostgresServer start(PostgresBinaries binaries, Path folder, OptionalInt port, Setup setup) {
        try {
            Files.createDirectories(folder);
            Path data = folder.toAbsolutePath().resolve("pg");
            Launcher launcher = Launcher.choose(binaries.program("postgres"), folder, data);
            if (!Files.exists(data.resolve("PG_VERSION"))) initialise(binaries, launcher, folder, data, setup);
            awaitPredecessor(data);
            String password = Files.readString(folder.resolve("password")).strip();
            OptionalInt wanted = port;
            for (int attempt = 1; ; attempt++) {
                int chosen = wanted.isPresent() ? wanted.getAsInt() : freePort();
                var address = new BackendAddress("127.0.0.1", chosen, setup.superuser(), password, "postgres");
                var server = launch(binaries, launcher, folder, data, address);
                if (server.awaitReady(folder)) return server;
                server.close();
                boolean taken = log(folder).contains("could not bind");
                if (!taken || wanted.isPresent() || attempt == 5) throw notStarted(folder, chosen, taken);
            }
        } catch (IOException e) {
            throw FolderClaim.unusable(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_001,
                    "the start was interrupted",
                    "PostgreSQL was not awaited.",
                    "Try again.",
                    e);
        }
    }

    public BackendAddress address() {
        return address;
    }

    private static void initialise(PostgresBinaries binaries, Launcher launcher, Path folder, Path data, Setup setup)
            throws IOException, InterruptedException {
        PostgresBinaries.delete(data);
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Path password = folder.resolve("password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, HexFormat.of().formatHex(random) + "\n");
        launcher.lend(password);
        // Made under another name, so that an interrupted start leaves nothing that looks whole.
        Path fresh = data.resolveSibling("pg.new");
        PostgresBinaries.delete(fresh);
        run(
                folder,
                launcher.command(List.of(
                        binaries.program("initdb").toString(),
                        "-D",
                        fresh.toString(),
                        "-U",
                        setup.superuser(),
                        "-A",
                        "password",
                        "--pwfile=" + password.toAbsolutePath(),
                        "-N",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-instructions",
                        "-c",
                        "scram_iterations=1",
                        "-c",
                        "dynamic_shared_memory_type=posix")),
                "");
        if (!setup.typeStatements().isEmpty()) {
            run(
                    folder,
                    launcher.command(List.of(
                            binaries.program("postgres").toString(),
                            "--single",
                            "-b",
                            "-j",
                            "-D",
                            fresh.toString(),
                            "-c",
                            "fsync=off",
                            "-c",
                            "exit_on_error=on",
                            "postgres")),
                    String.join(";\n\n", setup.typeStatements()) + ";\n\n");
        }
        Files.move(fresh, data);
    }

    private static void run(Path folder, List<String> command, String input) throws IOException, InterruptedException {
        Path log = folder.resolve("initdb.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (process.waitFor() != 0) {
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_001,
                    "the database of the embedded server could not be made",
                    tail(Files.readString(log)),
                    "See " + log + ".");
        }
    }

    /** An earlier server of this folder whose owner died may still be shutting down; a stale pid file is removed. */
    private static void awaitPredecessor(Path data) throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Files.exists(pidFile)) {
            List<String> lines;
            try {
                lines = Files.readAllLines(pidFile);
            } catch (IOException e) {
                continue; // removed between the two looks
            }
            long pid = lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().strip());
            var process = ProcessHandle.of(pid).filter(handle -> postgres(handle, data));
            if (process.isEmpty()) {
                Files.deleteIfExists(pidFile);
            } else if (System.nanoTime() > deadline) {
                process.get().destroyForcibly();
                process.get().onExit().orTimeout(5, TimeUnit.SECONDS).join();
            } else {
                Thread.sleep(10);
            }
        }
    }

    private static boolean postgres(ProcessHandle handle, Path data) {
        try {
            Path commandLine = Path.of("/proc/" + handle.pid() + "/cmdline");
            if (Files.exists(commandLine)) return Files.readString(commandLine).contains(data.toString());
        } catch (IOException e) {
            return handle.isAlive();
        }
        return handle.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(handle.isAlive());
    }

    private static PostgresServer launch(
            PostgresBinaries binaries, Launcher launcher, Path folder, Path data, BackendAddress address)
            throws IOException {
        var command = new ArrayList<String>(List.of("/bin/sh", "-c", GUARD, data.toString()));
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) command.add(setsid.toString()); // Ctrl-C is for us to act on
        command.addAll(launcher.command(List.of(binaries.program("postgres").toString(), "-D", data.toString())));
        for (String setting : settings(address.port())) {
            command.add("-c");
            command.add(setting);
        }
        Path log = folder.resolve("postgres.log");
        Process guard = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new PostgresServer(guard, address);
    }

    private static List<String> settings(int port) {
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=520",
                "shared_buffers=64MB",
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_logical_replication_workers=0",
                "io_method=sync",
                "max_parallel_workers_per_gather=0",
                "jit=off",
                "checkpoint_timeout=30min",
                "log_min_messages=warning",
                "log_checkpoints=off",
                "log_statement=none",
                "log_min_error_statement=panic",
                "timezone=UTC",
                "log_timezone=UTC",
                "datestyle=ISO, MDY",
                "autovacuum_naptime=5min");
    }

    private boolean awaitReady(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (guard.isAlive() && System.nanoTime() < deadline) {
            try (var _ = BackendConnection.open(address, java.util.Map.of())) {
                return true;
            } catch (IOException e) {
                Thread.sleep(5);
            }
            if (log(folder).contains("FATAL:  could not")) return false;
        }
        return false;
    }

    private static dev.weir.base.WeirException notStarted(Path folder, int port, boolean taken) throws IOException {
        if (taken) {
            return EmbeddedFailure.of(
                    DiagnosticCode.MZS_004,
                    "port " + port + " is taken",
                    "Another program listens on it.",
                    "Choose another port, or leave it out to get a free one.");
        }
        return EmbeddedFailure.of(
                DiagnosticCode.MZS_001,
                "the PostgreSQL of the embedded server did not start",
                tail(log(folder)),
                "See " + folder.resolve("postgres.log") + ". Data that are broken: delete " + folder + ".");
    }

    private static String log(Path folder) throws IOException {
        Path log = folder.resolve("postgres.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    }

    private static String tail(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(10, TimeUnit.SECONDS)) {
                guard.descendants().forEach(ProcessHandle::destroyForcibly);
                guard.destroyForcibly();
            }
        } catch (IOException e) {
            guard.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
