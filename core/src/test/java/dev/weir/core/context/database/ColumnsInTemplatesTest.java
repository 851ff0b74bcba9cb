package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Column;
import dev.weir.jinja.value.Values;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns of relations and of results, as macros meet them. */
final class ColumnsInTemplatesTest {
    @Test
    void columnOfAResultIsAskedForItsNameLikeAnyObject() {
        Table table = new Table(List.of("id"), List.of(CellType.values()[0]), List.of(Arrays.asList((Object) "x")));
        TableColumnValue column = new TableColumnValue(table, 0, null);
        assertThat(Values.item(column, "name")).isEqualTo("id");
        assertThat(Values.item(column, 0L)).isEqualTo("x");
    }

    @Test
    void columnOfARelationShowsItsFieldsAsPythonDoes() {
        assertThat(new ColumnValue(new Column("more", "integer", null, 32L, 0L), "PostgresColumn").repr())
                .isEqualTo(
                        "PostgresColumn(column='more', dtype='integer', char_size=None, numeric_precision=32, numeric_scale=0)");
    }
}
