package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of mappings are scalars, as where Python reads them: what is none is mostly a template without quotes. */
class YamlKeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "description: {{ doc('x') }} | 1:15",
                "meta: {a: {{ 1 }}} | 1:12",
                "? [a, b]\\n: c | 1:3",
                "- {{{a: b}: c}: d} | 1:5"
            })
    void aKeyThatIsACollectionIsRefusedWhereItStands(String text, String place) {
        WeirException refused = catchThrowableOfType(
                WeirException.class, () -> YamlParser.parse(new SourceText("m.yml", text.replace("\\n", "\n"))));
        assertThat(refused.diagnostic().primary()).isEqualTo("not valid YAML: found unhashable key");
        assertThat(refused.diagnostic().span().orElseThrow().location()).isEqualTo("m.yml:" + place);
        assertThat(refused.diagnostic().hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("quotes"));
    }
}
