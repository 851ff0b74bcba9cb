package dev.weir.core.engine;

import dev.weir.core.context.database.Table;
import dev.weir.core.context.database.TableText;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.project.JsonText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of {@code show} as a text table or as JSON, where numbers are floats and moments ISO text. Source: recorded runs. */
final class ShownRows {
    private ShownRows() {}

    static OutputEvent.ShowNode event(OutputEvent.Shown as, Table table) {
        if (!as.outputFormat().equals("json")) {
            String text = TableText.of(table, table.rows().size());
            return new OutputEvent.ShowNode(as, text, text);
        }
        List<Map<String, @Nullable Object>> rows = rows(table);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        if (!as.inline()) {
            tree.put("node", as.nodeName());
        }
        tree.put("show", rows);
        return new OutputEvent.ShowNode(as, JsonText.write(rows, false), JsonText.writeIndentedInOrder(tree, 2));
    }

    private static List<Map<String, @Nullable Object>> rows(Table table) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            for (int column = 0; column < table.columnNames().size(); column++) {
                shown.put(table.columnNames().get(column), plain(row.get(column)));
            }
            rows.add(shown);
        }
        return rows;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.doubleValue();
            case LocalDate day -> day.toString();
            case LocalDateTime moment -> iso(moment);
            case OffsetDateTime moment -> iso(moment.toLocalDateTime()) + offset(moment.getOffset());
            case Object other -> other;
        };
    }

    private static String iso(LocalDateTime moment) {
        String seconds = moment.withNano(0).toString();
        int micros = moment.getNano() / 1000;
        return seconds
                + (moment.getSecond() == 0 ? ":00" : "")
                + (micros == 0 ? "" : "." + String.valueOf(1_000_000 + micros).substring(1));
    }

    private static String offset(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
    }
}
