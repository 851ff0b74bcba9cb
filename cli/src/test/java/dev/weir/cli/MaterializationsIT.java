package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ScratchProject.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every materialization and operation sends to Materialize and leaves there, as recorded beside the published adapter:
 * {@code golden/materializations} has both sides, and a number of COMPATIBILITY.md where they differ. Source:
 * dbt-materialize 1.9.11, run by conformance/materializations.py on the projects of conformance/projects.
 */
class MaterializationsIT {
    private static final Path KEPT = Path.of("src/test/resources/golden/materializations");
    private static final Path PROJECTS = Path.of("../conformance/projects");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern TAG = Pattern.compile("[-+](\\d+)");

    /** How many lines of a difference are shown, and of what comes before. */
    private static final int SHOWN = 12;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyProjectSendsAndLeavesWhatIsRecorded() throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files
                    .map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".txt"))
                    .sorted()
                    .map(each -> each.replace(".txt", ""))
                    .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)))
                    .toList()
                    .stream();
        }
    }

    /** A difference without a reason is a bug. */
    @TestFactory
    Stream<DynamicTest> everyDifferenceHasANumberOfCompatibility() throws IOException {
        String reasons = Files.readString(Path.of("../COMPATIBILITY.md"));
        try (Stream<Path> files = Files.list(KEPT)) {
            return files
                    .filter(each -> each.toString().endsWith(".txt"))
                    .map(each -> DynamicTest.dynamicTest(
                            each.getFileName().toString(),
                            () -> Files.readAllLines(each).forEach(line -> {
                                if (line.startsWith("+") || line.startsWith("-")) {
                                    Matcher tag = TAG.matcher(line.substring(0, line.indexOf('\t')));
                                    assertThat(tag.matches()).as(line).isTrue();
                                    assertThat(reasons).as(line).contains("\n" + tag.group(1) + ". ");
                                }
                            })))
                    .toList()
                    .stream();
        }
    }

    private void compare(String name) throws IOException {
        Path source = PROJECTS.resolve("mz_" + name);
        Path home = Files.createDirectories(folder.resolve(name)).toRealPath();
        Path project = home.resolve("project");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, project.resolve(source.relativize(file).toString()));
            }
        }
        if (Files.exists(source.resolve("sandbox.yml"))) {
            Files.copy(source.resolve("sandbox.yml"), home.resolve("sandbox.yml"));
        }
        List<String> lines = new ArrayList<>();
        try (SandboxUnderWatch server =
                SandboxUnderWatch.start(home.resolve(".weir/sandbox"), Files.readString(KEPT.resolve("state.sql")))) {
            ScratchProject tool = new ScratchProject(project);
            tool.set("SANDBOX_PORT", String.valueOf(server.port()));
            tool.set("DBT_PROFILES_DIR", project.toString());
            tool.set("DBT_LOG_FORMAT_FILE", "json");
            tool.set("DBT_LOG_LEVEL_FILE", "debug");
            tool.set("DBT_USE_COLORS_FILE", "false");
            tool.set("DBT_PARTIAL_PARSE", "false");
            for (String step : Files.readAllLines(source.resolve("steps"))) {
                String line = step.strip();
                if (line.startsWith("sql:")) {
                    server.execute(line.substring(4));
                    server.changed();
                } else if (line.startsWith("put:")) {
                    List<String> words = words(line.substring(4));
                    Files.createDirectories(project.resolve(words.get(0)).getParent());
                    Files.copy(
                            project.resolve(words.get(1)),
                            project.resolve(words.get(0)),
                            StandardCopyOption.REPLACE_EXISTING);
                } else if (line.startsWith("remove:")) {
                    Files.delete(project.resolve(line.substring(7).strip()));
                } else if (line.startsWith("env:")) {
                    String[] pair = line.substring(4).strip().split("=", 2);
                    tool.set(pair[0], pair[1]);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    lines.add(">\t" + line);
                    told(tool, server, line, home).forEach(each -> lines.add("\t" + each));
                }
            }
        }
        List<String> recorded = ours(KEPT.resolve(name + ".txt"));
        int first = 0;
        while (first < Math.min(lines.size(), recorded.size())
                && lines.get(first).equals(recorded.get(first))) {
            first++;
        }
        assertThat(lines.subList(first, Math.min(lines.size(), first + SHOWN)))
                .as(String.join("\n", lines.subList(Math.max(0, first - SHOWN), first)))
                .isEqualTo(recorded.subList(first, Math.min(recorded.size(), first + SHOWN)));
    }

    private static List<String> told(ScratchProject tool, SandboxUnderWatch server, String line, Path home)
            throws IOException {
        Path log = tool.folder().resolve("logs/dbt.log");
        Path results = tool.folder().resolve("target/run_results.json");
        Files.deleteIfExists(log);
        Files.deleteIfExists(results);
        server.sent();
        Answer answer = tool.weir(words(line).toArray(String[]::new));
        List<?> found =
                Files.exists(results) && tool.artifact("run_results.json").get("results") instanceof List<?> list
                        ? list
                        : List.of();
        return SideBySide.told(
                answer.exitCode(),
                Files.exists(log) ? SideBySide.events(Files.readString(log)) : List.of(),
                found,
                server.sent(),
                server.changed(),
                home.toString());
    }

    /** The lines of a recorded file that are Weir's. */
    private static List<String> ours(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("\t") || line.startsWith(">")) {
                lines.add(line);
            } else if (line.startsWith("+")) {
                lines.add(line.substring(line.indexOf('\t')));
            }
        }
        return lines;
    }

    /** A command line's words as a shell parts them. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher each = WORD.matcher(line);
        while (each.find()) {
            words.add(each.group(1) != null ? each.group(1) : each.group(2) != null ? each.group(2) : each.group(3));
        }
        return words;
    }
}
