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

    /** The compiled code of one node. */
    record CompiledNode(String nodeName, String compiled, boolean inline, String outputFormat, String uniqueId)
            implements OutputEvent {
        @Override
        public String code() {
            return "Q042";
        }

        @Override
        public String message(Palette palette) {
            if (outputFormat.equals("json")) {
                return compiled; // the caller hands JSON
            }
            return (inline ? "Compiled inline node is:\n" : "Compiled node '" + nodeName + "' is:\n") + compiled;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "compiled",
                    compiled,
                    "is_inline",
                    inline,
                    "node_name",
                    nodeName,
                    "output_format",
                    outputFormat,
                    "quiet",
                    false,
                    "unique_id",
                    uniqueId);
        }

        @Override
        public boolean bare() {
            return true;
        }
    }

    /** The rows of one node: a text table or JSON, as {@code outputFormat} says. */
    record ShowNode(String nodeName, String preview, boolean inline, String outputFormat, String uniqueId)
            implements OutputEvent {
        @Override
        public String code() {
            return "Q041";
        }

        @Override
        public String message(Palette palette) {
            if (outputFormat.equals("json")) {
                return preview;
            }
            return (inline ? "Previewing inline node:\n" : "Previewing node '" + nodeName + "':\n") + preview;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of(
                    "is_inline",
                    inline,
                    "node_name",
                    nodeName,
                    "output_format",
                    outputFormat,
                    "preview",
                    preview,
                    "quiet",
                    false,
                    "unique_id",
                    uniqueId);
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
