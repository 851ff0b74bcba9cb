package dev.weir.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.graph.Graph;
import dev.weir.core.graph.GraphBuilder;
import dev.weir.core.manifest.RecordedManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the reference lists for single words of {@code --select} on the shop: patterns, every method, graph operators; each
 * with indirect selection off and eager. Recorded from dbt 1.11.16.
 */
class SelectionWordsTest {
    @TestFactory
    Stream<DynamicTest> wordSelectsWhatTheReferenceListed() {
        Graph graph = GraphBuilder.build(RecordedManifest.shop());
        List<DynamicTest> tests = new ArrayList<>();
        RecordedManifest.tree("/golden/select/shop_words.json").forEach((word, modes) -> {
            if (modes instanceof Map<?, ?> recorded) {
                recorded.forEach((mode, listed) -> tests.add(DynamicTest.dynamicTest(
                        word + " " + mode,
                        () -> assertThat(RecordedSelectionsTest.listed(
                                        graph, "ls --quiet --select " + word + " --indirect-selection " + mode))
                                .isEqualTo(listed))));
            }
        });
        assertThat(tests).hasSize(130);
        return tests.stream();
    }
}
