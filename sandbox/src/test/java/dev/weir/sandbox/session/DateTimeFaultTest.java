package dev.weir.sandbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts and errors after Materialize's src/repr/tests/strconv.rs. */
class DateTimeFaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date|0000203|YEAR cannot be zero",
                "date|00000203|YEAR cannot be zero",
                "date|0000-02-03|YEAR cannot be zero",
                "date|0010230|invalid or out-of-range date",
                "date|00011303|MONTH must be [1, 12], got 13",
                "date|2001-01|YEAR, MONTH, DAY are all required",
                "date|2001|YEAR, MONTH, DAY are all required",
                "date|2019-02-29|invalid or out-of-range date",
                "date|2001-13-01|MONTH must be [1, 12], got 13",
                "date|2001-12-32|DAY must be [1, 31], got 32",
                "date|2001-01-02 04|have unprocessed tokens 4",
                "time|26:01:02.345|HOUR must be [0, 23], got 26",
                "time|01:60:02.345|MINUTE must be [0, 59], got 60",
                "time|01:02:61.345|SECOND must be [0, 60], got 61",
                "time|03.456|have unprocessed tokens 3.456000000",
                "time|''|no time fields found",
                "timestamp|2001-01-02 26:01:02.345|HOUR must be [0, 23], got 26",
                "timestamp|2001-01-02 01:60:02.345|MINUTE must be [0, 59], got 60",
                "timestamp|2001-01-02 01:02:61.345|SECOND must be [0, 60], got 61",
                "timestamp with time zone|1999-01-01 01:23:34.555 +25:45|"
                        + "Invalid timezone string (+25:45): timezone hour invalid 25",
                "timestamp with time zone|1999-01-01 01:23:34.555 +15:61|"
                        + "Invalid timezone string (+15:61): timezone minute invalid 61",
            })
    void faultIsNamed(String type, String text, String fault) {
        assertThat(DateTimeFault.of(type, text)).contains(fault);
    }

    @Test
    void ofWordsAndOfWhatIsRightNothingIsSaid() {
        assertThat(DateTimeFault.of("date", "x")).isEmpty();
        assertThat(DateTimeFault.of("date", "2001-02-03")).isEmpty();
        assertThat(DateTimeFault.of("timestamp", "2001-02-03 02:03.456")).isEmpty();
        assertThat(DateTimeFault.of("timestamp", "99999999999-99999999999-1")).isEmpty();
    }

    @Test
    void typeStandsBeforeTheLiteralOrBehindIt() {
        assertThat(DateTimeFault.typeOfLiteral("SELECT date 'x'", 12)).contains("date");
        assertThat(DateTimeFault.typeOfLiteral("SELECT 'x'::timestamptz", 7)).contains("timestamp with time zone");
        assertThat(DateTimeFault.typeOfLiteral("SELECT 'x'::timestamp with time zone", 7))
                .contains("timestamp with time zone");
        assertThat(DateTimeFault.typeOfLiteral("SELECT timestamp with time zone 'x'", 32))
                .contains("timestamp with time zone");
        assertThat(DateTimeFault.typeOfLiteral("SELECT CAST('x' AS time)", 12)).contains("time");
        assertThat(DateTimeFault.typeOfLiteral("SELECT f('x')", 9)).isEmpty();
    }
}
