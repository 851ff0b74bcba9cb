package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.cli.ScratchProject.Answer;
import dev.weir.core.engine.Adapters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The blocks of SQL, YAML and commands that Materialize's documents on dbt show, word for word as far as they are not slips
 * (docs/pipelines.md): a project each in {@code golden/documented}, whose file {@code steps} has a line for each
 * command ({@code $}, or {@code !} for one that fails), what it says ({@code =}), SQL ({@code sql>}) and its rows ({@code |}).
 */
class DocumentedBlocksIT {
    private static final Path PROJECTS = Path.of("src/test/resources/golden/documented");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    static Stream<String> projects() throws IOException {
        try (Stream<Path> found = Files.list(PROJECTS)) {
            return found.map(each -> each.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void whatIsShownRuns(String name) throws IOException {
        Path source = PROJECTS.resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        ScratchProject project = new ScratchProject(folder);
        project.set("DBT_PROFILES_DIR", folder.toString());
        try (EmbeddedServer.Running sandbox = Adapters.load()
                        .server("materialize")
                        .orElseThrow()
                        .start(new EmbeddedServer.Request(
                                folder.resolve(".weir").resolve("sandbox"), OptionalInt.empty()));
                Connection session = SandboxUnderWatch.connect(sandbox)) {
            List<String> lines = Files.readAllLines(source.resolve("steps"));
            Answer answer = new Answer(0, "");
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                if (line.startsWith("$ ") || line.startsWith("! ")) {
                    answer = project.weir(words(line.substring(2)));
                    assertThat(answer.exitCode())
                            .as(line + "\n" + answer.text())
                            .isEqualTo(line.startsWith("$") ? 0 : 1);
                } else if (line.startsWith("= ")) {
                    assertThat(answer.text().replaceAll("(?m)^[0-9:]{8}  ", "")).contains(line.substring(2));
                } else if (line.startsWith("sql> ")) {
                    List<String> rows = session.execute(line.substring(5), true, OptionalInt.empty()).rows().stream()
                            .map(row -> "| " + row.getFirst())
                            .toList();
                    if (at + 1 < lines.size() && lines.get(at + 1).startsWith("|")) {
                        assertThat(rows)
                                .as(line)
                                .isEqualTo(lines.subList(at + 1, lines.size()).stream()
                                        .takeWhile(each -> each.startsWith("|"))
                                        .toList());
                    }
                }
            }
        }
    }

    /** As a shell parts them: what follows a # is a comment, the program's own name goes. */
    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher each = WORD.matcher(line);
        while (each.find() && !each.group().startsWith("#")) {
            words.add(each.group(1) != null ? each.group(1) : each.group(2) != null ? each.group(2) : each.group(3));
        }
        assertThat(words.removeFirst()).isEqualTo("dbt");
        return words.toArray(String[]::new);
    }
}
