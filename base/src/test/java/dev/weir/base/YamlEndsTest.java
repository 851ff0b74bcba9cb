package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands before and after a YAML document. */
class YamlEndsTest {
    private static Object plain(String text, YamlParser.Ending ending) {
        return YamlParser.parse(new SourceText("a.yml", text), _ -> {}, ending)
                .map(YamlNode::plain)
                .orElse("");
    }

    @Test
    void aMarkOfTheByteOrderIsNoIndention() {
        assertThat(plain("\uFEFFname: a\nversion: b\n", YamlParser.Ending.KEPT))
                .isEqualTo(Map.of("name", "a", "version", "b"));
    }

    @Test
    void theLastLineEndBelongsToALastValueUnlessItIsStripped() {
        assertThat(plain("a: |\r\n  one\r\n  two\r\n", YamlParser.Ending.KEPT)).isEqualTo(Map.of("a", "one\ntwo\n"));
        assertThat(plain("a: |\r\n  one\r\n  two\r\n", YamlParser.Ending.STRIPPED))
                .isEqualTo(Map.of("a", "one\ntwo"));
    }
}
