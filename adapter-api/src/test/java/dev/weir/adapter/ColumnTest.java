package dev.weir.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types are the reference's for PostgreSQL, recorded. */
class ColumnTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|text",
                "character varying|character varying",
                "character varying(12)|character varying(12)",
                "varchar|character varying(256)",
                "varchar(5)|character varying(5)",
                "TEXT|TEXT",
                "character(3)|character varying(3)",
                "numeric(10,2)|numeric(10,2)",
                "numeric(10)|numeric",
                "timestamp without time zone|timestamp without time zone",
                "integer[]|integer[]",
                "name|name"
            })
    void dataTypeIsWhatDdlNames(String described, String dataType) {
        assertThat(Column.parse("c", described).dataType()).isEqualTo(dataType);
    }

    @Test
    void sizeThatIsNoNumberIsAnError() {
        assertThatThrownBy(() -> Column.parse("c", "varchar(x)"))
                .isInstanceOf(WeirException.class)
                .hasMessage("Could not interpret data_type \"varchar(x)\": could not convert \"x\" to an integer");
    }

    @Test
    void onlyWiderTextIsAnExpansion() {
        Column narrow = Column.parse("c", "character varying(20)");
        assertThat(narrow.canExpandTo(Column.of("c", "text"))).isTrue();
        assertThat(narrow.canExpandTo(Column.parse("c", "varchar(30)"))).isTrue();
        assertThat(narrow.canExpandTo(Column.parse("c", "varchar(20)"))).isFalse();
        assertThat(narrow.canExpandTo(Column.of("c", "integer"))).isFalse();
    }

    @Test
    void kindsOfNumbers() {
        assertThat(Column.of("c", "bigint").integer()).isTrue();
        assertThat(Column.of("c", "double precision").floating()).isTrue();
        assertThat(Column.of("c", "decimal").numeric()).isTrue();
        assertThat(Column.of("c", "number").number()).isFalse();
    }
}
