package dev.weir.core.event;

import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object a line: {@code {"info": {…}, "data": {…}}}, as dbt's {@code --log-format json}. */
public final class JsonLineWriter implements EventWriter {
    private final PrintStream out;
    private final Level least;
    private final String invocationId;
    private final Palette palette;
    private final boolean quiet;

    public JsonLineWriter(PrintStream out, Level least, String invocationId, Palette palette, boolean quiet) {
        this.out = out;
        this.least = least;
        this.invocationId = invocationId;
        this.palette = palette;
        this.quiet = quiet;
    }

    @Override
    public void write(StampedEvent stamped) {
        Event event = stamped.event();
        boolean loud = event.level().compareTo(least) >= 0 && (!quiet || event.level() == Level.ERROR);
        if (loud || event.bare()) {
            out.println(line(stamped, invocationId, palette));
        }
    }

    static String line(StampedEvent stamped, String invocationId, Palette palette) {
        Event event = stamped.event();
        Map<String, @Nullable Object> data = new LinkedHashMap<>(event.data());
        stamped.node().ifPresent(node -> data.put("node_info", node.data()));
        Map<String, @Nullable Object> info = Fields.of(
                "category", "",
                "code", event.code(),
                "extra", Map.of(),
                "invocation_id", invocationId,
                "level", event.level().wireName(),
                "msg", event.message(palette),
                "name", event.name(),
                "pid", ProcessHandle.current().pid(),
                "thread", stamped.thread().equals("main") ? "MainThread" : stamped.thread(),
                "ts", timestamp(stamped.at()));
        return JsonLine.write(Fields.of("data", data, "info", info));
    }

    private static String timestamp(Instant at) {
        String micros = String.valueOf(1_000_000 + at.getNano() / 1000).substring(1);
        return at.toString().substring(0, 19) + "." + micros + "Z";
    }

    @Override
    public void close() {
        out.flush();
    }
}
