package dev.weir.core.event;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What templates say. */
public sealed interface TemplateEvent extends Event {
    /** {@code log(…, info=True)}. */
    record JinjaLogInfo(String text, Optional<NodeInfo> nodeInfo) implements TemplateEvent {
        @Override
        public String code() {
            return "I062";
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

    /** {@code log(…)}. */
    record JinjaLogDebug(String text, Optional<NodeInfo> nodeInfo) implements TemplateEvent {
        @Override
        public String code() {
            return "I063";
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

    /** {@code exceptions.warn(…)}. */
    record JinjaLogWarning(String text) implements TemplateEvent {
        @Override
        public String code() {
            return "I061";
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            return palette.yellow("[WARNING]") + ": " + text;
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", text);
        }
    }

    /** {@code print(…)}: bare text on standard output. */
    record PrintEvent(String text) implements TemplateEvent {
        @Override
        public String code() {
            return "Z052";
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

        @Override
        public boolean bare() {
            return true;
        }
    }
}
