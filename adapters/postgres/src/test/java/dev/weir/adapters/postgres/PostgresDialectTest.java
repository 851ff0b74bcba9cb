package dev.weir.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresDialectTest {
    private final PostgresDialect dialect = new PostgresDialect();

    @Test
    void identifiersKeepWhateverTheyHold() {
        assertThat(dialect.identifier("a\"b; drop")).isEqualTo("\"a\"\"b; drop\"");
    }

    @Test
    void textsEscapeQuotesAndBackslashes() {
        assertThat(dialect.text("o'clock")).isEqualTo("'o''clock'");
        assertThat(dialect.text("a\\'b")).isEqualTo("E'a\\\\''b'");
    }

    @Test
    void valuesAsTheDriverOfTheReferenceWritesThem() {
        assertThat(dialect.literal(null)).isEqualTo("NULL");
        assertThat(dialect.literal(true)).isEqualTo("true");
        assertThat(dialect.literal(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(dialect.literal(Double.NaN)).isEqualTo("'NaN'::float");
        assertThat(dialect.literal(LocalDate.of(2026, 1, 2))).isEqualTo("'2026-01-02'::date");
        assertThat(dialect.literal(List.of(1L, "x"))).isEqualTo("ARRAY[1, 'x']");
        assertThat(dialect.literal(List.of())).isEqualTo("'{}'");
    }
}
