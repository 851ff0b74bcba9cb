package dev.weir.core.context.database;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.ConstraintSupport;
import dev.weir.adapter.ConstraintType;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.project.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Constraints of contracts as DDL. Source: dbt docs, "constraints"; recorded renderings. */
final class ConstraintText {
    private final Adapter adapter;
    private final Events events;

    ConstraintText(Adapter adapter, Events events) {
        this.adapter = adapter;
        this.events = events;
    }

    /** One text for each column that is to be written. */
    List<String> columns(Map<?, ?> rawColumns) {
        List<String> texts = new ArrayList<>();
        for (Object each : rawColumns.values()) {
            if (!(each instanceof Map<?, ?> column)) {
                continue;
            }
            String name = String.valueOf(column.get("name"));
            String quoted = Boolean.TRUE.equals(column.get("quote"))
                    ? adapter.relationStyle().quoted(name)
                    : name;
            List<String> constraints = new ArrayList<>();
            for (Map<?, ?> constraint : maps(column.get("constraints"))) {
                render(constraint, false).ifPresent(constraints::add);
            }
            String text = adapter.columnWithConstraints(quoted, String.valueOf(column.get("data_type")), constraints);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    List<String> model(List<?> rawConstraints) {
        List<String> texts = new ArrayList<>();
        for (Map<?, ?> constraint : maps(rawConstraints)) {
            render(constraint, true).ifPresent(texts::add);
        }
        return texts;
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private Optional<String> render(Map<?, ?> constraint, boolean ofModel) {
        Optional<ConstraintType> type = ConstraintType.ofWireName(String.valueOf(constraint.get("type")));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (type.get() != ConstraintType.CUSTOM && !supported(constraint, type.get())) {
            return Optional.empty();
        }
        String expression = text(constraint, "expression");
        String name =
                ofModel && !text(constraint, "name").isEmpty() ? "constraint " + text(constraint, "name") + " " : "";
        String spaced = expression.isEmpty() ? "" : " " + expression;
        String columns = ofModel ? " (" + String.join(", ", texts(constraint.get("columns"))) + ")" : "";
        return switch (type.get()) {
            case CHECK -> expression.isEmpty() ? Optional.empty() : Optional.of(name + "check (" + expression + ")");
            case NOT_NULL -> ofModel ? Optional.empty() : Optional.of("not null" + spaced);
            case UNIQUE -> Optional.of(name + "unique" + spaced + columns);
            case PRIMARY_KEY -> Optional.of(name + "primary key" + spaced + columns);
            case FOREIGN_KEY -> foreignKey(constraint, ofModel ? name + "foreign key" + columns + " " : "", expression);
            case CUSTOM -> expression.isEmpty() ? Optional.empty() : Optional.of(name + expression);
        };
    }

    private static Optional<String> foreignKey(Map<?, ?> constraint, String head, String expression) {
        String to = text(constraint, "to");
        List<String> toColumns = texts(constraint.get("to_columns"));
        if (!to.isEmpty() && !toColumns.isEmpty()) {
            return Optional.of(head + "references " + to + " (" + String.join(", ", toColumns) + ")");
        }
        return expression.isEmpty() ? Optional.empty() : Optional.of(head + "references " + expression);
    }

    private boolean supported(Map<?, ?> constraint, ConstraintType type) {
        ConstraintSupport support = adapter.support(type);
        if (support == ConstraintSupport.ENFORCED) {
            return true;
        }
        boolean refused = support == ConstraintSupport.NOT_SUPPORTED;
        String key = refused ? "warn_unsupported" : "warn_unenforced";
        if (!Boolean.FALSE.equals(constraint.get(key))) {
            String words = refused
                    ? "The constraint type " + type.wireName() + " is not supported by " + adapter.type()
                            + ", and will be ignored. Set 'warn_unsupported: false' on this constraint to ignore this warning."
                    : "The constraint type " + type.wireName() + " is not enforced by " + adapter.type()
                            + ". The constraint will be included in this model's DDL statement, but it will not guarantee"
                            + " anything about the underlying data. Set 'warn_unenforced: false' on this constraint to"
                            + " ignore this warning.";
            Questions.unrepeatable();
            Diagnostic finding = Diagnostic.of(
                            DiagnosticCode.ADP_009, "constraint \"" + type.wireName() + "\" is not enforced here")
                    .inWordsOfDbt(words);
            events.emit(
                    refused
                            ? new FindingEvent.Warning(
                                    "ConstraintNotSupported",
                                    "E049",
                                    finding,
                                    Map.of("adapter", adapter.type(), "constraint", type.wireName()))
                            : FindingEvent.Warning.of(finding));
        }
        return !refused;
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static List<String> texts(@Nullable Object list) {
        List<String> texts = new ArrayList<>();
        if (list instanceof List<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }
}
