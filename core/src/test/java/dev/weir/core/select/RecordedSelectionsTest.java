package dev.weir.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.graph.Graph;
import dev.weir.core.graph.GraphBuilder;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RecordedManifest;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every selection recorded from the reference's {@code ls} on the shop, on the manifest the reference made of it. */
class RecordedSelectionsTest {
    private static final String ROOT = "/golden/reference/shop/";

    @TestFactory
    Stream<DynamicTest> selectsWhatTheReferenceListed() {
        Graph graph = GraphBuilder.build(RecordedManifest.shop());
        return cases().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(listed(graph, entry.getValue()))
                                .as(entry.getValue())
                                .isEqualTo(recorded(entry.getKey()))));
    }

    @Test
    void allCasesAreReplayed() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(28);
    }

    private static Map<String, String> cases() {
        Map<String, String> commands = new LinkedHashMap<>();
        RecordedManifest.tree(ROOT + "exits.json").forEach((name, value) -> {
            if (name.startsWith("ls_") && value instanceof Map<?, ?> step) {
                commands.put(name.substring("ls_".length()), String.valueOf(step.get("command")));
            }
        });
        return commands;
    }

    private static List<String> recorded(String name) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(
                RecordedSelectionsTest.class.getResourceAsStream(ROOT + "ls/" + name + ".txt"))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .sorted()
                    .toList();
        }
    }

    static List<String> listed(Graph graph, String command) {
        List<String> select = new ArrayList<>();
        List<String> exclude = new ArrayList<>();
        Set<ResourceType> kinds = EnumSet.of(
                ResourceType.MODEL,
                ResourceType.SEED,
                ResourceType.SNAPSHOT,
                ResourceType.TEST,
                ResourceType.UNIT_TEST,
                ResourceType.SOURCE,
                ResourceType.EXPOSURE);
        boolean narrowed = false;
        IndirectSelection indirect = IndirectSelection.EAGER;
        String option = "";
        for (String word : Arrays.asList(command.split(" +")).subList(1, command.split(" +").length)) {
            if (word.startsWith("--")) {
                option = word;
                continue;
            }
            switch (option) {
                case "--select" -> select.add(word);
                case "--exclude" -> exclude.add(word);
                case "--resource-type", "--resource-types" -> {
                    if (!narrowed) {
                        kinds.clear();
                        narrowed = true;
                    }
                    kinds.add(ResourceType.ofWireName(word).orElseThrow());
                }
                case "--indirect-selection" -> indirect = IndirectSelection.valueOf(word.toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException(command);
            }
        }
        Selection selection = Selector.select(
                graph,
                new SelectionRequest(select, exclude, Optional.empty(), indirect, kinds),
                new NamedSelectors(Map.of(), Optional.empty()));
        return selection.resources().stream()
                .map(RecordedSelectionsTest::name)
                .sorted()
                .toList();
    }

    private static String name(Resource resource) {
        return switch (resource) {
            case SourceDefinition source ->
                "source:" + source.packageName() + "." + source.sourceName() + "." + source.name();
            case Exposure exposure -> "exposure:" + exposure.packageName() + "." + exposure.name();
            case UnitTest test -> "unit_test:" + test.packageName() + "." + test.name();
            case Metric _, SemanticModel _, SavedQuery _ ->
                resource.resourceType().wireName() + ":" + resource.packageName() + "." + resource.name();
            case Node node -> String.join(".", node.identity().fqn());
        };
    }
}
