package dev.weir.cli;

import dev.weir.core.project.JsonText;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small project on an embedded PostgreSQL of its own, written and rewritten by a test. The server's data stays. */
final class ScratchProject {
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private int schemas;

    ScratchProject(Path folder) {
        this.folder = folder;
    }

    /** What a command came to. */
    record Answer(int exitCode, String text) {}

    Path folder() {
        return folder;
    }

    /** Replaces the project by these files (paths and texts in turn) and a schema of its own. */
    ScratchProject of(String... pathsAndTexts) {
        environment.clear();
        try (Stream<Path> old = Files.list(folder)) {
            for (Path each : old.toList()) {
                if (!each.getFileName().toString().equals(".weir")) {
                    delete(each);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        write("dbt_project.yml", "name: test\nversion: '1.0'\nprofile: test\n");
        write(
                "profiles.yml",
                "test:\n  target: default\n  outputs:\n    default: {type: postgres, embedded: true, schema: s"
                        + (++schemas) + ", threads: 2}\n");
        for (int at = 0; at < pathsAndTexts.length; at += 2) {
            write(pathsAndTexts[at], pathsAndTexts[at + 1]);
        }
        return this;
    }

    /** The schema of the project's target. */
    String schema() {
        return "s" + schemas;
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void remove(String path) {
        try {
            Files.delete(folder.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a command line; words are separated by blanks. */
    Answer weir(String line) {
        return weir(line.split(" "));
    }

    Answer weir(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--no-use-colors");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exitCode = program(said).run(all);
        return new Answer(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    /** The program as it is called in this folder, saying everything into one place. */
    Program program(ByteArrayOutputStream said) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> seen = new LinkedHashMap<>(System.getenv());
        seen.keySet().removeIf(name -> name.startsWith("DBT_") || name.startsWith("SHOP_") || name.startsWith("WEIR_"));
        seen.putAll(environment);
        return new Program(new Surroundings(
                "weir",
                seen,
                folder,
                out,
                out,
                false,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                InstantSource.system(),
                ZoneOffset.UTC));
    }

    /** The rows of a query, in JSON's form: {@code [{"id": 1}]}. */
    List<?> rows(String sql) {
        Answer answer = weir("--quiet", "show", "--output", "json", "--limit", "-1", "--inline", sql);
        int start = answer.text().indexOf('{');
        if (answer.exitCode() != 0 || start < 0) {
            throw new AssertionError(answer.text());
        }
        Object tree = JsonText.parse(answer.text().substring(start));
        return tree instanceof Map<?, ?> map && map.get("show") instanceof List<?> rows ? rows : List.of();
    }

    /** An artifact as a plain tree. */
    @SuppressWarnings("unchecked") // objects have text keys
    Map<String, @Nullable Object> artifact(String name) {
        return (Map<String, @Nullable Object>)
                Optional.ofNullable(JsonText.parse(read("target/" + name))).orElseThrow();
    }

    /** One key of each result of the last run, by unique id. */
    Map<String, @Nullable Object> results(String key) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        if (artifact("run_results.json").get("results") instanceof List<?> results) {
            for (Object each : results) {
                Map<?, ?> result = (Map<?, ?>) each;
                found.put(String.valueOf(result.get("unique_id")), result.get(key));
            }
        }
        return found;
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
