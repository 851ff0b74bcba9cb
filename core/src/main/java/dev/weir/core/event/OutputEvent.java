package dev.weir.core.event;

import dev.weir.base.Ordered;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command was asked to show. */
public sealed interface OutputEvent extends Event {
    @Override
    default Level level() {
        return Level.INFO;
    }

    /** A line of {@code ls}: bare on standard output. */
    record ListedResource(String text) implements OutputEvent {
        @Override
        public String name() {
            return "PrintEvent";
        }

        @Override
        public String code() {
            return "Z052";
        }

        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text);
        }

        @Override
        public boolean bare() {
            return true;
        }
    }

    /** How something is shown: under which name, as text or JSON, and whether a line above it names it. */
    record Shown(String nodeName, boolean inline, String outputFormat, String uniqueId, boolean quiet) {
        /** What the console shows of it. */
        private String message(String verb, String end, String text) {
            if (outputFormat.equals("json") || quiet) {
                return text;
            }
            return (inline ? verb + " inline node" : verb + " node '" + nodeName + "'") + end + "\n" + text;
        }

        private Map<String, @Nullable Object> data(String key, String value) {
            return Fields.of(
                    key,
                    value,
                    "is_inline",
                    inline,
                    "node_name",
                    nodeName,
                    "output_format",
                    outputFormat,
                    "quiet",
                    quiet,
                    "unique_id",
                    uniqueId);
        }
    }

    /**
     * The compiled code of one node.
     *
     * @param text what the console shows of it: the code, or JSON that holds it
     */
    record CompiledNode(Shown as, String compiled, String text) implements OutputEvent {
        @Override
        public String code() {
            return "Q042";
        }

        @Override
        public String message(Palette palette) {
            return as.message("Compiled", " is:", text);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return as.data("compiled", compiled);
        }

        @Override
        public boolean bare() {
            return true;
        }
    }

    /**
     * The rows of one node.
     *
     * @param preview a text table or JSON
     * @param text what the console shows of it
     */
    record ShowNode(Shown as, String preview, String text) implements OutputEvent {
        @Override
        public String code() {
            return "Q041";
        }

        @Override
        public String message(Palette palette) {
            return as.message("Previewing", ":", text);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return as.data("preview", preview);
        }

        @Override
        public boolean bare() {
            return true;
        }
    }

    /** A line of {@code debug}; {@code result} lines end a group. {@code text} is painted by its maker. */
    record DebugCmdOut(java.util.function.Function<Palette, String> text) implements OutputEvent {
        @Override
        public String code() {
            return "Z047";
        }

        @Override
        public String message(Palette palette) {
            return text.apply(palette);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text.apply(Palette.PLAIN));
        }
    }

    /** A line a command says about its own work ({@code clean}, {@code deps}, {@code init}). */
    record CommandLine(String name, String code, String text) implements OutputEvent {
        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text);
        }
    }

    /** The line above the rows of a seed. */
    record SeedHeader(String header) implements OutputEvent {
        @Override
        public String code() {
            return "Q004";
        }

        @Override
        public String message(Palette palette) {
            return header;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("header", header);
        }
    }

    /** The rows of a seed: bare on standard output. dbt prints them without an event. */
    record SeedRows(String text) implements OutputEvent {
        @Override
        public String name() {
            return "PrintEvent";
        }

        @Override
        public String code() {
            return "Z052";
        }

        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text);
        }

        @Override
        public boolean bare() {
            return true;
        }
    }

    /** A line of {@code deps}: dbt's name, code and fields. */
    record PackageLine(String name, String code, Level level, String text, Map<String, @Nullable Object> fields)
            implements OutputEvent {
        public PackageLine {
            fields = Ordered.copyOf(fields);
        }

        @Override
        public String message(Palette palette) {
            return text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return fields;
        }
    }
}
