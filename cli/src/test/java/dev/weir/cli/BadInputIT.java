package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Connection;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every mistake that was recorded from the reference, made again: the exit code and each node's status and message are the
 * same, everything the reference says we say in the same order, and nothing of it is a stack trace. What differs on purpose
 * stands in {@code differences.tsv} beside the cases, and has to differ.
 */
class BadInputIT {
    private static final Path CASES = Path.of("../core/src/test/resources/golden/badinput");

    /** Lines that tell nothing of the mistake: counts, the reference's ways of parsing, usage. */
    private static final Pattern ASIDE = Pattern.compile(
            "Running with .*|Registered adapter.*|Found \\d.*|Unable to do partial parsing.*|Performance"
                    + " info.*|Usage: .*|Try '.* --help'.*|LINE \\d+: .*|\\^");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set below
    private static ServerForTests server;

    @BeforeAll
    static void startServer() {
        server = ServerForTests.start(folder.resolve("data"));
        server.execute("create database shop");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> mistakeEndsAsInTheReference() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (String line : Files.readAllLines(CASES.resolve("differences.tsv"))) {
            String[] cells = line.split("\t", 2);
            differences.put(cells[0], cells[1]);
        }
        try (Stream<Path> cases = Files.list(CASES)) {
            List<Path> folders = cases.filter(Files::isDirectory).sorted().toList();
            return folders.stream()
                    .map(each -> DynamicTest.dynamicTest(
                            each.getFileName().toString(),
                            () -> check(
                                    each,
                                    differences.containsKey(each.getFileName().toString()))));
        }
    }

    private void check(Path recorded, boolean differs) throws IOException {
        Answer answer = run(recorded);
        assertThat(answer.text()).doesNotContain("\tat ", "dev.weir.", "Exception in thread");
        List<String> complaints = complaints(recorded, answer);
        if (differs) {
            assertThat(complaints)
                    .as("differences.tsv lists the case, which differs no more\n" + answer.text())
                    .isNotEmpty();
        } else {
            assertThat(complaints)
                    .as(recorded.getFileName() + "\n" + answer.text())
                    .isEmpty();
        }
    }

    private static List<String> complaints(Path recorded, Answer answer) throws IOException {
        List<String> complaints = new ArrayList<>();
        String exitCode = Files.readString(recorded.resolve("exit.txt")).strip();
        if (!exitCode.equals(String.valueOf(answer.exitCode()))) {
            complaints.add("exit code " + answer.exitCode() + " where the reference has " + exitCode);
        }
        List<String> said = said(answer.text());
        int at = 0;
        for (String line : said(text(recorded.resolve("reference.txt")) + text(recorded.resolve("stderr.txt")))) {
            int found = said.subList(at, said.size()).indexOf(line);
            if (found < 0) {
                complaints.add("not said: " + line);
            } else {
                at += found + 1;
            }
        }
        Path statuses = recorded.resolve("statuses.json");
        if (Files.exists(statuses)) {
            String wanted = settled(String.valueOf(JsonText.parse(Files.readString(statuses))));
            if (!wanted.equals(settled(String.valueOf(answer.statuses())))) {
                complaints.add("run results are\n" + answer.statuses() + "\nwhere the reference has\n" + wanted);
            }
        }
        return complaints;
    }

    /** What a console's text says, line by line, without times, and without what tells nothing of the mistake. */
    private static List<String> said(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^(\u001b\\[0m)?\\d\\d:\\d\\d:\\d\\d {2}", "")
                        .replaceAll("\\d+\\.\\d+ ?s", "0.00s")
                        .replaceAll("\\d+\\.\\d+ seconds", "0.00 seconds")
                        .strip())
                .filter(line -> !line.isEmpty() && !ASIDE.matcher(line).matches())
                .toList();
    }

    /** Without what depends on the white space of built-in macros: see COMPATIBILITY #4. */
    private static String settled(String statuses) {
        return statuses.replaceAll("LINE \\d+: [^\\n]*\\n[ ]*\\^", "LINE").replaceAll("\\n +\\n", "\n\n");
    }

    private record Answer(int exitCode, String text, Map<String, Object> statuses) {}

    private Answer run(Path recorded) throws IOException {
        Path project = folder.resolve("work").resolve(recorded.getFileName().toString());
        copy(recorded.resolve("project"), project);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("SHOP_HOST", "localhost");
        environment.put("SHOP_PORT", String.valueOf(server.port()));
        environment.put("SHOP_USER", server.user());
        environment.put("SHOP_PASSWORD", server.password());
        text(recorded.resolve("env.txt")).lines().forEach(line -> {
            int equals = line.indexOf('=');
            environment.put(line.substring(0, equals), line.substring(equals + 1));
        });
        List<String> words = new ArrayList<>(
                words(Files.readString(recorded.resolve("command.txt")).strip()));
        if (!words.isEmpty()) {
            words.addFirst("--no-use-colors");
        }
        try (Connection connection = server.connect("shop")) {
            connection.execute("drop schema if exists shop_bad cascade", false, OptionalInt.empty());
            connection.commit();
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode = new Program(new Surroundings(
                        "dbt",
                        environment,
                        project,
                        out,
                        out,
                        false,
                        _ -> Optional.empty(),
                        _ -> Optional.empty(),
                        InstantSource.system(),
                        ZoneOffset.UTC))
                .run(words);
        String text = said.toString(StandardCharsets.UTF_8)
                .replace(project.toString(), "<PROJECT>")
                .replace(String.valueOf(project.getParent()), "<ABOVE>")
                .replace("port " + server.port() + " ", "port 5432 ")
                .replace("user \"" + server.user() + "\"", "user \"weir\"");
        return new Answer(exitCode, text, statuses(project.resolve("target/run_results.json")));
    }

    /** The words behind the program's name; quotes keep one together. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words.subList(1, words.size());
    }

    private static Map<String, Object> statuses(Path runResults) throws IOException {
        Map<String, Object> statuses = new TreeMap<>();
        if (Files.exists(runResults)
                && JsonText.parse(Files.readString(runResults)) instanceof Map<?, ?> artifact
                && artifact.get("results") instanceof List<?> results) {
            for (Object each : results) {
                Map<?, ?> result = (Map<?, ?>) each;
                Map<String, @Nullable Object> status = new LinkedHashMap<>();
                for (String key : List.of("status", "message", "failures", "relation_name")) {
                    status.put(key, result.get(key));
                }
                statuses.put(String.valueOf(result.get("unique_id")), status);
            }
        }
        return statuses;
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Optional.ofNullable(copy.getParent()).orElse(to));
                Files.copy(file, copy);
            }
        }
        Files.createDirectories(to);
    }
}
