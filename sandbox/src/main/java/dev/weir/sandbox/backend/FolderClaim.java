package dev.weir.sandbox.backend;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The right to run the one server of a data folder. Held through a lock on {@code server.lock} that the operating system
 * drops when the process ends, however it ends; {@code server.properties} tells others where the server answers.
 */
public final class FolderClaim implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderClaim(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** Starts a server under a claim it must keep until it is closed. */
    public interface Starter {
        EmbeddedServer.Running start(FolderClaim claim);
    }

    /** Joins the server that runs on a folder, in this or another process; else claims the folder and starts one. */
    public static EmbeddedServer.Running startOrJoin(Path folder, Starter starter) {
        try {
            Files.createDirectories(folder);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Optional<FolderClaim> claim = tryClaim(folder);
                if (claim.isPresent()) return startUnder(claim.get(), starter);
                Optional<BackendAddress> running = announced(folder);
                if (running.isPresent() && answers(running.get())) return new Joined(running.get());
                if (System.nanoTime() > deadline) {
                    throw EmbeddedFailure.of(
                            DiagnosticCode.MZS_003,
                            "the data folder \"" + folder + "\" is in use",
                            "Another process holds it, but no server answered within " + PATIENCE.toSeconds() + " s.",
                            "End that process, or use another folder.");
                }
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EmbeddedFailure.of(
                    DiagnosticCode.MZS_001,
                    "the start was interrupted",
                    "The server was not awaited.",
                    "Try again.",
                    e);
        }
    }

    private static EmbeddedServer.Running startUnder(FolderClaim claim, Starter starter) {
        try {
            return starter.start(claim);
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private static Optional<FolderClaim> tryClaim(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return Optional.of(new FolderClaim(folder, channel, lock));
        } catch (OverlappingFileLockException e) {
            // this process holds it already: join as others do
        }
        channel.close();
        return Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    /** Tells other processes where the server answers; only this user may read it. */
    public void announce(BackendAddress address, EmbeddedServer.Purpose purpose) {
        try {
            var properties = new Properties();
            properties.setProperty("host", address.host());
            properties.setProperty("port", Integer.toString(address.port()));
            properties.setProperty("user", address.user());
            properties.setProperty("password", address.password());
            properties.setProperty("database", address.database());
            ProcessHandle self = ProcessHandle.current();
            properties.setProperty("pid", Long.toString(self.pid()));
            properties.setProperty("purpose", purpose.name());
            properties.setProperty(
                    "since", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            properties.setProperty(
                    "born", self.info().startInstant().map(Instant::toString).orElse(""));
            Path temporary = folder.resolve("server.properties.new");
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newBufferedWriter(temporary)) {
                properties.store(out, null);
            }
            Files.move(
                    temporary,
                    folder.resolve("server.properties"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Where the folder's server says it answers; it may be gone. */
    public static Optional<BackendAddress> announced(Path folder) throws IOException {
        Properties properties = properties(folder);
        String port = properties.getProperty("port", "");
        if (port.isEmpty()) return Optional.empty();
        return Optional.of(new BackendAddress(
                properties.getProperty("host", "127.0.0.1"),
                Integer.parseInt(port),
                properties.getProperty("user", ""),
                properties.getProperty("password", ""),
                properties.getProperty("database", "")));
    }

    private static boolean answers(BackendAddress address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The server that runs on a folder, if its process is there and answers. */
    public static Optional<EmbeddedServer.Found> find(Path folder) {
        try {
            Optional<BackendAddress> address = announced(folder);
            if (address.isEmpty() || !answers(address.get())) return Optional.empty();
            Properties properties = properties(folder);
            Optional<ProcessHandle> process = process(properties);
            if (process.isEmpty()) return Optional.empty();
            return Optional.of(new EmbeddedServer.Found(
                    address.get().host(),
                    address.get().port(),
                    address.get().user(),
                    address.get().password(),
                    address.get().database(),
                    process.get().pid(),
                    Instant.parse(properties.getProperty("since", Instant.EPOCH.toString())),
                    EmbeddedServer.Purpose.valueOf(properties.getProperty("purpose", "RUN"))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // being written, or left by another version
        }
    }

    /** Ends the process that runs the server of a folder; whether there was one. */
    public static boolean stop(Path folder) {
        try {
            Optional<ProcessHandle> process = process(properties(folder));
            if (process.isEmpty()
                    || process.get().pid() == ProcessHandle.current().pid()) return false;
            process.get().destroy();
            process.get().onExit().get(30, TimeUnit.SECONDS);
            return true;
        } catch (IOException | ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The process that announced itself; none when another has its number by now. */
    private static Optional<ProcessHandle> process(Properties properties) {
        String pid = properties.getProperty("pid", "");
        if (pid.isEmpty()) return Optional.empty();
        String born = properties.getProperty("born", "");
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> born.isEmpty()
                        || process.info()
                                .startInstant()
                                .map(start -> start.toString().equals(born))
                                .orElse(true));
    }

    private static Properties properties(Path folder) throws IOException {
        var properties = new Properties();
        Path file = folder.resolve("server.properties");
        if (!Files.exists(file)) return properties;
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }

    static WeirException unusable(Path folder, IOException e) {
        return EmbeddedFailure.of(
                DiagnosticCode.MZS_003,
                "the data folder \"" + folder + "\" cannot be used",
                String.valueOf(e.getMessage()),
                "Check that it can be written to.",
                e);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("server.properties"));
            if (lock.isValid()) lock.release();
            channel.close();
        } catch (IOException e) {
            System.getLogger(FolderClaim.class.getName())
                    .log(System.Logger.Level.WARNING, "claim not released cleanly", e);
        }
    }

    /** A server that someone else started. */
    private record Joined(BackendAddress address) implements EmbeddedServer.Running {
        @Override
        public String host() {
            return address.host();
        }

        @Override
        public int port() {
            return address.port();
        }

        @Override
        public String user() {
            return address.user();
        }

        @Override
        public String password() {
            return address.password();
        }

        @Override
        public String database() {
            return address.database();
        }

        @Override
        public boolean startedHere() {
            return false;
        }

        @Override
        public void close() {
            // not ours to stop
        }
    }
}
