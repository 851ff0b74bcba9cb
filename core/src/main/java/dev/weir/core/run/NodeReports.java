package dev.weir.core.run;

import dev.weir.core.event.Events;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.NodeEvent.LogResult.Kind;
import dev.weir.core.event.NodeEvent.Tone;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.UnitTest;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what happens to nodes, line by line as the reference does. */
final class NodeReports {
    private final Events events;
    private final NodeWords words;
    private final Manifest manifest;
    private final int total;

    NodeReports(Events events, Manifest manifest, NodeWords words, int total) {
        this.events = events;
        this.manifest = manifest;
        this.words = words;
        this.total = total;
    }

    void started(Resource resource, int index, NodeInfo info) {
        events.emit(new NodeEvent.LogStartLine(words.description(resource), index, total, info));
    }

    /** The result line of a node that had its turn. */
    void ended(NodeOutcome outcome, int index, NodeInfo info) {
        NodeResult result = outcome.result();
        double seconds = result.executionTime().toNanos() / 1e9;
        NodeInfo done = info.withStatus(result.status(), NodeInfos.moment(java.time.Instant.now()));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        switch (outcome.node()) {
            case ModelNode model -> {
                String description = words.description(model);
                fields.put("description", description);
                built(outcome, Kind.MODEL, "created ", "creating ", description, index, seconds, fields, done);
            }
            case SeedNode seed -> {
                fields.put("result_message", result.message().orElse(""));
                fields.put("schema", seed.relation().schema());
                fields.put("relation", seed.relation().alias());
                fields.put("status", result.status());
                built(outcome, Kind.SEED, "loaded ", "loading ", words.description(seed), index, seconds, fields, done);
            }
            case SnapshotNode snapshot -> {
                String relation = words.relation(snapshot.relation());
                fields.put("description", relation);
                fields.put("cfg", configTexts(snapshot));
                fields.put("result_message", result.message().orElse(""));
                fields.put("status", result.status());
                built(outcome, Kind.SNAPSHOT, "snapshotted ", "snapshotting ", relation, index, seconds, fields, done);
            }
            case GenericTestNode test ->
                tested(outcome, test, test.name(), test.attachedNode().orElse(""), index, seconds, done);
            case SingularTestNode test -> tested(outcome, test, test.name(), "", index, seconds, done);
            case FunctionNode function -> {
                String description = words.description(function);
                fields.put("description", description);
                fields.put("status", result.status());
                boolean failed = outcome instanceof NodeOutcome.Failed;
                events.emit(new NodeEvent.LogResult(
                        Kind.FUNCTION,
                        (failed ? "ERROR creating " : "OK created ") + description,
                        failed ? "ERROR" : "SUCCESS",
                        failed ? Tone.BAD : Tone.GOOD,
                        index,
                        total,
                        seconds,
                        fields,
                        done));
            }
            case UnitTest test ->
                tested(
                        outcome,
                        test,
                        test.model() + "::" + test.shownName(),
                        "",
                        index,
                        seconds,
                        outcome instanceof NodeOutcome.Tested ? NodeInfos.unitTested(test) : done);
            default -> {
                fields.put("description", words.description(outcome.node()));
                fields.put("status", "");
                boolean failed = outcome instanceof NodeOutcome.Failed;
                events.emit(new NodeEvent.LogResult(
                        Kind.NO_OP,
                        (failed ? "ERROR " : "NO-OP ") + words.description(outcome.node()),
                        failed ? "ERROR" : "NO-OP",
                        failed ? Tone.BAD : Tone.GOOD,
                        index,
                        total,
                        seconds,
                        fields,
                        done));
            }
        }
    }

    private static Map<String, @Nullable Object> configTexts(Node node) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        node.config().values().forEach((key, value) -> {
            if (value != null) {
                texts.put(key, Values.str(Values.fromData(withoutNulls(value))));
            }
        });
        return texts;
    }

    private static @Nullable Object withoutNulls(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> kept = new ArrayList<>();
            list.forEach(each -> kept.add(withoutNulls(each)));
            return kept;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            if (each != null) {
                kept.put(String.valueOf(key), each);
            }
        });
        return kept;
    }

    private void built(
            NodeOutcome outcome,
            Kind kind,
            String done,
            String doing,
            String description,
            int index,
            double seconds,
            Map<String, @Nullable Object> fields,
            NodeInfo info) {
        boolean failed = outcome instanceof NodeOutcome.Failed;
        boolean inPart = outcome instanceof NodeOutcome.InPart;
        String status = failed ? "ERROR" : outcome.result().message().orElse("OK");
        if (failed) {
            fields.put("status", outcome.result().status());
        }
        String well = inPart ? "PARTIALLY " + done : "OK " + done;
        events.emit(new NodeEvent.LogResult(
                kind,
                (failed ? "ERROR " + doing : well) + description,
                status,
                failed ? Tone.BAD : inPart ? Tone.WARNING : Tone.GOOD,
                index,
                total,
                seconds,
                fields,
                info));
    }

    private void tested(
            NodeOutcome outcome,
            Resource test,
            String shown,
            String attachedNode,
            int index,
            double seconds,
            NodeInfo info) {
        NodeResult result = outcome.result();
        long failures = result.failures().orElse(0L);
        String word = result.status().toUpperCase(Locale.ROOT);
        Tone tone = switch (result.status()) {
            case "pass" -> Tone.GOOD;
            case "warn" -> Tone.WARNING;
            default -> Tone.BAD;
        };
        String status = result.status().equals("warn") || result.status().equals("fail") ? word + " " + failures : word;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("attached_node", attachedNode);
        fields.put("name", test instanceof UnitTest ? shown : test.name());
        fields.put("num_failures", failures);
        fields.put("num_models", (long) total);
        fields.put("status", result.status());
        events.emit(new NodeEvent.LogResult(
                Kind.TEST, status + " " + shown, status, tone, index, total, seconds, fields, info));
    }

    private void explain(EphemeralFault fault) {
        if (fault.findings().isEmpty()) {
            return;
        }
        Resource model = fault.model();
        NodeInfo info = NodeInfos.started(model, manifest, java.time.Instant.now());
        events.emit(new NodeEvent.RunResultHeading(
                false,
                model.resourceType().wireName(),
                model.name(),
                model.identity().originalFilePath(),
                info));
        events.emit(new NodeEvent.RunResultError(Failures.message(fault.findings()), fault.findings(), false, info));
    }

    /** The line of a node that is passed over. */
    void skipped(Resource resource, int index, Optional<EphemeralFault> ephemeral, NodeInfo info) {
        if (ephemeral.isPresent()) {
            String schema = resource instanceof Node node ? node.relation().schema() : "";
            events.emit(new NodeEvent.LogSkipBecauseError(
                    "SKIP " + words.skipped(resource) + " due to ephemeral model status '"
                            + ephemeral.get().status() + "'",
                    schema,
                    resource.name(),
                    index,
                    total,
                    info));
            explain(ephemeral.get());
            return;
        }
        String schema = switch (resource) {
            case Node node -> node.relation().schema();
            case UnitTest test -> test.schema().orElse("");
            default -> "";
        };
        events.emit(new NodeEvent.SkippingDetails(
                "SKIP " + words.skipped(resource),
                resource.resourceType().wireName(),
                schema,
                resource.name(),
                index,
                total,
                info.withStatus("skipped", "")));
    }
}
