package dev.weir.web.docs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** How things ended: {@code run_results.json}, or what is kept of the last command that ran something where a later one only compiled,
 * and {@code sources.json}. Any may be missing. */
final class Results {
    private static final Set<String> RAN = Set.of("build", "run", "test", "seed", "snapshot", "retry");
    private static final Set<String> WANTED =
            Set.of("unique_id", "status", "timing", "execution_time", "message", "failures");

    /** One step of a node. */
    record Timing(String name, double seconds) {}

    record Outcome(
            String status, String at, double seconds, String message, Optional<Number> failures, List<Timing> timing) {
        Outcome {
            timing = List.copyOf(timing);
        }
    }

    /** The command as a whole. */
    record LastRun(String at, String command, double seconds) {}

    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<String, Tree> freshness = new HashMap<>();
    private Optional<LastRun> lastRun = Optional.empty();

    private Results() {}

    static Results read(Path target) {
        Results results = new Results();
        if (!results.readRun(target.resolve("run_results.json"))) {
            results.readRun(target.resolve("weir_last_run.json"));
        }
        results.readFreshness(target.resolve("sources.json"));
        return results;
    }

    Optional<Outcome> of(String id) {
        return Optional.ofNullable(outcomes.get(id));
    }

    /** What {@code source freshness} said of a source. */
    Optional<Tree> freshness(String id) {
        return Optional.ofNullable(freshness.get(id));
    }

    /** The word for how a thing ended; a source's is how fresh it is. */
    String status(String id) {
        return of(id).map(Outcome::status)
                .or(() -> freshness(id).flatMap(result -> result.text("status")))
                .orElse("");
    }

    Optional<LastRun> lastRun() {
        return lastRun;
    }

    /** False when there is no such file, or it is of a command that ran nothing. */
    private boolean readRun(Path path) {
        Optional<ArtifactReader> file = ArtifactReader.open(path);
        if (file.isEmpty()) {
            return false;
        }
        Map<String, Object> whole = new HashMap<>();
        try (ArtifactReader artifact = file.get()) {
            artifact.scan((name, parser) -> {
                switch (name) {
                    case "results" -> items(parser, WANTED).forEach(this::outcome);
                    case "metadata" -> whole.put(name, Tree.of(Json.read(parser)));
                    case "args" -> whole.put(name, ArtifactReader.some(parser, Set.of("which")));
                    case "elapsed_time" -> whole.put(name, parser.getDoubleValue());
                    default -> {}
                }
            });
        }
        String command =
                whole.get("args") instanceof Tree args ? args.text("which").orElse("run") : "run";
        if (!RAN.contains(command)) {
            outcomes.clear(); // what compiled well has not run well
            return false;
        }
        String at = whole.get("metadata") instanceof Tree metadata
                ? metadata.text("generated_at").orElse("")
                : "";
        outcomes.replaceAll((_, outcome) -> outcome.at().isEmpty() ? at(outcome, at) : outcome);
        lastRun = Optional.of(
                new LastRun(at, command, whole.get("elapsed_time") instanceof Double seconds ? seconds : 0));
        return true;
    }

    private static Outcome at(Outcome outcome, String at) {
        return new Outcome(
                outcome.status(), at, outcome.seconds(), outcome.message(), outcome.failures(), outcome.timing());
    }

    private static List<Tree> items(JsonParser parser, Set<String> wanted) {
        List<Tree> items = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                items.add(ArtifactReader.some(parser, wanted));
            }
        }
        return items;
    }

    private void outcome(Tree result) {
        List<Timing> timing = new ArrayList<>();
        for (Tree step : result.trees("timing")) {
            Optional<Instant> from = step.text("started_at").flatMap(Results::instant);
            Optional<Instant> to = step.text("completed_at").flatMap(Results::instant);
            if (from.isPresent() && to.isPresent()) {
                double seconds = Duration.between(from.get(), to.get()).toNanos() / 1e9;
                timing.add(new Timing(step.text("name").orElse(""), seconds));
            }
        }
        result.text("unique_id")
                .ifPresent(id -> outcomes.put(
                        id,
                        new Outcome(
                                result.text("status").orElse(""),
                                at(timing, result),
                                result.number("execution_time").orElse(0).doubleValue(),
                                result.text("message").orElse(""),
                                result.number("failures"),
                                timing)));
    }

    private static String at(List<Timing> timing, Tree result) {
        return timing.isEmpty()
                ? ""
                : result.trees("timing").getLast().text("completed_at").orElse("");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noZone) {
            try {
                return Optional.of(java.time.LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException no) {
                return Optional.empty();
            }
        }
    }

    private void readFreshness(Path path) {
        Optional<ArtifactReader> file = ArtifactReader.open(path);
        if (file.isEmpty()) {
            return;
        }
        try (ArtifactReader artifact = file.get()) {
            artifact.scan((name, parser) -> {
                if (name.equals("results")) {
                    Set<String> wanted =
                            Set.of("unique_id", "status", "max_loaded_at", "max_loaded_at_time_ago_in_s", "error");
                    items(parser, wanted)
                            .forEach(result -> result.text("unique_id").ifPresent(id -> freshness.put(id, result)));
                }
            });
        }
    }
}
