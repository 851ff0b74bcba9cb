package dev.weir.core.run;

import dev.weir.base.IsoText;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import dev.weir.jinja.value.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What events tell of a resource. */
final class NodeInfos {

    private NodeInfos() {}

    static NodeInfo started(Resource resource, Manifest manifest, Instant at) {
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
                resource instanceof UnitTest ? Map.of() : resource.config().map("meta"),
                relation.flatMap(RelationName::database).orElse(null),
                relation.map(RelationName::schema).orElse(""),
                source ? "" : relation.map(RelationName::alias).orElse(""),
                relation.flatMap(RelationName::rendered).orElse(""),
                "started",
                moment(at),
                "",
                group(resource, manifest));
    }

    private static Map<String, @Nullable Object> group(Resource resource, Manifest manifest) {
        Optional<String> name = resource instanceof GenericTestNode test
                ? test.group()
                : resource.config().text("group");
        if (name.isPresent()) {
            for (Group group : manifest.groups().values()) {
                if (group.name().equals(name.get())) {
                    return told(group);
                }
            }
        }
        return Map.of();
    }

    /** Whatever an owner is, here it is text. Source: events of dbt 1.11.16. */
    private static Map<String, @Nullable Object> told(Group group) {
        Map<String, @Nullable Object> owner = new LinkedHashMap<>();
        group.owner().forEach((key, value) -> {
            if (value != null || !List.of("name", "email").contains(key)) {
                owner.put(key, Values.str(Values.fromData(value)));
            }
        });
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("name", group.name());
        told.put("owner", owner);
        told.put("package_name", group.packageName());
        return told;
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
                Map.of(),
                null,
                "",
                test.shownName(),
                "",
                "None",
                "",
                "",
                Map.of());
    }

    static String moment(Instant at) {
        return IsoText.micros(at);
    }
}
