package dev.weir.core.parse.memo;

import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SourceCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What resources of several kinds are made of, as bytes. */
final class Parts {
    private Parts() {}

    static void identity(Encoder out, Identity identity) {
        out.text(identity.uniqueId())
                .text(identity.resourceType().name())
                .text(identity.packageName())
                .text(identity.name())
                .texts(identity.fqn())
                .text(identity.path())
                .text(identity.originalFilePath());
    }

    static Identity identity(Decoder in) {
        return new Identity(
                in.text(), ResourceType.valueOf(in.text()), in.text(), in.text(), in.texts(), in.text(), in.text());
    }

    static void relation(Encoder out, RelationName relation) {
        out.optional(relation.database())
                .text(relation.schema())
                .text(relation.alias())
                .optional(relation.rendered());
    }

    static RelationName relation(Decoder in) {
        return new RelationName(in.optional(), in.text(), in.text(), in.optional());
    }

    static void links(Encoder out, NodeLinks links) {
        out.number(links.refs().size());
        for (RefCall ref : links.refs()) {
            out.text(ref.name())
                    .optional(ref.packageName())
                    .optional(ref.version())
                    .flag(ref.quoted());
        }
        out.number(links.sources().size());
        for (SourceCall source : links.sources()) {
            out.text(source.sourceName()).text(source.tableName());
        }
        out.number(links.functions().size());
        for (FunctionCall function : links.functions()) {
            out.text(function.name()).optional(function.packageName());
        }
        out.number(links.metrics().size());
        for (MetricCall metric : links.metrics()) {
            out.text(metric.name()).optional(metric.packageName());
        }
        out.texts(links.dependsOnMacros()).texts(links.dependsOnNodes());
    }

    static NodeLinks links(Decoder in) {
        int refCount = in.number();
        List<RefCall> refs = new ArrayList<>(refCount);
        for (int at = 0; at < refCount; at++) {
            refs.add(new RefCall(in.text(), in.optional(), in.optional(), in.flag()));
        }
        int sourceCount = in.number();
        List<SourceCall> sources = new ArrayList<>(sourceCount);
        for (int at = 0; at < sourceCount; at++) {
            sources.add(new SourceCall(in.text(), in.text()));
        }
        int functionCount = in.number();
        List<FunctionCall> functions = new ArrayList<>(functionCount);
        for (int at = 0; at < functionCount; at++) {
            functions.add(new FunctionCall(in.text(), in.optional()));
        }
        int metricCount = in.number();
        List<MetricCall> metrics = new ArrayList<>(metricCount);
        for (int at = 0; at < metricCount; at++) {
            metrics.add(new MetricCall(in.text(), in.optional()));
        }
        return new NodeLinks(refs, sources, functions, metrics, in.texts(), in.texts());
    }

    static void documentation(Encoder out, Documentation docs) {
        boolean none = docs.equals(Documentation.NONE);
        out.flag(none);
        if (none) {
            return;
        }
        out.text(docs.description()).number(docs.columns().size());
        docs.columns().forEach((key, column) -> column(out.text(key), column));
        out.data(docs.meta())
                .flag(docs.show())
                .optional(docs.nodeColor())
                .optional(docs.patchPath())
                .texts(docs.docBlocks());
    }

    static Documentation documentation(Decoder in) {
        if (in.flag()) {
            return Documentation.NONE;
        }
        String description = in.text();
        int count = in.number();
        Map<String, ColumnInfo> columns = LinkedHashMap.newLinkedHashMap(count);
        for (int at = 0; at < count; at++) {
            String key = in.text();
            columns.put(key, column(in));
        }
        return new Documentation(description, columns, in.map(), in.flag(), in.optional(), in.optional(), in.texts());
    }

    private static void column(Encoder out, ColumnInfo column) {
        out.text(column.name())
                .text(column.description())
                .data(column.meta())
                .optional(column.dataType())
                .number(column.constraints().size());
        column.constraints().forEach(out::data);
        out.data(column.quote().orElse(null))
                .data(column.config())
                .texts(column.tags())
                .optional(column.granularity())
                .texts(column.docBlocks());
    }

    private static ColumnInfo column(Decoder in) {
        return new ColumnInfo(
                in.text(),
                in.text(),
                in.map(),
                in.optional(),
                in.maps(),
                Optional.ofNullable(in.data() instanceof Boolean quote ? quote : null),
                in.map(),
                in.texts(),
                in.optional(),
                in.texts());
    }

    static void optionalMap(Encoder out, Optional<? extends Map<String, @Nullable Object>> map) {
        out.data(map.orElse(null));
    }

    @SuppressWarnings("unchecked") // maps are decoded with text keys
    static Optional<Map<String, @Nullable Object>> optionalMap(Decoder in) {
        return in.data() instanceof Map<?, ?> map ? Optional.of((Map<String, @Nullable Object>) map) : Optional.empty();
    }
}
