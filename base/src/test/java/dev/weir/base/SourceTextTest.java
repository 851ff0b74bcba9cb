package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port: 5432|port: 5432",
                "`      password: hunter2, {x}`|`      password: *****`",
                "`- pass: 'it''s'`|`- pass: *****`",
                "`\"password\" : \"a\\\"b`|`\"password\" : *****`",
                "`p: {user: u, password: 'a, b}', port: 1}`|`p: {user: u, password: *****, port: 1}`",
                "`p: {pass: a b, host: h}`|`p: {pass: *****, host: h}`",
                "`p: {TOKEN: \"a}\\\"b\"}`|`p: {TOKEN: *****}`",
                "`p: {password: 'open`|`p: {password: *****`",
                "compass: north|compass: north",
                "password:|password:",
            })
    void passwordsAreNotShown(String written, String shown) {
        assertThat(new SourceText("profiles.yml", "first\n" + written + "\nlast").shownLine(2))
                .isEqualTo(shown);
    }
}
