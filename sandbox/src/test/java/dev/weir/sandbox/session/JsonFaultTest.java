package dev.weir.sandbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {
    @Test
    void jsonHasNone() {
        assertThat(JsonFault.of(" {\"a\": [1, -2.5e+3, \"\\u00e4\\n\", null, true, {}], \"b\": []} "))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|EOF while parsing an object at line 1 column 1",
                "[1,2|EOF while parsing a list at line 1 column 4",
                "[1,|EOF while parsing a value at line 1 column 3",
                "[1,]|trailing comma at line 1 column 4",
                "nope|expected ident at line 1 column 2",
                "nul|EOF while parsing a value at line 1 column 3",
                "x|expected value at line 1 column 1",
                "1 2|trailing characters at line 1 column 3",
                "01|invalid number at line 1 column 2",
                "1.|EOF while parsing a value at line 1 column 2",
                "{\"a\" 1}|expected `:` at line 1 column 6",
                "{a:1}|key must be a string at line 1 column 2",
                "{\"a\":1]|expected `,` or `}` at line 1 column 7",
                "\"a|EOF while parsing a string at line 1 column 2",
                "\"\\x\"|invalid escape at line 1 column 3",
            })
    void faultIsNamedWithItsPlace(String text, String fault) {
        assertThat(JsonFault.of(text)).contains(fault);
    }

    @Test
    void emptyTextHasNoValue() {
        assertThat(JsonFault.of("")).contains("EOF while parsing a value at line 1 column 0");
    }
}
