package dev.weir.cli;

import dev.weir.base.LocalZone;
import dev.weir.core.engine.Secrets;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command sees of the machine. Given by {@link Main}, or by a test.
 *
 * @param program the name it was called by: {@code weir} or {@code dbt}
 * @param live whether {@code out} is a terminal on which lines can be drawn over
 * @param ask shows a question and reads an answer; empty at the end of input
 * @param askSecret the same without showing what is typed
 */
public record Surroundings(
        String program,
        Map<String, String> environment,
        Path workingFolder,
        PrintStream out,
        PrintStream err,
        boolean live,
        Function<String, Optional<String>> ask,
        Function<String, Optional<String>> askSecret,
        InstantSource clock,
        ZoneId zone) {
    public Surroundings {
        Secrets secrets = Secrets.of(environment);
        out = secrets.masking(out);
        err = secrets.masking(err);
    }

    /** This process's. */
    static Surroundings ofProcess() {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, String> environment = System.getenv();
        boolean terminal = System.getProperty("weir.tty", "").contains("out");
        Function<String, Optional<String>> ask = question -> {
            out.print(question);
            out.flush();
            return in.lines().findFirst();
        };
        return new Surroundings(
                System.getProperty("weir.program", "weir"),
                environment,
                Path.of("").toAbsolutePath(),
                out,
                err,
                terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb"),
                ask,
                question -> secret(question).or(() -> ask.apply(question)),
                clock(environment),
                LocalZone.find());
    }

    /** The machine's, unless {@code WEIR_CONFORMANCE_NOW} says what time it is, for tests of ranges of time. */
    private static InstantSource clock(Map<String, String> environment) {
        String now = environment.getOrDefault("WEIR_CONFORMANCE_NOW", "");
        return now.isEmpty() ? InstantSource.system() : InstantSource.fixed(Instant.parse(now));
    }

    /** What is typed unseen; empty where there is no terminal. */
    private static Optional<String> secret(String question) {
        Console console = Objects.requireNonNull(System.console());
        return console.isTerminal()
                ? Optional.ofNullable(console.readPassword("%s", question)).map(String::new)
                : Optional.empty();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
