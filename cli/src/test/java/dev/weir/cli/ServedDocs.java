package dev.weir.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs serve} of a project, on a port of its own, until it is closed as by Ctrl-C. */
final class ServedDocs implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(http://localhost:\\d+)");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Program program;
    private final CompletableFuture<Integer> ended;
    private final String address;

    private ServedDocs(Path folder) throws InterruptedException {
        program = new ScratchProject(folder).program(said);
        ended = CompletableFuture.supplyAsync(
                () -> program.run(List.of("docs", "serve", "--port", "0", "--no-browser", "--no-use-colors")));
        address = awaitAddress();
    }

    static ServedDocs of(Path folder) throws InterruptedException {
        return new ServedDocs(folder);
    }

    /** Without a slash at its end. */
    String address() {
        return address;
    }

    private String awaitAddress() throws InterruptedException {
        for (int turn = 0; turn < 600 && !ended.isDone(); turn++) {
            Matcher found = ADDRESS.matcher(text());
            if (found.find()) {
                return found.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(100); // what is written to the console wakes nobody
        }
        throw new AssertionError(text());
    }

    void awaitText(String text) throws InterruptedException {
        for (int turn = 0; turn < 600 && !text().contains(text); turn++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (!text().contains(text)) {
            throw new AssertionError(text());
        }
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Ends it; the exit code. */
    int stop() throws Exception {
        program.cancel();
        return ended.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        program.cancel();
        ended.join();
    }
}
