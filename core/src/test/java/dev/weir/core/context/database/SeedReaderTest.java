package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types and rows are the reference's, recorded. */
class SeedReaderTest {
    private static Table read(String text, String... textColumns) {
        return SeedReader.parse(Path.of("seeds/x.csv"), text, ",", Set.of(textColumns));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1|NUMBER|1",
                "01|NUMBER|1",
                "+5|NUMBER|5",
                "-5|NUMBER|-5",
                "1,000|NUMBER|1000",
                "1e5|NUMBER|1E+5",
                "0x1|TEXT|0x1",
                " 5 |NUMBER|5",
                "1_000|NUMBER|1000",
                "$5|NUMBER|5",
                "50%|NUMBER|50",
                "1.0|NUMBER|1.0",
                ".5|NUMBER|0.5",
                "5.|NUMBER|5",
                "TRUE|BOOLEAN|True",
                "yes|TEXT|yes",
                "t|TEXT|t",
                "2020-01-01|DATE|2020-01-01",
                "2020-1-1|DATE|2020-01-01",
                "20200101|NUMBER|20200101",
                "2020-01-01 00:00:00|DATETIME|2020-01-01 00:00:00",
                "2020-01-01T00:00:00|DATETIME|2020-01-01 00:00:00",
                "2020-01-01T00:00:00Z|DATETIME|2020-01-01 00:00:00+00:00",
                "2020-01-01 00:00:00.123456|TEXT|2020-01-01 00:00:00.123456",
                "2020-01-01 00:00:00+02:00|TEXT|2020-01-01 00:00:00+02:00",
                "12:00:00|TEXT|12:00:00",
                "n/a|TEXT|n/a",
                "none|TEXT|none",
                "99999999999999999999|NUMBER|99999999999999999999",
                "2020-01|TEXT|2020-01",
                "01/02/2020|TEXT|01/02/2020",
                "2020-02-30|TEXT|2020-02-30",
                "(5)|TEXT|(5)",
                "€5|NUMBER|5",
                "1 000|TEXT|1 000",
                "--5|NUMBER|5",
                "5-|TEXT|5-",
                "NULL|NUMBER|None",
                "null|NUMBER|None"
            })
    void guessesTheTypeOfAColumn(String cell, CellType type, String shown) {
        Table table = read("x,y\n\"" + cell + "\",q\n");
        assertThat(table.types().getFirst()).isEqualTo(type);
        assertThat(CellText.of(table.rows().getFirst().getFirst())).isEqualTo(shown);
    }

    @Test
    void oneTextMakesTheColumnText() {
        Table table = read("a\n1\nx\n");
        assertThat(table.types()).containsExactly(CellType.TEXT);
        assertThat(table.rows().toString()).isEqualTo("[[1], [x]]");
    }

    @Test
    void givenTypesKeepTheText() {
        assertThat(read("zip,b\n01234,1\n", "zip").rows().toString()).isEqualTo("[[01234, 1]]");
    }

    @Test
    void blankLinesAndShortRowsHaveNoValues() {
        assertThat(read("a,b\n1,x\n\n2\n").rows().toString()).isEqualTo("[[1, x], [null, null], [2, null]]");
    }

    @Test
    void quotedFieldsHoldSeparatorsQuotesAndLineEnds() {
        assertThat(read("a,b\r\n1,\"x\r\n\"\"y\"\"\"\r\n").rows().toString()).isEqualTo("[[1, x\n\"y\"]]");
    }

    @Test
    void columnNamesAreMadeUnique() {
        assertThat(read("\uFEFFa,a,\n1,2,3\n").columnNames()).containsExactly("a", "a_2", "c");
    }

    @Test
    void longRowIsAnError() {
        assertThatThrownBy(() -> read("a,b\n1,2\n1,2,3\n"))
                .hasMessage("Row 1 has 3 values, but Table only has 2 columns.");
    }
}
