package dev.weir.adapters.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextValuesTest {
    @Test
    void numbersKeepTheirKind() {
        assertThat(TextValues.of(23, "-7")).isEqualTo(-7L);
        assertThat(TextValues.of(20, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(TextValues.of(20, "9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(TextValues.of(1700, "1.50")).isEqualTo(new BigDecimal("1.50"));
        assertThat(TextValues.of(701, "1.5")).isEqualTo(1.5);
        assertThat(TextValues.of(1700, "NaN")).isEqualTo(Double.NaN);
    }

    @Test
    void timesOfTheServersFormat() {
        assertThat(TextValues.of(1082, "2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(TextValues.of(1114, "2026-01-31 10:20:30.5"))
                .isEqualTo(LocalDateTime.of(2026, 1, 31, 10, 20, 30, 500_000_000));
        assertThat(TextValues.of(1184, "2026-01-31 10:20:30+02"))
                .isEqualTo(OffsetDateTime.parse("2026-01-31T10:20:30+02:00"));
        assertThat(TextValues.of(1184, "infinity")).isEqualTo("infinity");
    }

    /** As psycopg2 2.9 hands them on. */
    @Test
    void jsonIsWhatItSays() {
        assertThat(TextValues.of(3802, "\"t\"")).isEqualTo("t");
        assertThat(TextValues.of(114, " 12345678901234567890123 "))
                .isEqualTo(new BigInteger("12345678901234567890123"));
        assertThat(TextValues.of(3802, "1.50")).isEqualTo(1.5);
        assertThat(TextValues.of(114, "1E5")).isEqualTo(100000.0);
        assertThat(TextValues.of(3802, "true")).isEqualTo(true);
        assertThat(TextValues.of(3802, "null")).isNull();
        assertThat(String.valueOf(TextValues.of(114, "{\"b\":[1, {} ,[],\"x\\u00e4\\n\"] , \"a\" : -2,\"b\":null}")))
                .isEqualTo("{b=null, a=-2}");
        assertThat(TextValues.of(3807, "{\"\\\"a\\\"\",NULL}")).isEqualTo(Arrays.asList("a", null));
    }

    @Test
    void intervalsCountMonthsAsThirtyDays() {
        assertThat(TextValues.of(1186, "1 year 2 mons 3 days 04:05:06.5"))
                .isEqualTo(Duration.ofDays(365 + 60 + 3)
                        .plusHours(4)
                        .plusMinutes(5)
                        .plusMillis(6500));
        assertThat(TextValues.of(1186, "-00:00:01")).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void arraysNestAndQuote() {
        assertThat(TextValues.of(1007, "{1,2,NULL}")).isEqualTo(Arrays.asList(1L, 2L, null));
        assertThat(TextValues.of(1009, "{\"a b\",\"c\\\"d\",NULL,\"NULL\"}"))
                .isEqualTo(Arrays.asList("a b", "c\"d", null, "NULL"));
        assertThat(TextValues.of(1007, "{{1,2},{3,4}}"))
                .isEqualTo(Arrays.asList(Arrays.asList(1L, 2L), Arrays.asList(3L, 4L)));
    }

    @Test
    void unknownTypesStayText() {
        assertThat(TextValues.of(2950, "0b6f")).isEqualTo("0b6f");
    }
}
