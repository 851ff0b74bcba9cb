package dev.weir.adapters.materialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapters.postgres.PostgresDialect;
import dev.weir.base.WeirException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FixtureValueTest {
    @Test
    void collectionsAreBuiltOfValuesOfTheirTypes() {
        assertThat(sql(Map.of("it's", List.of(1L)), "map[text=>integer list]"))
                .isEqualTo("map['it''s' => list[cast(1 as integer)]]");
        assertThat(sql(List.of(List.of("a"), List.of()), "text list list"))
                .isEqualTo("list[list[cast('a' as text)], cast('{}' as text list)]");
        assertThat(sql(List.of(true), "boolean[]")).isEqualTo("array[cast(true as boolean)]");
        assertThat(sql(Map.of(), "map[text=>text]")).isEqualTo("cast('{}' as map[text=>text])");
        assertThat(sql("{a=>1}", "map[text=>integer]")).isEqualTo("cast('{a=>1}' as map[text=>integer])");
        assertThat(sql(null, "integer list")).isEqualTo("cast(NULL as integer list)");
    }

    @Test
    void recordsAreRowsOfTheirFields() {
        String type = "record(f1: integer?,f2: record(a: text,b: map[text=>text])?)";
        assertThat(sql(Arrays.asList(1L, Arrays.asList("x", null)), type))
                .isEqualTo("row(cast(1 as integer), row(cast('x' as text), cast(NULL as map[text=>text])))");
        assertThat(sql(null, "record(f1: integer)")).isEqualTo("(select row(cast(NULL as integer)) where false)");
        assertThat(sql(List.of(1L, "x"), "point")).isEqualTo("cast(row(1, 'x') as point)");
        assertThatThrownBy(() -> sql(List.of(1L), type))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("is given as");
    }

    private static String sql(@Nullable Object value, String type) {
        return new FixtureValue(new PostgresDialect()).in(value, type);
    }
}
