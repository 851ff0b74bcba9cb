package dev.weir.cli.console;

import dev.weir.cli.Surroundings;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.core.engine.Secrets;
import dev.weir.core.event.DetailedWriter;
import dev.weir.core.event.EventBus;
import dev.weir.core.event.EventWriter;
import dev.weir.core.event.Events;
import dev.weir.core.event.JsonLineWriter;
import dev.weir.core.event.Level;
import dev.weir.core.event.LineWriter;
import dev.weir.core.event.LogFileWriter;
import dev.weir.core.event.Palette;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;

/** The writers that a command line asks for. Closing it ends live progress and the log file. */
public final class Console implements AutoCloseable {
    private static final int LOG_FILE_BYTES = 10 * 1024 * 1024;

    private final EventBus bus;
    private final String invocationId;

    private Console(EventBus bus, String invocationId) {
        this.bus = bus;
        this.invocationId = invocationId;
    }

    public static Console open(ParsedLine line, Surroundings surroundings) {
        String invocationId = randomId(surroundings).toString();
        List<EventWriter> writers = new ArrayList<>();
        onScreen(line, surroundings, invocationId).ifPresent(writers::add);
        logFile(line, surroundings, invocationId).ifPresent(writers::add);
        return new Console(new EventBus(surroundings.clock(), writers), invocationId);
    }

    public Events events() {
        return bus;
    }

    public String invocationId() {
        return invocationId;
    }

    @Override
    public void close() {
        bus.close();
    }

    private static Optional<EventWriter> onScreen(ParsedLine line, Surroundings surroundings, String invocationId) {
        Optional<Level> least =
                line.on(Flag.DEBUG) ? Optional.of(Level.DEBUG) : level(line.text(Flag.LOG_LEVEL), Level.INFO);
        if (least.isEmpty()) {
            return Optional.empty();
        }
        Palette palette = palette(line, line.onOff(Flag.USE_COLORS).orElse(true));
        boolean quiet = line.on(Flag.QUIET);
        if (line.text(Flag.LOG_FORMAT).equals(Optional.of("json"))) {
            return Optional.of(new JsonLineWriter(surroundings.out(), least.get(), invocationId, Palette.PLAIN, quiet));
        }
        if (line.text(Flag.LOG_FORMAT).equals(Optional.of("debug"))) {
            Level shown = quiet ? Level.ERROR : least.get();
            return Optional.of(
                    new DetailedWriter(surroundings.out(), palette, shown, invocationId, surroundings.zone()));
        }
        EventWriter lines = new LineWriter(
                surroundings.out(),
                palette,
                least.get(),
                quiet,
                line.onOff(Flag.PRINT).orElse(true),
                surroundings.zone());
        boolean live = surroundings.live() && !quiet && least.get() == Level.INFO;
        return Optional.of(live ? new LiveWriter(lines, surroundings.out(), palette, surroundings.clock()) : lines);
    }

    private static Optional<EventWriter> logFile(ParsedLine line, Surroundings surroundings, String invocationId) {
        Optional<Level> least = level(line.text(Flag.LOG_LEVEL_FILE), Level.DEBUG);
        Optional<Path> folder = logFolder(line, surroundings);
        if (least.isEmpty() || folder.isEmpty()) {
            return Optional.empty();
        }
        String format = line.text(Flag.LOG_FORMAT_FILE)
                .or(() -> line.text(Flag.LOG_FORMAT))
                .orElse("debug");
        return Optional.of(new LogFileWriter(
                folder.get().resolve("dbt.log"),
                format.equals("json"),
                least.get(),
                line.number(Flag.LOG_FILE_MAX_BYTES).orElse(LOG_FILE_BYTES),
                invocationId,
                palette(line, line.on(Flag.USE_COLORS_FILE)),
                surroundings.zone(),
                Secrets.of(surroundings.environment())::mask));
    }

    private static Palette palette(ParsedLine line, boolean colours) {
        Palette usual = colours ? Palette.ANSI : Palette.PLAIN;
        OptionalInt width = line.number(Flag.PRINTER_WIDTH);
        return width.isPresent() ? new Palette(colours, width.getAsInt()) : usual;
    }

    /** {@code --log-path}, else the project's {@code logs}; no log outside of projects. */
    private static Optional<Path> logFolder(ParsedLine line, Surroundings surroundings) {
        Path here = surroundings.workingFolder();
        Optional<Path> given = line.text(Flag.LOG_PATH).map(here::resolve);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> projectDir = line.text(Flag.PROJECT_DIR);
        for (Path folder = projectDir.map(here::resolve).orElse(here);
                folder != null;
                folder = projectDir.isPresent() ? null : folder.getParent()) {
            if (Files.exists(folder.resolve("dbt_project.yml"))) {
                return Optional.of(folder.resolve("logs"));
            }
        }
        return Optional.empty();
    }

    /** Empty for {@code none}. */
    private static Optional<Level> level(Optional<String> named, Level otherwise) {
        if (named.isEmpty()) {
            return Optional.of(otherwise);
        }
        return named.get().equals("none")
                ? Optional.empty()
                : Optional.of(Level.valueOf(named.get().toUpperCase(Locale.ROOT)));
    }

    /** Unique enough for a log; {@code UUID.randomUUID} would load the security providers first. */
    private static UUID randomId(Surroundings surroundings) {
        SplittableRandom random = new SplittableRandom(System.nanoTime()
                ^ (ProcessHandle.current().pid() << 40)
                ^ surroundings.clock().millis());
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
