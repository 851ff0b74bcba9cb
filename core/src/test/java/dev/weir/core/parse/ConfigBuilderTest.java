package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import dev.weir.core.manifest.NodeConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigBuilderTest {
    private static NodeConfig merged(ConfigShape shape, List<Map<String, @Nullable Object>> layers) {
        ConfigBuilder builder = new ConfigBuilder(shape);
        layers.forEach(layer -> builder.add(ConfigLayer.of(layer)));
        return builder.build();
    }

    @Test
    void laterLayerWins() {
        NodeConfig config = merged(
                ConfigShape.MODEL, List.of(Map.of("materialized", "table"), Map.of("materialized", "incremental")));
        assertThat(config.materialized()).isEqualTo("incremental");
    }

    @Test
    void tagsAndHooksAddUp() {
        NodeConfig config = merged(
                ConfigShape.MODEL,
                List.of(
                        Map.of("tags", "a", "pre-hook", "select 1"),
                        Map.of("tags", List.of("b", "a"), "pre_hook", List.of("select 2"))));
        assertThat(config.tags()).containsExactly("a", "b", "a");
        assertThat((List<?>) config.values().get("pre-hook")).hasSize(2);
    }

    @Test
    void metaMergesByKey() {
        NodeConfig config = merged(
                ConfigShape.MODEL, List.of(Map.of("meta", Map.of("x", 1L, "y", 1L)), Map.of("meta", Map.of("y", 2L))));
        assertThat(config.map("meta")).isEqualTo(Map.of("x", 1L, "y", 2L));
    }

    @Test
    void plusAddsGrantees() {
        NodeConfig config = merged(
                ConfigShape.MODEL,
                List.of(
                        Map.of("grants", Map.of("select", List.of("one"), "insert", "two")),
                        Map.of("grants", Map.of("+select", "three", "insert", "four"))));
        assertThat(config.map("grants"))
                .isEqualTo(Map.of("select", List.of("one", "three"), "insert", List.of("four")));
    }

    @Test
    void defaultsComeFirstAndOwnKeysLast() {
        NodeConfig config = merged(ConfigShape.SEED, List.of(Map.of("mine", 1L)));
        assertThat(config.values().keySet())
                .startsWith("enabled", "alias", "schema")
                .endsWith("mine");
        assertThat(config.materialized()).isEqualTo("seed");
    }

    @Test
    void storedFailuresAreTables() {
        NodeConfig config = merged(ConfigShape.TEST, List.of(Map.of("store_failures", true)));
        assertThat(config.text("store_failures_as")).contains("table");
    }

    @Test
    void valueOfTheWrongKindIsRefused() {
        assertThatThrownBy(() -> merged(ConfigShape.MODEL, List.of(Map.of("enabled", "yes"))))
                .isInstanceOf(WeirException.class)
                .hasMessage("at path ['enabled']: 'yes' is not of type 'boolean'");
    }
}
