package dev.weir.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run that the AOT cache is recorded from: the commands people wait for, on the example projects, one after another in
 * one process. Called with a folder that holds copies of {@code shop} and {@code quickstart}.
 */
public final class Training {
    private static final List<List<String>> ON_EACH = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("parse"),
            List.of("parse"),
            List.of("ls"),
            List.of("build"),
            List.of("compile"), // on what was built: models that ask the database find their parents
            List.of("build"),
            List.of("debug"),
            List.of("test"),
            List.of("source", "freshness"),
            List.of("show", "--inline", "select 1 as a"),
            List.of("docs", "generate"));

    /** A profile as people have it, with templates in it; nothing connects. */
    private static final List<String> SERVER = List.of("parse", "--target", "server");

    private Training() {}

    public static void main(String[] words) {
        Path folder = Path.of(words[0]).toAbsolutePath();
        for (String failed : failures(folder)) {
            System.err.println("training failed: " + failed);
        }
        String last = folder + "/shop"; // the way people call it, which ends the process
        Main.main(new String[] {"parse", "--project-dir", last, "--profiles-dir", last});
    }

    /** Runs the commands; those that did not end well. */
    static List<String> failures(Path examples) {
        List<String> failures = new ArrayList<>();
        for (String project : List.of("quickstart", "shop")) {
            for (List<String> line : ON_EACH) {
                run(examples.resolve(project), line, failures);
            }
        }
        run(examples.resolve("shop"), SERVER, failures);
        return failures;
    }

    private static void run(Path project, List<String> line, List<String> failures) {
        int exitCode = new Program(surroundings(project)).run(line);
        if (exitCode != 0) {
            failures.add(project.getFileName() + ", " + String.join(" ", line) + ": exit code " + exitCode);
        }
    }

    private static Surroundings surroundings(Path folder) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(
                "weir",
                Map.of(),
                folder,
                nowhere,
                nowhere,
                false,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                InstantSource.system(),
                ZoneId.systemDefault());
    }
}
