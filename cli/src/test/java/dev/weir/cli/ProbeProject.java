package dev.weir.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project of a few files that is run through the whole program, without a database. */
public final class ProbeProject {
    private final Path folder;
    private String projectKeys = "";
    private String adapterType = "postgres";
    private String schema = "probe";

    /** What the program said, on both streams. */
    public record Answer(int exitCode, String text) {}

    public ProbeProject(Path folder) {
        this.folder = folder;
    }

    public ProbeProject onAdapter(String type) {
        adapterType = type;
        return this;
    }

    public ProbeProject schema(String text) {
        schema = text;
        return this;
    }

    /** Further lines of dbt_project.yml. */
    public ProbeProject project(String lines) {
        projectKeys = lines;
        return this;
    }

    public ProbeProject file(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    public Answer run(String... words) {
        file("dbt_project.yml", "name: probe\nversion: '1.0'\nprofile: probe\n" + projectKeys);
        file("profiles.yml", """
                probe:
                  target: dev
                  outputs:
                    dev:
                      type: %s
                      host: localhost
                      port: 1
                      user: nobody
                      password: nothing
                      dbname: probe
                      threads: 1
                      schema: "%s"
                """.formatted(adapterType, schema));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--no-use-colors");
        int exitCode = new Program(new Surroundings(
                        "weir",
                        Map.of("HOME", folder.toString()),
                        folder,
                        out,
                        out,
                        false,
                        _ -> Optional.empty(),
                        _ -> Optional.empty(),
                        InstantSource.system(),
                        ZoneOffset.UTC))
                .run(all);
        return new Answer(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    public String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
