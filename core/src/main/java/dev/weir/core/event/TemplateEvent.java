package dev.weir.core.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates say. */
public sealed interface TemplateEvent extends Event {
    /** What is told of the node whose template says it. */
    sealed interface Logged extends TemplateEvent {}

    /** {@code log(…, info=True)}. */
    record JinjaLogInfo(String text) implements Logged {
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
    record JinjaLogDebug(String text) implements Logged {
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

    /** {@code config.get(…)} of a key that stands only under {@code meta}. */
    record GetMetaKeyWarning(String key) implements TemplateEvent {
        @Override
        public String code() {
            return "D041";
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            return palette.yellow("[WARNING]") + ": The key '" + key + "' was not found using config.get('" + key
                    + "'), but was detected as a custom config under 'meta'. Please use config.meta_get('" + key
                    + "') or config.meta_require('" + key + "') instead of config.get('" + key
                    + "') to access the custom config value if intended.";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("meta_key", key);
        }
    }

    /** A method of {@code adapter} that has a successor. */
    record AdapterDeprecationWarning(String oldName, String newName) implements TemplateEvent {
        @Override
        public String code() {
            return "D005";
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            return "[" + palette.yellow("WARNING") + "]: Deprecated functionality\nThe adapter function `adapter."
                    + oldName + "` is deprecated and will be removed\nin a future release of dbt. Please use `adapter."
                    + newName + "` instead.\nDocumentation for " + newName
                    + " can be found here:\nhttps://docs.getdbt.com/docs/adapter";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("new_name", newName, "old_name", oldName);
        }
    }

    /** {@code exceptions.warn_snapshot_timestamp_data_types(…)}. */
    record SnapshotTimestampWarning(String snapshotType, String updatedAtType) implements TemplateEvent {
        @Override
        public String code() {
            return "Q043";
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            return "Data type of snapshot table timestamp columns (" + snapshotType
                    + ") doesn't match derived column 'updated_at' (" + updatedAtType
                    + "). Please update snapshot config 'updated_at'.";
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("snapshot_time_data_type", snapshotType, "updated_at_data_type", updatedAtType);
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
            return text;
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
