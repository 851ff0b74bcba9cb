package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.InvocationResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code sandbox log}: the statements a sandbox was sent, for people or, with {@code --json}, as they are kept. */
final class SandboxLog {
    private static final long PAUSE_MILLIS = 100;

    private final Task task;
    private final Path file;

    SandboxLog(Task task) {
        this.task = task;
        this.file = SandboxCommand.sandbox(Adapters.load())
                .statementLog(SandboxCommand.dataFolder(Invocations.projectFolder(task)));
    }

    InvocationResult show() {
        boolean follow = task.line().on(Flag.SANDBOX_FOLLOW);
        if (!Files.exists(file) && !follow) {
            task.surroundings().err().println("No statement was sent to the sandbox yet: there is no " + file + ".");
            return InvocationResult.OK;
        }
        try {
            long at = print(0);
            while (follow && !task.cancellation().cancelled()) {
                Thread.sleep(PAUSE_MILLIS);
                // One that is shorter than it was is another: the old one has been put aside.
                if (Files.exists(file) && Files.size(file) < at) at = 0;
                at = print(at);
            }
        } catch (IOException unreadable) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_003, "the statement log cannot be read")
                    .withDetail(String.valueOf(unreadable.getMessage())));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return InvocationResult.OK;
    }

    /** Prints the whole lines from an offset on; where the next one begins. */
    private long print(long from) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] bytes;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            bytes = new byte[(int) Math.max(0, Math.min(in.length() - from, 64 << 20))];
            in.seek(from);
            in.readFully(bytes);
        }
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        boolean json = task.line().on(Flag.SANDBOX_JSON);
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                task.surroundings().out().println(json ? line : readable(line));
            }
        }
        return from + whole;
    }

    /** {@code 12:03:04.567  [4711 materialize]    1.2 ms  SELECT 3  select …}. */
    static String readable(String line) {
        String time = field(line, "time");
        int clock = time.indexOf('T') + 1;
        String shown =
                time.substring(clock, Math.min(time.length(), clock + 12)).replace("Z", "");
        String outcome = field(line, "outcome").equals("ok")
                ? field(line, "tag")
                : "ERROR " + field(line, "sqlstate") + " " + field(line, "error");
        return String.format(
                Locale.ROOT,
                "%-12s [%s %s] %8s ms  %s  <- %s",
                shown,
                field(line, "session"),
                field(line, "user"),
                field(line, "ms"),
                outcome,
                field(line, "text").replaceAll("\\s+", " ").strip());
    }

    /** A field of a line of the log: no object inside, no blanks between. Empty when it has none. */
    static String field(String line, String name) {
        int at = line.indexOf("\"" + name + "\":");
        if (at < 0) {
            return "";
        }
        at += name.length() + 3;
        if (line.charAt(at) != '"') {
            int end = at;
            while (end < line.length() && line.charAt(end) != ',' && line.charAt(end) != '}') {
                end++;
            }
            return line.substring(at, end);
        }
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < line.length() && line.charAt(i) != '"'; i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = line.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }
}
