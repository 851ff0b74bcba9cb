package dev.weir.core.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON log tells of the node an event is about ({@code node_info}).
 *
 * @param group what events of its result tell of its group ({@code name}, {@code package_name}, {@code owner}), beside this;
 *     empty without one
 * @param startedAt and {@code finishedAt} ISO local UTC text with microseconds, or empty text
 */
public record NodeInfo(
        String uniqueId,
        String name,
        String path,
        String resourceType,
        String materialized,
        String checksum,
        Map<String, @Nullable Object> meta,
        @Nullable String database,
        String schema,
        String alias,
        String relationName,
        String status,
        String startedAt,
        String finishedAt,
        Map<String, @Nullable Object> group) {
    public NodeInfo withStatus(String newStatus, String newFinishedAt) {
        return new NodeInfo(
                uniqueId,
                name,
                path,
                resourceType,
                materialized,
                checksum,
                meta,
                database,
                schema,
                alias,
                relationName,
                newStatus,
                startedAt,
                newFinishedAt,
                group);
    }

    /** What is told of a test once it is known where it keeps what it finds. */
    public NodeInfo withRelation(String newRelationName) {
        return new NodeInfo(
                uniqueId,
                name,
                path,
                resourceType,
                materialized,
                checksum,
                meta,
                database,
                schema,
                alias,
                newRelationName,
                status,
                startedAt,
                finishedAt,
                group);
    }

    /** The data of an event of its result, with its group. */
    Map<String, @Nullable Object> grouped(Map<String, @Nullable Object> data) {
        if (!group.isEmpty()) {
            data.put("group", group);
        }
        return data;
    }

    public Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> relation = new LinkedHashMap<>();
        relation.put("alias", alias);
        relation.put("database", database);
        relation.put("relation_name", relationName);
        relation.put("schema", schema);
        return Fields.of(
                "materialized",
                materialized,
                "meta",
                numbersAsFloats(meta),
                "node_checksum",
                checksum,
                "node_finished_at",
                finishedAt,
                "node_name",
                name,
                "node_path",
                path,
                "node_relation",
                relation,
                "node_started_at",
                startedAt,
                "node_status",
                status,
                "resource_type",
                resourceType,
                "unique_id",
                uniqueId);
    }

    /** Its events know no other numbers, since protobuf's Struct has none. Source: recorded runs. */
    private static @Nullable Object numbersAsFloats(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number.doubleValue();
            case List<?> list -> list.stream().map(NodeInfo::numbersAsFloats).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> floats = new LinkedHashMap<>();
                map.forEach((key, item) -> floats.put(key, numbersAsFloats(item)));
                yield floats;
            }
            case Object other -> other;
        };
    }
}
