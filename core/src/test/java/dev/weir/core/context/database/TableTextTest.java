package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.QueryResult;
import dev.weir.adapter.QueryResult.ResultColumn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTextTest {
    private static Table table(List<String> names, List<List<@Nullable Object>> rows) {
        List<ResultColumn> columns =
                names.stream().map(name -> new ResultColumn(name, 0)).toList();
        return Table.of(new QueryResult("", "", -1, columns, rows));
    }

    @Test
    void looksAsTheReferenceShowsIt() {
        Table table = table(
                List.of("a", "b", "c", "d", "e"),
                List.of(Arrays.asList(1L, null, new BigDecimal("1.5"), LocalDate.of(2026, 1, 1), true)));
        assertThat(TableText.of(table, 10)).isEqualTo("""
                | a | b |   c |          d |    e |
                | - | - | --- | ---------- | ---- |
                | 1 |   | 1.5 | 2026-01-01 | True |
                """);
    }

    @Test
    void manyColumnsAndRowsAreCut() {
        Table table = table(
                List.of("a", "b", "c", "d", "e", "f", "g"),
                List.of(List.of("1", "2", "3", "4", "5", "6", "7"), List.of("1", "2", "3", "4", "5", "6", "7")));
        assertThat(TableText.of(table, 1)).isEqualTo("""
                | a | b | c | d | e | f | ... |
                | - | - | - | - | - | - | --- |
                | 1 | 2 | 3 | 4 | 5 | 6 | ... |
                | ... | ... | ... | ... | ... | ... | ... |
                """);
    }

    @Test
    void columnsOfOneNameAreNumbered() {
        assertThat(table(List.of("a", "a", "b"), List.of()).columnNames()).containsExactly("a", "a_2", "b");
    }

    @Test
    void mixedNumbersAreDecimalsAndMixedKindsText() {
        Table table = table(List.of("n", "t"), List.of(List.of(1L, 1L), List.of(2.5, "x")));
        assertThat(table.types()).containsExactly(CellType.NUMBER, CellType.TEXT);
        assertThat(table.rows().toString()).isEqualTo("[[1, 1], [2.5, x]]");
    }

    @Test
    void floatsReadAsInPython() {
        assertThat(CellText.of(1e16)).isEqualTo("1e+16");
        assertThat(CellText.of(0.00001)).isEqualTo("1e-05");
        assertThat(CellText.of(3.0)).isEqualTo("3.0");
        assertThat(CellText.of(List.of("é", 1L))).isEqualTo("[\"\\u00e9\", 1]");
    }
}
