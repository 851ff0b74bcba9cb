package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.Engine;
import dev.weir.core.engine.Invocation;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Verb;
import dev.weir.core.event.Palette;
import dev.weir.core.project.JsonText;
import dev.weir.core.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples, run as a user runs them, on the embedded servers, against what the reference made of them. */
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path STATUSES = Path.of("../core/src/test/resources/golden/reference/shop/statuses");

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void shopComesOutAsWithTheReference() throws IOException {
        Path shop = copy("shop");
        assertThat(run(shop, Verb.BUILD, Optional.empty()).exitCode().number()).isZero();
        assertThat(statuses(shop)).isEqualTo(recorded("build"));
        assertThat(run(shop, Verb.BUILD, Optional.empty()).exitCode().number()).isZero();
        assertThat(statuses(shop)).isEqualTo(recorded("build_again"));
        assertThat(run(shop, Verb.BUILD, Optional.of("highest_line_total: 100"))
                        .exitCode()
                        .number())
                .isEqualTo(1);
        assertThat(statuses(shop)).isEqualTo(recorded("build_failing"));
    }

    @Test
    void quickstartBuildsFromNothingAndHasWinningBids() throws IOException {
        Path quickstart = copy("quickstart");
        assertThat(run(quickstart, Verb.BUILD, Optional.empty()).exitCode().number())
                .as(String.join("\n", said))
                .isZero();
        said.clear();
        assertThat(run(quickstart, Verb.SHOW, Optional.empty(), "winning_bids")
                        .exitCode()
                        .number())
                .isZero();
        assertThat(said)
                .anyMatch(text -> text.startsWith("Previewing node 'winning_bids':")
                        && text.lines().count() > 3);
        assertThat(run(quickstart, Verb.DOCS_GENERATE, Optional.empty())
                        .exitCode()
                        .number())
                .isZero();
        assertThat(Files.readString(quickstart.resolve("target/catalog.json"))).contains("winning_bids");
    }

    @Test
    void everyCommandOfTheTrainingEndsWell() throws IOException {
        copy("shop");
        copy("quickstart");
        assertThat(Training.failures(folder)).isEmpty();
    }

    private Path copy(String example) throws IOException {
        Path to = folder.resolve(example);
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(example))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String path = EXAMPLES.resolve(example).relativize(file).toString();
                if (!path.startsWith("target") && !path.startsWith("logs") && !path.startsWith(".weir")) {
                    Files.copy(file, to.resolve(path));
                }
            }
        }
        return to;
    }

    private InvocationResult run(Path project, Verb verb, Optional<String> vars, String... select) {
        Invocation invocation = new Invocation(
                verb,
                "dbt " + verb.wireName(),
                new Invocation.ProjectOptions(
                        Optional.of(project),
                        Optional.of(project),
                        Optional.empty(),
                        Optional.empty(),
                        vars,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(1)),
                new Invocation.SelectionOptions(
                        List.of(select), List.of(), Optional.empty(), List.of(), List.of(), Optional.empty()),
                Invocation.StateOptions.NONE,
                Invocation.ExecutionOptions.DEFAULT,
                Invocation.OutputOptions.DEFAULT,
                Map.of("HOME", folder.toString()),
                project);
        return new Engine(Adapters.load(), InstantSource.system())
                .invoke(invocation, event -> said.add(event.message(Palette.PLAIN)), new Cancellation());
    }

    /** Unique id ⇒ status, message and failures, as the run results of the last command have them. */
    private static Map<String, Map<String, @Nullable Object>> statuses(Path project) throws IOException {
        Map<String, Map<String, @Nullable Object>> statuses = new TreeMap<>();
        Map<?, ?> results = (Map<?, ?>) JsonText.parse(Files.readString(project.resolve("target/run_results.json")));
        for (Object each : (List<?>) results.get("results")) {
            Map<?, ?> result = (Map<?, ?>) each;
            statuses.put(String.valueOf(result.get("unique_id")), facts(result));
        }
        return statuses;
    }

    private static Map<String, Map<String, @Nullable Object>> recorded(String step) throws IOException {
        Map<String, Map<String, @Nullable Object>> statuses = new TreeMap<>();
        ((Map<?, ?>) JsonText.parse(Files.readString(STATUSES.resolve(step + ".json"))))
                .forEach((id, result) -> statuses.put(String.valueOf(id), facts((Map<?, ?>) result)));
        return statuses;
    }

    private static Map<String, @Nullable Object> facts(Map<?, ?> result) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        for (String key : List.of("status", "message", "failures")) {
            facts.put(key, result.get(key));
        }
        return facts;
    }
}
