package dev.weir.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.RecordedManifest;
import dev.weir.core.manifest.SearchOrder;
import dev.weir.core.manifest.Semantics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
    private final Manifest shop = RecordedManifest.shop();

    @Test
    void everyResourceComesAfterItsParents() {
        Graph graph = GraphBuilder.build(shop);
        List<String> order = graph.inOrder();
        assertThat(order).hasSize(shop.resources().size()).doesNotHaveDuplicates();
        for (String id : order) {
            assertThat(graph.parents(id))
                    .allSatisfy(parent -> assertThat(order.indexOf(parent)).isLessThan(order.indexOf(id)));
        }
    }

    @Test
    void resourcesThatWaitForNothingKeepTheOrderOfTheManifest() {
        List<String> order = GraphBuilder.build(shop).inOrder();
        assertThat(order.stream().filter(id -> id.startsWith("seed.")).toList())
                .isEqualTo(shop.nodes().keySet().stream()
                        .filter(id -> id.startsWith("seed."))
                        .toList());
    }

    @Test
    void ancestorsStopAtTheDepthAskedFor() {
        Graph graph = GraphBuilder.build(shop);
        assertThat(graph.ancestors(List.of("model.shop.customers"), 1))
                .containsExactlyInAnyOrder("model.shop.orders", "model.shop.stg_customers");
        assertThat(graph.ancestors(List.of("model.shop.customers"), 2))
                .contains("model.shop.order_totals", "seed.shop.raw_customers")
                .doesNotContain("seed.shop.raw_orders");
        assertThat(graph.ancestors(List.of("seed.shop.raw_customers"), 9)).isEmpty();
    }

    @Test
    void circleIsNamedFromEndToEndWithItsFiles() {
        Manifest circular = reading("model.shop.stg_orders", "model.shop.customers");
        assertThatThrownBy(() -> GraphBuilder.build(circular)).isInstanceOfSatisfying(WeirException.class, failure -> {
            assertThat(failure.diagnostic().code().wireName()).isEqualTo("SEL-002");
            String message = failure.diagnostic().message();
            assertThat(message).startsWith("Found a cycle: ");
            List<String> path =
                    List.of(message.substring("Found a cycle: ".length()).split(" --> "));
            assertThat(path.getFirst()).isEqualTo(path.getLast());
            assertThat(path).contains("model.shop.stg_orders", "model.shop.orders", "model.shop.customers");
            for (int at = 1; at < path.size(); at++) {
                assertThat(Objects.requireNonNull(circular.nodes().get(path.get(at)))
                                .parents())
                        .contains(path.get(at - 1));
            }
            assertThat(failure.diagnostic().detail().orElse("")).contains("customers (models/marts/customers.sql)");
        });
    }

    @Test
    void modelThatReadsItselfIsACircle() {
        assertThatThrownBy(() -> GraphBuilder.build(reading("model.shop.orders", "model.shop.orders")))
                .isInstanceOfSatisfying(
                        WeirException.class,
                        failure -> assertThat(failure.diagnostic().message())
                                .isEqualTo("Found a cycle: model.shop.orders --> model.shop.orders"));
    }

    @Test
    void parentThatTheManifestDoesNotHoldIsNoEdge() {
        Graph graph = GraphBuilder.build(reading("model.shop.stg_orders", "model.shop.gone"));
        assertThat(graph.parents("model.shop.stg_orders")).doesNotContain("model.shop.gone");
    }

    /** The shop with one node that reads another one. */
    private Manifest reading(String reader, String read) {
        Map<String, Node> nodes = new LinkedHashMap<>(shop.nodes());
        Node node = Objects.requireNonNull(nodes.get(reader));
        NodeBody body = node.body();
        NodeLinks links = body.links();
        List<String> parents = new java.util.ArrayList<>(links.dependsOnNodes());
        parents.add(read);
        nodes.put(
                reader,
                node.withBody(body.withLinks(
                        new NodeLinks(links.refs(), links.sources(), links.dependsOnMacros(), parents))));
        return new Manifest(
                new SearchOrder("shop", false),
                nodes,
                shop.sources(),
                shop.exposures(),
                Map.of(),
                Semantics.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
