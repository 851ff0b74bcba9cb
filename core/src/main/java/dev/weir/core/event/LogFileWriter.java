package dev.weir.core.event;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code logs/dbt.log}: every event at or above a level, as text or JSON lines, appended. The file is opened with the first
 * event; one that has outgrown the limit is moved to {@code dbt.log.1} (and that to {@code .2}, …, five of them) first. A
 * folder that cannot be written costs the log, never the command.
 */
public final class LogFileWriter implements EventWriter {
    private static final int KEPT = 5;

    private final Path file;
    private final boolean json;
    private final Level least;
    private final long maxBytes;
    private final String invocationId;
    private final Palette palette;
    private final ZoneId zone;
    private final UnaryOperator<String> mask;
    private @Nullable BufferedWriter writer;
    private boolean broken;

    /** @param mask hides secrets in a line */
    public LogFileWriter(
            Path file,
            boolean json,
            Level least,
            long maxBytes,
            String invocationId,
            Palette palette,
            ZoneId zone,
            UnaryOperator<String> mask) {
        this.file = file;
        this.json = json;
        this.least = least;
        this.maxBytes = maxBytes;
        this.invocationId = invocationId;
        this.palette = palette;
        this.zone = zone;
        this.mask = mask;
    }

    @Override
    public void write(StampedEvent stamped) {
        if (broken || stamped.event().level().compareTo(least) < 0) {
            return;
        }
        try {
            BufferedWriter open = writer != null ? writer : open(stamped);
            writer = open;
            open.write(mask.apply(
                    json
                            ? JsonLineWriter.line(stamped, invocationId, palette)
                            : DetailedLine.of(stamped, palette, zone)));
            open.newLine();
        } catch (IOException unwritable) {
            broken = true;
        }
    }

    private BufferedWriter open(StampedEvent first) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (maxBytes > 0 && Files.exists(file) && Files.size(file) > maxBytes) {
            rotate();
        }
        BufferedWriter opened = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (!json) {
            opened.write(DetailedLine.heading(first.at(), invocationId, zone));
        }
        return opened;
    }

    private void rotate() throws IOException {
        for (int number = KEPT - 1; number >= 1; number--) {
            Path from = file.resolveSibling(file.getFileName() + "." + number);
            if (Files.exists(from)) {
                Files.move(
                        from,
                        file.resolveSibling(file.getFileName() + "." + (number + 1)),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }
}
