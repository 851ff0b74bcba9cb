package dev.weir.core.event;

import dev.weir.base.Ordered;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the invocation as a whole. */
public sealed interface InvocationEvent extends Event {
    /** The first line of every command. */
    record MainReportVersion(String weirVersion, String dbtVersion) implements InvocationEvent {
        @Override
        public String code() {
            return "A001";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Running with dbt=" + dbtVersion + " (weir " + weirVersion + ")";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("log_version", 3L, "version", "=" + dbtVersion, "weir_version", weirVersion);
        }
    }

    /** The arguments as understood. */
    record MainReportArgs(Map<String, @Nullable Object> args) implements InvocationEvent {
        @Override
        public String code() {
            return "A002";
        }

        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message(Palette palette) {
            return "running dbt with arguments " + args;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("args", args);
        }
    }

    record AdapterRegistered(String adapter, String version) implements InvocationEvent {
        @Override
        public String code() {
            return "E034";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Registered adapter: " + adapter + "=" + version;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("adapter_name", adapter, "adapter_version", "=" + version);
        }
    }

    /** What the manifest holds: {@code "2 models, 3 data tests, 477 macros"}. */
    record FoundStats(String statLine) implements InvocationEvent {
        @Override
        public String code() {
            return "W006";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Found " + statLine;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("stat_line", statLine);
        }
    }

    /** A blank line, or another line that only shapes the output. */
    record Formatting(String text) implements InvocationEvent {
        @Override
        public String code() {
            return "Z017";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text);
        }
    }

    record ConcurrencyLine(int threads, String target, int nodeCount) implements InvocationEvent {
        @Override
        public String code() {
            return "Q027";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Concurrency: " + threads + " threads (target='" + target + "')";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("node_count", (long) nodeCount, "num_threads", (long) threads, "target_name", target);
        }
    }

    record ArtifactWritten(String type, String path) implements InvocationEvent {
        @Override
        public String code() {
            return "P001";
        }

        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message(Palette palette) {
            return "Wrote artifact " + type + " to " + path;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("artifact_path", path, "artifact_type", type);
        }
    }

    record BuildingCatalog() implements InvocationEvent {
        @Override
        public String code() {
            return "E044";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Building catalog";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of();
        }
    }

    record CatalogWritten(String path) implements InvocationEvent {
        @Override
        public String code() {
            return "E042";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Catalog written to " + path;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("path", path);
        }
    }

    record FinishedRunningStats(String statLine, double seconds) implements InvocationEvent {
        @Override
        public String code() {
            return "E047";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Finished running " + statLine + execution() + " (" + Seconds.of(seconds, 2) + "s).";
        }

        private String execution() {
            return " in " + (int) (seconds / 3600) + " hours " + (int) (seconds / 60) % 60 + " minutes and "
                    + Seconds.of(seconds % 60, 2) + " seconds";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("execution", execution(), "execution_time", seconds, "stat_line", statLine);
        }
    }

    record EndOfRunSummary(int errors, int warnings, int partialSuccesses, boolean interrupted)
            implements InvocationEvent {
        @Override
        public String code() {
            return "Z030";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            if (interrupted) {
                return palette.yellow("Exited because of keyboard interrupt");
            }
            if (errors > 0) {
                return palette.red("Completed with " + count(errors, "error") + ", "
                        + partialSuccesses + (partialSuccesses == 1 ? " partial success" : " partial successes")
                        + ", and " + count(warnings, "warning") + ":");
            }
            if (partialSuccesses > 0) {
                return palette.yellow("Completed with "
                        + partialSuccesses + (partialSuccesses == 1 ? " partial success" : " partial successes")
                        + " and " + count(warnings, "warning"));
            }
            return warnings > 0
                    ? palette.yellow("Completed with " + count(warnings, "warning") + ":")
                    : palette.green("Completed successfully");
        }

        private static String count(int number, String noun) {
            return number + " " + noun + (number == 1 ? "" : "s");
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "keyboard_interrupt",
                    interrupted,
                    "num_errors",
                    (long) errors,
                    "num_partial_success",
                    (long) partialSuccesses,
                    "num_warnings",
                    (long) warnings);
        }
    }

    record StatsLine(int pass, int warn, int error, int skip, int noOp) implements InvocationEvent {
        @Override
        public String code() {
            return "Z023";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        private int total() {
            return pass + warn + error + skip + noOp;
        }

        @Override
        public String message(Palette palette) {
            return "Done. PASS=" + pass + " WARN=" + warn + " ERROR=" + error + " SKIP=" + skip + " NO-OP=" + noOp
                    + " TOTAL=" + total();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "stats",
                    Fields.of(
                            "error",
                            (long) error,
                            "noop",
                            (long) noOp,
                            "pass",
                            (long) pass,
                            "skip",
                            (long) skip,
                            "total",
                            (long) total(),
                            "warn",
                            (long) warn));
        }
    }

    /** Says only {@code "Done."}, at the end of {@code source freshness}. */
    record FreshnessCheckComplete() implements InvocationEvent {
        @Override
        public String code() {
            return "Q003";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Done.";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of();
        }
    }

    /** @param command without its options: {@code dbt docs generate} */
    record CommandCompleted(String command, boolean success, Instant completedAt, double seconds)
            implements InvocationEvent {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

        @Override
        public String code() {
            return "Q039";
        }

        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message(Palette palette) {
            return "Command `" + command + "` " + (success ? "succeeded" : "failed") + " at " + TIME.format(completedAt)
                    + " after " + Seconds.of(seconds, 2) + " seconds";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "command", command, "completed_at", completedAt.toString(), "elapsed", seconds, "success", success);
        }
    }

    /**
     * How often each deprecation was met, in the order in which they were first.
     *
     * @param all whether every one was shown
     */
    record DeprecationsSummary(Map<String, Integer> counts, Map<String, String> codes, boolean all)
            implements InvocationEvent {
        public DeprecationsSummary {
            counts = Ordered.copyOf(counts);
            codes = Map.copyOf(codes);
        }

        @Override
        public String code() {
            return "D028";
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            StringBuilder text = new StringBuilder("[" + palette.yellow("WARNING")
                    + "][DeprecationsSummary]: Deprecated functionality\nSummary of encountered deprecations:");
            counts.forEach((name, count) -> text.append("\n- ")
                    .append(name)
                    .append(": ")
                    .append(count)
                    .append(count == 1 ? " occurrence" : " occurrences"));
            if (!all) {
                text.append(
                        "\nTo see all deprecation instances instead of just the first occurrence of each, run command"
                                + " again with the `--show-all-deprecations` flag. You may also need to run with"
                                + " `--no-partial-parse` as some deprecations are only encountered during parsing.");
            }
            return Wrapped.text(text.toString());
        }

        @Override
        public Map<String, @Nullable Object> data() {
            List<Object> summaries = new ArrayList<>();
            counts.forEach((name, count) -> summaries.add(
                    Fields.of("event_code", codes.get(name), "event_name", name, "occurrences", (long) count)));
            return Fields.of("show_all_hint", !all, "summaries", summaries);
        }
    }

    /** How a batch of a microbatch model is run. */
    record MicrobatchExecutionDebug(String text) implements InvocationEvent {
        @Override
        public String code() {
            return "Q044";
        }

        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text);
        }
    }
}
