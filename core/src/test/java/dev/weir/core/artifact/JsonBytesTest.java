package dev.weir.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static String written(@Nullable Object value) {
        JsonBytes json = new JsonBytes(1);
        json.value(value);
        return new String(json.copy(0, json.size()), StandardCharsets.UTF_8);
    }

    @Test
    void onlyWhatMustBeIsEscaped() {
        assertThat(written("a/b \"c\" \\ \n\t\r\b\f \u0001 é € 😀"))
                .isEqualTo("\"a/b \\\"c\\\" \\\\ \\n\\t\\r\\b\\f \\u0001 é € 😀\"");
    }

    @Test
    void halfASurrogatePairIsEscaped() {
        assertThat(written("x\uD83D")).isEqualTo("\"x\\ud83d\"");
    }

    @Test
    void commasStandBetweenMembersAndItems() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a", Arrays.asList(1L, null, true, 1.5));
        map.put("b", Map.of());
        map.put("c", List.of(List.of(), "x"));
        assertThat(written(map)).isEqualTo("{\"a\":[1,null,true,1.5],\"b\":{},\"c\":[[],\"x\"]}");
    }

    @Test
    void whatIsNoFiniteNumberIsNull() {
        assertThat(written(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[null,null]");
    }

    @Test
    void textMadeElsewhereStandsAmongMembers() {
        JsonBytes part = new JsonBytes(8);
        part.name("b");
        part.value(2L);
        JsonBytes json = new JsonBytes(8);
        json.startObject();
        json.name("a");
        json.value(1L);
        json.raw(part.array(), 0, part.size());
        json.raw(new byte[0]);
        json.name("c");
        int from = json.mark();
        json.value(3L);
        assertThat(json.copy(from, json.size())).asString().isEqualTo("3");
        json.endObject();
        assertThat(json.copy(0, json.size())).asString().isEqualTo("{\"a\":1,\"b\":2,\"c\":3}");
    }
}
