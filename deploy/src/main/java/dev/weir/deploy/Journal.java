package dev.weir.deploy;

import dev.weir.core.project.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal in the database: rows are added and never changed. An entry says what is behind; what was under way when a process
 * ended is found out from the database itself.
 */
final class Journal {
    private final Operations operations;
    private final InstantSource clock;
    private final String who;

    /** @param who the role and process that entries name */
    Journal(Operations operations, InstantSource clock, String who) {
        this.operations = operations;
        this.clock = clock;
        this.who = who;
    }

    /** Makes its table where there is none. */
    void create() {
        operations.call("weir_journal_create", Map.of());
    }

    /** All deployments, the latest last. */
    List<Deployment> read() {
        List<Entry> entries = new ArrayList<>();
        if (operations.call("weir_journal_read", Map.of()) instanceof List<?> rows) {
            rows.forEach(row -> entries.add(entry((List<?>) row)));
        }
        return Deployment.all(entries);
    }

    /**
     * What other databases of the environment know.
     *
     * @param deployments by database, the latest last
     * @param hidden databases whose journal cannot be read, and where one is under way
     */
    record Elsewhere(Map<String, List<Deployment>> deployments, List<String> hidden) {}

    /** Of the journals of the other databases. */
    Elsewhere elsewhere() {
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        List<String> hidden = new ArrayList<>();
        if (operations.call("weir_journals_elsewhere", Map.of()) instanceof Map<?, ?> found) {
            for (Object row : found.get("rows") instanceof List<?> rows ? rows : List.of()) {
                List<?> cells = (List<?>) row;
                entries.computeIfAbsent(String.valueOf(cells.getFirst()), _ -> new ArrayList<>())
                        .add(entry(cells.subList(1, cells.size())));
            }
            for (Object each : found.get("hidden") instanceof List<?> databases ? databases : List.of()) {
                hidden.add(String.valueOf(each));
            }
        }
        Map<String, List<Deployment>> deployments = new LinkedHashMap<>();
        entries.forEach((database, each) -> deployments.put(database, Deployment.all(each)));
        return new Elsewhere(deployments, hidden);
    }

    @SuppressWarnings("unchecked") // a detail is a JSON object
    private static Entry entry(List<?> row) {
        return new Entry(
                String.valueOf(row.get(0)),
                Integer.parseInt(String.valueOf(row.get(1))),
                Step.of(String.valueOf(row.get(2))),
                JsonText.parse(String.valueOf(row.get(3))) instanceof Map<?, ?> detail
                        ? (Map<String, @Nullable Object>) detail
                        : Map.of(),
                Instant.parse(String.valueOf(row.get(4))),
                String.valueOf(row.get(5)));
    }

    /** An entry of whoever writes first. */
    Entry write(String deployment, int number, Step step, Map<String, @Nullable Object> detail) {
        return write(deployment, number, step, detail, Optional.empty()).orElseThrow();
    }

    /**
     * An entry; empty when it was not written.
     *
     * @param run the process that has to have the deployment
     */
    Optional<Entry> write(
            String deployment, int number, Step step, Map<String, @Nullable Object> detail, Optional<String> run) {
        Entry entry =
                new Entry(deployment, number, step, detail, clock.instant().truncatedTo(ChronoUnit.MILLIS), who);
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("deployment", deployment);
        arguments.put("number", (long) number);
        arguments.put("step", step.wireName());
        arguments.put("detail", JsonText.write(detail, false));
        arguments.put("at", text(entry.at()));
        arguments.put("who", who);
        arguments.put("run", run.orElse(null));
        return Boolean.TRUE.equals(operations.call("weir_journal_write", arguments))
                ? Optional.of(entry)
                : Optional.empty();
    }

    /** With the same number of digits each time, so that entries sort by their texts. */
    private static String text(Instant at) {
        String text = at.toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}
