package dev.weir.core.run;

import dev.weir.base.IsoText;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.time.Instant;
import java.util.Optional;

/** What events tell of a resource. */
final class NodeInfos {

    private NodeInfos() {}

    static NodeInfo started(Resource resource, Instant at) {
        Optional<RelationName> relation = switch (resource) {
            case Node node -> Optional.of(node.relation());
            case SourceDefinition source -> Optional.of(source.relation());
            default -> Optional.empty();
        };
        boolean source = resource instanceof SourceDefinition;
        boolean test = resource instanceof GenericTestNode || resource instanceof SingularTestNode;
        return new NodeInfo(
                resource.uniqueId(),
                resource.name(),
                source
                        ? resource.identity().originalFilePath()
                        : resource.identity().path(),
                resource.resourceType().wireName(),
                test ? "test" : resource.config().materialized(),
                resource instanceof Node node ? node.code().checksum().checksum() : "",
                resource.config().map("meta"),
                relation.flatMap(RelationName::database).orElse(null),
                relation.map(RelationName::schema).orElse(""),
                source ? "" : relation.map(RelationName::alias).orElse(""),
                relation.flatMap(RelationName::rendered).orElse(""),
                "started",
                moment(at),
                "");
    }

    /** Of a test that keeps what it finds because of a flag: where, once it had its turn. */
    static NodeInfo kept(NodeInfo info, NodeResult result) {
        return info.relationName().isEmpty() && result.relationName().isPresent()
                ? info.withRelation(result.relationName().get())
                : info;
    }

    /** What is told of a unit test that came to an end: in the reference, of the node that stands for it then. */
    static NodeInfo unitTested(UnitTest test) {
        String original = test.identity().originalFilePath();
        return new NodeInfo(
                test.uniqueId(),
                test.shownName(),
                original.substring(0, original.lastIndexOf('/') + 1) + test.shownName() + ".sql",
                test.resourceType().wireName(),
                "unit",
                "",
                test.config().map("meta"),
                null,
                "",
                test.shownName(),
                "",
                "None",
                "",
                "");
    }

    static String moment(Instant at) {
        return IsoText.micros(at);
    }
}
