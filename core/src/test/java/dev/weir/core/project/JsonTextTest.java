package dev.weir.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expected texts are what Python's {@code json.dumps} makes of the same values. */
class JsonTextTest {
    @Test
    void spelledAsPythonSpellsIt() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("b", List.of(1L, 2.5, true));
        tree.put("a", null);
        assertThat(JsonText.write(tree, false)).isEqualTo("{\"b\": [1, 2.5, true], \"a\": null}");
        assertThat(JsonText.write(tree, true)).isEqualTo("{\"a\": null, \"b\": [1, 2.5, true]}");
    }

    @Test
    void whatIsNotAsciiIsEscaped() {
        assertThat(JsonText.write("é\u007f\"\\\n😀", false)).isEqualTo("\"\\u00e9\\u007f\\\"\\\\\\n\\ud83d\\ude00\"");
    }

    @Test
    void wholeNumbersOfAnySizeAreKept() {
        assertThat(JsonText.parse("[9223372036854775807, 9223372036854775808, 1.0]"))
                .isEqualTo(List.of(Long.MAX_VALUE, new BigInteger("9223372036854775808"), 1.0));
    }

    @Test
    void indentedFormHasNoBlankAtLineEnds() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("b", List.of());
        tree.put("a", List.of(1L));
        assertThat(JsonText.writeIndented(tree, 2)).isEqualTo("{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}");
    }

    @Test
    void brokenTextIsReported() {
        assertThatThrownBy(() -> JsonText.parse("{\"a\": ")).isInstanceOf(WeirException.class);
        assertThatThrownBy(() -> JsonText.parse("")).isInstanceOf(WeirException.class);
    }
}
