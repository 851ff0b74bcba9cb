package dev.weir.sandbox.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What clients asked for and what came of it: {@code statements.jsonl} in the sandbox's folder, a JSON object a line. A file
 * that has grown large becomes {@code statements.1.jsonl}, and so on. Thread-safe; writing never holds a session up.
 */
public final class StatementLog implements AutoCloseable {
    /** The file that is written to. */
    public static final String FILE = "statements.jsonl";

    private static final int WAITING_AT_MOST = 100_000;
    /** An entry waits so long for others: a writer that woke up for each would take its time from the next statement. */
    private static final int GATHERED_MILLIS = 20;

    private final Path file;
    private final long largest;
    private final int kept;
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(WAITING_AT_MOST);
    private final Thread writer;
    /** The writer's own: the open file, its size and the lines on their way to it. */
    private OutputStream out = OutputStream.nullOutputStream();

    private long size;
    private final StringBuilder lines = new StringBuilder();
    private volatile boolean closing;

    /**
     * Who asked.
     *
     * @param session the number its client was told as the server's process id
     */
    record Client(int session, String user, String application, String database, String cluster) {}

    /**
     * One statement.
     *
     * @param text as sent; what may be a secret is masked when it is written
     * @param tag what the client was told of its success; empty for a failure
     * @param sqlState of the failure
     */
    record Entry(
            Client client,
            Instant at,
            long nanos,
            String text,
            String tag,
            Optional<String> sqlState,
            String message) {}

    /** Wakes the writer up when there is nothing more to come. */
    private static final Entry LAST =
            new Entry(new Client(0, "", "", "", ""), Instant.EPOCH, 0, "", "", Optional.empty(), "");

    private StatementLog(Path file, long largest, int kept) {
        this.file = file;
        this.largest = largest;
        this.kept = kept;
        this.writer = Thread.ofPlatform().daemon().name("sandbox-log").unstarted(this::write);
    }

    /** Goes on with the log of a folder. */
    public static StatementLog open(Path folder) {
        return open(folder, 16L << 20, 4);
    }

    static StatementLog open(Path folder, long largest, int kept) {
        var log = new StatementLog(folder.resolve(FILE), largest, kept);
        log.writer.start();
        return log;
    }

    /** Writes an entry soon. One is left out when the disk is far behind. */
    @SuppressWarnings("FutureReturnValueIgnored") // offer says only whether there was room
    void add(Entry entry) {
        waiting.offer(entry);
    }

    private void write() {
        try {
            reopen();
            while (!closing || !waiting.isEmpty()) {
                var batch = new ArrayList<Entry>();
                batch.add(waiting.take());
                if (!closing) Thread.sleep(GATHERED_MILLIS);
                waiting.drainTo(batch, 10_000);
                batch.remove(LAST);
                if (!batch.isEmpty()) append(batch);
            }
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.getLogger(StatementLog.class.getName())
                    .log(System.Logger.Level.WARNING, "the statement log ends: " + file, e);
        }
    }

    private void append(List<Entry> batch) throws IOException {
        lines.setLength(0);
        for (Entry entry : batch) line(entry, lines);
        if (!Files.exists(file)) reopen();
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        size += bytes.length;
        if (size > largest) rotate();
    }

    private void reopen() throws IOException {
        out.close();
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        size = Files.size(file);
    }

    private void rotate() throws IOException {
        out.close();
        Files.deleteIfExists(rotated(kept));
        for (int i = kept - 1; i >= 1; i--) {
            if (Files.exists(rotated(i))) Files.move(rotated(i), rotated(i + 1), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(file, rotated(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path rotated(int number) {
        return file.resolveSibling("statements." + number + ".jsonl");
    }

    private static void line(Entry entry, StringBuilder out) {
        boolean secret = SecretText.in(entry.text());
        out.append("{\"time\":\"").append(entry.at().truncatedTo(ChronoUnit.MICROS));
        Client client = entry.client();
        out.append("\",\"session\":").append(client.session());
        out.append(",\"user\":");
        json(client.user(), out);
        out.append(",\"application\":");
        json(client.application(), out);
        out.append(",\"database\":");
        json(client.database(), out);
        out.append(",\"cluster\":");
        json(client.cluster(), out);
        out.append(",\"ms\":").append(Math.floorDiv(entry.nanos(), 1000) / 1000.0);
        out.append(",\"outcome\":").append(entry.sqlState().isEmpty() ? "\"ok\"" : "\"error\"");
        if (entry.sqlState().isPresent()) {
            out.append(",\"sqlstate\":");
            json(entry.sqlState().get(), out);
            out.append(",\"error\":");
            json(secret ? "(masked)" : entry.message(), out);
        } else {
            out.append(",\"tag\":");
            json(entry.tag(), out);
            out.append(",\"rows\":").append(rows(entry.tag()));
        }
        out.append(",\"text\":");
        json(secret ? SecretText.masked(entry.text()) : entry.text(), out);
        out.append("}\n");
    }

    /** The number at the end of a command's tag. */
    private static long rows(String tag) {
        int at = tag.length();
        while (at > 0 && Character.isDigit(tag.charAt(at - 1))) at--;
        return at == tag.length() ? 0 : Long.parseLong(tag.substring(at));
    }

    private static void json(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029') {
                        out.append("\\u").append(java.util.HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    @Override
    public void close() {
        closing = true;
        add(LAST);
        try {
            writer.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
