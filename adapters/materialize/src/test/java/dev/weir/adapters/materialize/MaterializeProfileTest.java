package dev.weir.adapters.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.ProfileSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a profile of Materialize may hold. Source: {@code dbt debug} of dbt-materialize 1.9.11 on the same profiles. */
class MaterializeProfileTest {
    private static ProfileSpec.Outcome check(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> target = new LinkedHashMap<>(Map.of(
                "host",
                "h",
                "port",
                6875L,
                "user",
                "u",
                "password",
                "p",
                "database",
                "materialize",
                "schema",
                "public"));
        for (int at = 0; at < keysAndValues.length; at += 2) {
            target.put(String.valueOf(keysAndValues[at]), keysAndValues[at + 1]);
        }
        return new MaterializeAdapter().profileSpec().check(target);
    }

    private static String refused(@Nullable Object... keysAndValues) {
        return ((ProfileSpec.Outcome.Invalid) check(keysAndValues)).message();
    }

    @Test
    void valuesOfTheWrongKindAreRefusedInDbtsWords() {
        assertThat(refused("port", "6875")).isEqualTo("'6875' is not of type 'integer'");
        assertThat(refused("retries", null)).isEqualTo("None is not of type 'integer'");
        assertThat(refused("options", Map.of("a", 1L)))
                .isEqualTo("{'a': 1} is not valid under any of the given schemas");
        assertThat(refused("options", "--a=b")).isEqualTo("'--a=b' is not valid under any of the given schemas");
        assertThat(refused("pass", "other"))
                .isEqualTo("Runtime Error\n  Got duplicate keys: (pass) all map to \"password\"");
    }

    @Test
    void whatMayBeNullIsAsIfItWereNotThere() {
        for (String key : Arrays.asList("cluster", "role", "search_path", "sslmode", "options", "application_name")) {
            assertThat(check(key, null)).as(key).isInstanceOf(ProfileSpec.Outcome.Valid.class);
        }
    }
}
