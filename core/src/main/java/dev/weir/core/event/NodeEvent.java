package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to one node. */
public sealed interface NodeEvent extends Event {
    NodeInfo node();

    @Override
    default Optional<NodeInfo> nodeInfo() {
        return Optional.of(node());
    }

    /** {@code "1 of 3 START sql view model shop.orders …. [RUN]"}; description as {@code "sql view model shop.orders"}. */
    record LogStartLine(String description, int index, int total, NodeInfo node) implements NodeEvent {
        @Override
        public String code() {
            return "Q011";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return ResultLine.format(palette, "START " + description, index, total, "RUN", null);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("description", description, "index", (long) index, "total", (long) total);
        }
    }

    /** How a node's result line is coloured. */
    enum Tone {
        GOOD,
        WARNING,
        BAD;

        String paint(Palette palette, String text) {
            return switch (this) {
                case GOOD -> palette.green(text);
                case WARNING -> palette.yellow(text);
                case BAD -> palette.red(text);
            };
        }

        Level level() {
            return switch (this) {
                case GOOD -> Level.INFO;
                case WARNING -> Level.WARN;
                case BAD -> Level.ERROR;
            };
        }
    }

    /**
     * The result line of a model, seed, snapshot, test or source freshness check.
     *
     * @param kind which of dbt's events it is
     * @param text what stands before the dots: {@code "OK created sql view model shop.orders"}
     * @param status what stands in the bracket: {@code "CREATE VIEW"}, {@code "PASS"}, {@code "ERROR"}
     * @param fields the event's own fields in the JSON log, beside index, total, execution_time and status
     */
    record LogResult(
            Kind kind,
            String text,
            String status,
            Tone tone,
            int index,
            int total,
            double seconds,
            Map<String, @Nullable Object> fields,
            NodeInfo node)
            implements NodeEvent {
        /** dbt's event for each kind of result. */
        public enum Kind {
            MODEL("LogModelResult", "Q012"),
            SEED("LogSeedResult", "Q016"),
            SNAPSHOT("LogSnapshotResult", "Q015"),
            TEST("LogTestResult", "Q007"),
            FRESHNESS("LogFreshnessResult", "Q018"),
            FUNCTION("LogFunctionResult", "Q047"),
            NO_OP("LogNodeNoOpResult", "Q019");

            private final String eventName;
            private final String eventCode;

            Kind(String eventName, String eventCode) {
                this.eventName = eventName;
                this.eventCode = eventCode;
            }
        }

        @Override
        public String name() {
            return kind.eventName;
        }

        @Override
        public String code() {
            return kind.eventCode;
        }

        @Override
        public Level level() {
            boolean always = kind == Kind.NO_OP || (kind == Kind.MODEL && tone == Tone.WARNING);
            return always ? Level.INFO : tone.level();
        }

        @Override
        public String message(Palette palette) {
            return ResultLine.format(palette, text, index, total, tone.paint(palette, status), seconds);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            Map<String, @Nullable Object> data =
                    Fields.of("execution_time", seconds, "index", (long) index, "status", status);
            if (kind != Kind.TEST) { // num_models says it there
                data.put("total", (long) total);
            }
            data.putAll(fields);
            return switch (kind) {
                case MODEL, SEED, SNAPSHOT, TEST -> node.grouped(data);
                case FRESHNESS, FUNCTION, NO_OP -> data;
            };
        }
    }

    /** {@code "Batch 1 of 3 START batch 2020-01-01 of shop.orders …. [RUN]"}. */
    record LogStartBatch(String description, int index, int total, NodeInfo node) implements NodeEvent {
        @Override
        public String code() {
            return "Q045";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Batch " + ResultLine.format(palette, "START " + description, index, total, "RUN", null);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("batch_index", (long) index, "description", description, "total_batches", (long) total);
        }
    }

    /** The result line of a batch; text as {@code "OK created batch 2020-01-01 of shop.orders"}. */
    record LogBatchResult(
            String text,
            String description,
            String status,
            Tone tone,
            int index,
            int total,
            double seconds,
            NodeInfo node)
            implements NodeEvent {
        @Override
        public String code() {
            return "Q046";
        }

        @Override
        public Level level() {
            return tone == Tone.BAD ? Level.ERROR : Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "Batch " + ResultLine.format(palette, text, index, total, tone.paint(palette, status), seconds);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "batch_index",
                    (long) index,
                    "description",
                    description,
                    "execution_time",
                    seconds,
                    "status",
                    tone == Tone.GOOD ? status : tone == Tone.BAD ? "error" : "skipped",
                    "total_batches",
                    (long) total);
        }
    }

    /** What a batch said that failed. */
    record BatchError(String text, List<Diagnostic> findings, NodeInfo node) implements NodeEvent {
        public BatchError {
            findings = List.copyOf(findings);
        }

        @Override
        public String name() {
            return "GenericExceptionOnRun";
        }

        @Override
        public String code() {
            return "W004";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            return "Unhandled error while executing \n" + exception();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("build_path", "", "exc", exception(), "unique_id", node.uniqueId());
        }

        private String exception() {
            return "Exception on worker thread. " + text;
        }
    }

    /** A node that is skipped because of another; text as {@code "SKIP relation shop.orders"}. */
    record SkippingDetails(
            String text, String resourceType, String schema, String nodeName, int index, int total, NodeInfo node)
            implements NodeEvent {
        @Override
        public String code() {
            return "Q034";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return ResultLine.format(palette, text, index, total, palette.yellow("SKIP"), null);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return node.grouped(Fields.of(
                    "index",
                    (long) index,
                    "node_name",
                    nodeName,
                    "resource_type",
                    resourceType,
                    "schema",
                    schema,
                    "total",
                    (long) total));
        }
    }

    /** A node that cannot be built because an ephemeral model it reads was not. The JSON log tells nothing of the node. */
    record LogSkipBecauseError(String text, String schema, String relation, int index, int total, NodeInfo node)
            implements NodeEvent {
        @Override
        public String code() {
            return "Z034";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public Optional<NodeInfo> nodeInfo() {
            return Optional.empty();
        }

        @Override
        public String message(Palette palette) {
            return ResultLine.format(palette, text, index, total, palette.red("ERROR SKIP"), null);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "index", (long) index, "relation", relation, "schema", schema, "status", "skipped", "total", (long)
                            total);
        }
    }

    record LogHookStartLine(String statement, int index, int total, NodeInfo node) implements NodeEvent {
        @Override
        public String code() {
            return "Q032";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return ResultLine.format(palette, "START hook: " + statement, index, total, "RUN", null);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("index", (long) index, "statement", statement, "total", (long) total);
        }
    }

    record LogHookEndLine(String statement, String status, int index, int total, double seconds, NodeInfo node)
            implements NodeEvent {
        @Override
        public String code() {
            return "Q033";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            String word = switch (status) {
                case "success" -> palette.green("OK");
                case "skipped" -> palette.yellow("SKIP");
                default -> palette.red("ERROR");
            };
            String plain = switch (status) {
                case "success" -> "OK";
                case "skipped" -> "SKIP";
                default -> "ERROR";
            };
            return ResultLine.format(palette, plain + " hook: " + statement, index, total, word, seconds);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "execution_time",
                    seconds,
                    "index",
                    (long) index,
                    "statement",
                    statement,
                    "status",
                    status,
                    "total",
                    (long) total);
        }
    }

    /** The debug marks of a node's way: {@code NodeStart}, {@code NodeCompiling}, {@code NodeExecuting}, {@code NodeFinished}. */
    record NodeStep(Step step, NodeInfo node) implements NodeEvent {
        /** Where the node is. */
        public enum Step {
            START("NodeStart", "Q024", "Began running node "),
            COMPILING("NodeCompiling", "Q030", "Began compiling node "),
            EXECUTING("NodeExecuting", "Q031", "Began executing node "),
            FINISHED("NodeFinished", "Q025", "Finished running node ");

            private final String eventName;
            private final String eventCode;
            private final String words;

            Step(String eventName, String eventCode, String words) {
                this.eventName = eventName;
                this.eventCode = eventCode;
                this.words = words;
            }
        }

        @Override
        public String name() {
            return step.eventName;
        }

        @Override
        public String code() {
            return step.eventCode;
        }

        @Override
        public Level level() {
            return Level.DEBUG;
        }

        @Override
        public String message(Palette palette) {
            return step.words + node.uniqueId();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of();
        }
    }

    /** In the summary: {@code "Failure in test x (models/x.yml)"}, or {@code "Warning in …"}. */
    record RunResultHeading(boolean warning, String resourceType, String nodeName, String path, NodeInfo node)
            implements NodeEvent {
        @Override
        public String name() {
            return warning ? "RunResultWarning" : "RunResultFailure";
        }

        @Override
        public String code() {
            return warning ? "Z021" : "Z022";
        }

        @Override
        public Level level() {
            return warning ? Level.WARN : Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            String where = " in " + resourceType + " " + nodeName + " (" + path + ")";
            return warning ? palette.yellow("Warning" + where) : palette.red("Failure" + where);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return node.grouped(Fields.of("node_name", nodeName, "path", path, "resource_type", resourceType));
        }
    }

    /** In the summary: what a failed node said, in dbt's words; ours follow from {@code findings}. */
    record RunResultError(String text, List<Diagnostic> findings, boolean warning, NodeInfo node) implements NodeEvent {
        public RunResultError {
            findings = List.copyOf(findings);
        }

        @Override
        public String code() {
            return warning ? "Z046" : "Z024";
        }

        @Override
        public String name() {
            return warning ? "RunResultWarningMessage" : "RunResultError";
        }

        @Override
        public Level level() {
            return warning ? Level.WARN : Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            return warning ? text : "  " + text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            Map<String, @Nullable Object> data = Fields.of("msg", text);
            return warning ? data : node.grouped(data);
        }
    }

    /** In the summary: where the compiled code of a failed node is. */
    record SQLCompiledPath(String path, NodeInfo node) implements NodeEvent {
        @Override
        public String code() {
            return "Z026";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            return "  compiled code at " + path;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("path", path);
        }
    }

    /** In the summary: a source that is too old. */
    record RunResultErrorNoMessage(String status, NodeInfo node) implements NodeEvent {
        @Override
        public String code() {
            return "Z025";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            return "  Status: " + status;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("status", status);
        }
    }

    /** In the summary: where the rows of a failed test are kept. */
    record CheckNodeTestFailure(String relation, NodeInfo node) implements NodeEvent {
        @Override
        public String code() {
            return "Z027";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public String message(Palette palette) {
            String query = "select * from " + relation;
            String line = "-".repeat(query.length());
            return "  See test failures:\n  " + line + "\n  " + query + "\n  " + line;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("relation_name", relation);
        }
    }
}
