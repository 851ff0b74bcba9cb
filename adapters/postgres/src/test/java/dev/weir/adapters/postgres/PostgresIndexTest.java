package dev.weir.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Index configs and how they are refused. Expectations were seen in dbt-postgres 1.11.0. */
class PostgresIndexTest {
    private static Map<String, @Nullable Object> config(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            config.put(String.valueOf(keysAndValues[at]), keysAndValues[at + 1]);
        }
        return config;
    }

    private static void refused(Object raw, String words) {
        assertThatThrownBy(() -> PostgresIndex.parse(raw))
                .isInstanceOfSatisfying(
                        WeirException.class,
                        refused -> assertThat(refused.diagnostic().message())
                                .isEqualTo("Could not parse index config: at path " + words));
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        assertThat(PostgresIndex.parse(config("columns", List.of("a"))))
                .contains(config("columns", List.of("a"), "unique", false, "type", null));
        assertThat(PostgresIndex.parse(null)).isEmpty();
    }

    @Test
    void whatIsNoMappingIsNamed() {
        refused("i", "[]: 'i' is not of type 'object'");
        refused(5L, "[]: 5 is not of type 'object'");
        refused(true, "[]: True is not of type 'object'");
        refused(List.of("a"), "[]: ['a'] is not of type 'object'");
    }

    @Test
    void wrongEntriesAreNamedWithTheirPlace() {
        refused(config(), "[]: 'columns' is a required property");
        refused(config("columns", "a"), "['columns']: 'a' is not of type 'array'");
        refused(config("columns", Map.of("a", 1L)), "['columns']: {'a': 1} is not of type 'array'");
        refused(config("columns", null), "['columns']: None is not of type 'array'");
        refused(config("columns", List.of("a", 1L)), "['columns'][1]: 1 is not of type 'string'");
        refused(config("columns", List.of("a"), "unique", null), "['unique']: None is not of type 'boolean'");
        refused(config("columns", List.of("a"), "type", 5L), "['type']: 5 is not valid under any of the given schemas");
    }

    @Test
    void unknownKeysAreAllNamed() {
        refused(
                config("columns", List.of("a"), "x", 1L),
                "[]: Additional properties are not allowed ('x' was unexpected)");
        refused(
                config("columns", List.of("a"), "x", 1L, "y", 2L),
                "[]: Additional properties are not allowed ('x', 'y' were unexpected)");
    }
}
