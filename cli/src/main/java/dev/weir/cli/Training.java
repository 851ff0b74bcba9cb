package dev.weir.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
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
            List.of("compile"),
            List.of("build"),
            List.of("build"),
            List.of("docs", "generate"));

    private Training() {}

    public static void main(String[] words) {
        for (String project : List.of("quickstart", "shop")) {
            Path folder = Path.of(words[0]).toAbsolutePath().resolve(project);
            for (List<String> line : ON_EACH) {
                if (Files.isDirectory(folder)) {
                    int exitCode = new Program(surroundings(folder)).run(line);
                    System.err.println(
                            "training: " + project + " " + String.join(" ", line) + ": exit code " + exitCode);
                }
            }
        }
        String last = words[0] + "/shop"; // the way people call it, which ends the process
        Main.main(new String[] {"parse", "--project-dir", last, "--profiles-dir", last});
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
