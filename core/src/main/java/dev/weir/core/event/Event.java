package dev.weir.core.event;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing the program says. Immutable. */
public sealed interface Event
        permits InvocationEvent, NodeEvent, DatabaseEvent, TemplateEvent, OutputEvent, FindingEvent {
    /** dbt's event name where it has one ({@code "LogModelResult"}), else ours. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** dbt's code ({@code "Q012"}); ours start with {@code "W9"}. */
    String code();

    Level level();

    /** The line as shown; may have several lines. */
    String message(Palette palette);

    /** The event's fields for the JSON log, in dbt's names. */
    Map<String, @Nullable Object> data();

    /** The node the event is about, for the JSON log's {@code node_info}. */
    default Optional<NodeInfo> nodeInfo() {
        return Optional.empty();
    }

    /** Whether the text goes to standard output as it is, without a time in front, even under {@code --quiet}. */
    default boolean bare() {
        return false;
    }
}
