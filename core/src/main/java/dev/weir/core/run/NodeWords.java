package dev.weir.core.run;

import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;

/** How result lines name nodes. Source: recorded console output of dbt 1.11.16. */
final class NodeWords {
    private final String defaultDatabase;

    /** @param defaultDatabase the connection's own, which is not shown */
    NodeWords(String defaultDatabase) {
        this.defaultDatabase = defaultDatabase;
    }

    /** {@code shop_staging.stg_orders}, with the database in front when it is not the connection's. */
    String relation(RelationName relation) {
        String name = relation.schema() + "." + relation.alias();
        return relation.database()
                .filter(database -> !database.equals(defaultDatabase))
                .map(database -> database + "." + name)
                .orElse(name);
    }

    /** {@code sql view model shop.orders}, {@code seed file shop.raw}, {@code test unique_x}. */
    String description(Resource resource) {
        return switch (resource) {
            case ModelNode model ->
                model.code().language() + " "
                        + (BatchPlan.batched(model)
                                ? "microbatch"
                                : model.config().materialized()) + " model " + relation(model.relation());
            case SeedNode seed -> "seed file " + relation(seed.relation());
            case SnapshotNode snapshot -> "snapshot " + relation(snapshot.relation());
            case FunctionNode function -> "function " + relation(function.relation());
            case Node node -> node.resourceType().wireName() + " " + node.name();
            case Exposure exposure -> "exposure " + exposure.name();
            case Metric metric -> "metric " + metric.name();
            case SemanticModel model -> "semantic model " + model.name();
            case SavedQuery query -> "saved query " + query.name();
            case UnitTest test -> "unit_test " + test.model() + "::" + test.shownName();
            case SourceDefinition source -> "freshness of " + source.sourceName() + "." + source.name();
        };
    }

    /** By its name, whatever its relation is called. */
    private static String skippedRelation(Node node) {
        return "relation " + node.relation().schema() + "." + node.name();
    }

    /** {@code relation shop.orders}, {@code test unique_x}: what a skip line names. */
    String skipped(Resource resource) {
        return switch (resource) {
            case ModelNode model -> skippedRelation(model);
            case SeedNode seed -> skippedRelation(seed);
            case SnapshotNode snapshot -> skippedRelation(snapshot);
            case FunctionNode function -> skippedRelation(function);
            default -> resource.resourceType().wireName() + " " + resource.name();
        };
    }
}
