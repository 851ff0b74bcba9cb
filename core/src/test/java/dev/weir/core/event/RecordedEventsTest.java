package dev.weir.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.manifest.RecordedManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.ObjectMapper;

/**
 * Every event the reference wrote in the recorded {@code --log-format json} cases, made again as an event of ours from its
 * fields: code, level, message and fields must be the same.
 */
class RecordedEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RESULT =
            Pattern.compile("(?:\\d+ of \\d+ )?(.*?) \\.* ?\\[(.*?)(?: in 0\\.00s)?]", Pattern.DOTALL);

    /** Events whose text is all there is to them, or which we say in other words (COMPATIBILITY.md). */
    private static final Set<String> NOT_MADE_AGAIN = Set.of(
            "MainReportVersion",
            "PrintEvent",
            "DebugCmdOut",
            "DebugCmdResult",
            "JinjaLogInfo",
            "ParsePerfInfoPath",
            "DepsStartPackageInstall",
            "DepsInstallInfo",
            "ShowNode",
            "CompiledNode",
            "CatalogWritten");

    @TestFactory
    Stream<DynamicTest> eventsOfTheReferenceAreSaidTheSameWay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : jsonCases()) {
            tests.add(DynamicTest.dynamicTest(String.valueOf(folder.getFileName()), () -> replay(folder)));
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream();
    }

    @Test
    void everyKindOfEventIsEitherMadeAgainOrNamedAsAnException() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path folder : jsonCases()) {
            for (Map<String, @Nullable Object> line : lines(folder)) {
                String name = text(map(line, "info"), "name");
                if (!NOT_MADE_AGAIN.contains(name) && event(line).isEmpty()) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** As dbt 1.11.16 tells of {@code meta: {x: 1, y: [2, null]}}. */
    @Test
    void numbersOfMetaAreFloats() {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("x", 1L);
        meta.put("y", Arrays.asList(2L, null, "z"));
        NodeInfo info = new NodeInfo(
                "model.p.m", "m", "m.sql", "model", "view", "", meta, "d", "s", "m", "", "started", "", "", Map.of());
        assertThat(info.data().get("meta")).isEqualTo(Map.of("x", 1.0, "y", Arrays.asList(2.0, null, "z")));
    }

    /** As dbt 1.11.16 does with {@code --log-format json --log-level error}. */
    @Test
    void whatTemplatesPrintIsWrittenAtEveryLevel() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        JsonLineWriter writer = new JsonLineWriter(
                new PrintStream(said, true, StandardCharsets.UTF_8), Level.ERROR, "id", Palette.PLAIN, false);
        writer.write(new StampedEvent(new TemplateEvent.PrintEvent("printed"), Instant.EPOCH, "main"));
        writer.write(new StampedEvent(new InvocationEvent.FoundStats("1 model"), Instant.EPOCH, "main"));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("PrintEvent").doesNotContain("FoundStats");
    }

    /** As in the recorded log file. */
    @Test
    void theEndOfACommandSaysWhen() {
        assertThat(new InvocationEvent.CommandCompleted(
                                "dbt docs generate", true, Instant.parse("2026-11-22T03:36:39.322159999Z"), 43.364)
                        .message(Palette.PLAIN))
                .isEqualTo("Command `dbt docs generate` succeeded at 03:36:39.322159 after 43.36 seconds");
    }

    @Test
    void keysAreSortedAtEveryDepth() throws IOException {
        for (Path folder : jsonCases()) {
            for (Map<String, @Nullable Object> line : lines(folder)) {
                assertThat(String.valueOf(read(JsonLine.write(turned(line))))).isEqualTo(String.valueOf(line));
            }
        }
    }

    /** The same with the keys the other way round. */
    @SuppressWarnings("unchecked") // objects have text keys
    private static Map<String, @Nullable Object> turned(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> turned = new LinkedHashMap<>();
        for (String key : new ArrayList<>(tree.keySet()).reversed()) {
            Object value = tree.get(key);
            turned.put(key, value instanceof Map<?, ?> map ? turned((Map<String, @Nullable Object>) map) : value);
        }
        return turned;
    }

    private static void replay(Path folder) throws IOException {
        for (Map<String, @Nullable Object> line : lines(folder)) {
            Optional<Event> made = event(line);
            if (made.isEmpty()) {
                continue;
            }
            Map<String, @Nullable Object> info = map(line, "info");
            Event event = made.get();
            assertThat(event.name()).isEqualTo(text(info, "name"));
            assertThat(event.message(Palette.PLAIN)).as(event.name()).isEqualTo(text(info, "msg"));
            assertThat(event.code()).as(event.name()).isEqualTo(text(info, "code"));
            assertThat(event.level().wireName()).as(event.name()).isEqualTo(text(info, "level"));
            assertThat(written(event).get("data")).as(event.name()).isEqualTo(line.get("data"));
            assertThat(map(written(event), "info").keySet()).isEqualTo(info.keySet());
        }
    }

    /** The event as a line of JSON and read again. Durations are written as the recordings have them. */
    private static Map<String, @Nullable Object> written(Event event) {
        String line = JsonLineWriter.line(
                new StampedEvent(event, Instant.EPOCH, "main"), "00000000-0000-0000-0000-000000000000", Palette.PLAIN);
        return read(line.replace("\"execution_time\":0.0", "\"execution_time\":0")
                .replace("\"execution\":\" in 0 hours 0 minutes and 0.00 seconds\"", "\"execution\":0"));
    }

    private static Optional<Event> event(Map<String, @Nullable Object> line) {
        Map<String, @Nullable Object> data = map(line, "data");
        Map<String, @Nullable Object> info = map(line, "info");
        String msg = text(info, "msg");
        int index = number(data, "index");
        int total = data.containsKey("num_models") ? number(data, "num_models") : number(data, "total");
        return Optional.ofNullable(
                switch (text(info, "name")) {
                    case "AdapterRegistered" ->
                        new InvocationEvent.AdapterRegistered(
                                text(data, "adapter_name"),
                                text(data, "adapter_version").substring(1));
                    case "FoundStats" -> new InvocationEvent.FoundStats(text(data, "stat_line"));
                    case "Formatting" -> new InvocationEvent.Formatting(text(data, "msg"));
                    case "ConcurrencyLine" ->
                        new InvocationEvent.ConcurrencyLine(
                                number(data, "num_threads"), text(data, "target_name"), number(data, "node_count"));
                    case "BuildingCatalog" -> new InvocationEvent.BuildingCatalog();
                    case "FinishedRunningStats" -> new InvocationEvent.FinishedRunningStats(text(data, "stat_line"), 0);
                    case "EndOfRunSummary" ->
                        new InvocationEvent.EndOfRunSummary(
                                number(data, "num_errors"),
                                number(data, "num_warnings"),
                                number(data, "num_partial_success"),
                                Boolean.TRUE.equals(data.get("keyboard_interrupt")));
                    case "StatsLine" -> {
                        Map<String, @Nullable Object> stats = map(data, "stats");
                        yield new InvocationEvent.StatsLine(
                                number(stats, "pass"),
                                number(stats, "warn"),
                                number(stats, "error"),
                                number(stats, "skip"),
                                number(stats, "noop"));
                    }
                    case "FreshnessCheckComplete" -> new InvocationEvent.FreshnessCheckComplete();
                    case "LogStartLine" ->
                        new NodeEvent.LogStartLine(text(data, "description"), index, total, node(data));
                    case "LogHookStartLine" ->
                        new NodeEvent.LogHookStartLine(text(data, "statement"), index, total, node(data));
                    case "LogHookEndLine" ->
                        new NodeEvent.LogHookEndLine(
                                text(data, "statement"), text(data, "status"), index, total, 0, node(data));
                    case "SkippingDetails" ->
                        new NodeEvent.SkippingDetails(
                                before(msg),
                                text(data, "resource_type"),
                                text(data, "schema"),
                                text(data, "node_name"),
                                index,
                                total,
                                node(data));
                    case "LogSkipBecauseError" ->
                        new NodeEvent.LogSkipBecauseError(
                                before(msg), text(data, "schema"), text(data, "relation"), index, total, node(data));
                    case "RunResultFailure", "RunResultWarning" ->
                        new NodeEvent.RunResultHeading(
                                text(info, "name").endsWith("Warning"),
                                text(data, "resource_type"),
                                text(data, "node_name"),
                                text(data, "path"),
                                node(data));
                    case "RunResultError", "RunResultWarningMessage" ->
                        new NodeEvent.RunResultError(
                                text(data, "msg"),
                                List.of(),
                                text(info, "name").startsWith("RunResultWarning"),
                                node(data));
                    case "SQLCompiledPath" -> new NodeEvent.SQLCompiledPath(text(data, "path"), node(data));
                    default -> result(info, data, index, total);
                });
    }

    private static @Nullable Event result(
            Map<String, @Nullable Object> info, Map<String, @Nullable Object> data, int index, int total) {
        for (NodeEvent.LogResult.Kind kind : NodeEvent.LogResult.Kind.values()) {
            NodeEvent.Tone tone = switch (text(info, "level")) {
                case "error" -> NodeEvent.Tone.BAD;
                case "warn" -> NodeEvent.Tone.WARNING;
                default -> NodeEvent.Tone.GOOD;
            };
            Map<String, @Nullable Object> fields = new LinkedHashMap<>(data);
            fields.keySet().removeAll(Set.of("execution_time", "index", "total", "node_info"));
            String msg = text(info, "msg");
            NodeEvent.LogResult made =
                    new NodeEvent.LogResult(kind, before(msg), bracket(msg), tone, index, total, 0, fields, node(data));
            if (made.name().equals(text(info, "name"))) {
                return made;
            }
        }
        return null;
    }

    private static String before(String msg) {
        Matcher matcher = RESULT.matcher(msg);
        return matcher.matches() ? matcher.group(1).stripTrailing() : msg;
    }

    private static String bracket(String msg) {
        Matcher matcher = RESULT.matcher(msg);
        return matcher.matches() ? matcher.group(2) : msg;
    }

    private static NodeInfo node(Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> node = map(data, "node_info");
        Map<String, @Nullable Object> relation = map(node, "node_relation");
        Object database = relation.get("database");
        return new NodeInfo(
                text(node, "unique_id"),
                text(node, "node_name"),
                text(node, "node_path"),
                text(node, "resource_type"),
                text(node, "materialized"),
                text(node, "node_checksum"),
                map(node, "meta"),
                database == null ? null : database.toString(),
                text(relation, "schema"),
                text(relation, "alias"),
                text(relation, "relation_name"),
                text(node, "node_status"),
                text(node, "node_started_at"),
                text(node, "node_finished_at"),
                map(data, "group"));
    }

    private static List<Path> jsonCases() throws IOException {
        try (Stream<Path> folders = Files.list(console())) {
            return folders.filter(folder -> String.valueOf(folder.getFileName()).endsWith("_json"))
                    .filter(folder -> !String.valueOf(folder.getFileName()).contains("output"))
                    .sorted()
                    .toList();
        }
    }

    private static Path console() {
        try {
            return Path.of(Objects.requireNonNull(RecordedManifest.class.getResource("/golden/console"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Map<String, @Nullable Object>> lines(Path folder) {
        try {
            return Files.readAllLines(folder.resolve("stdout.txt")).stream()
                    .filter(line -> line.startsWith("{\""))
                    .map(RecordedEventsTest::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> read(String line) {
        return JSON.readValue(line, LinkedHashMap.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(Map<String, @Nullable Object> tree, String key) {
        return (Map<String, @Nullable Object>) Objects.requireNonNullElse(tree.get(key), Map.of());
    }

    private static String text(Map<String, @Nullable Object> tree, String key) {
        return String.valueOf(Objects.requireNonNullElse(tree.get(key), ""));
    }

    private static int number(Map<String, @Nullable Object> tree, String key) {
        return tree.get(key) instanceof Number number ? number.intValue() : 0;
    }
}
