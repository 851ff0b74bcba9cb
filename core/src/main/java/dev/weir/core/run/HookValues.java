package dev.weir.core.run;

import dev.weir.core.context.TimeWindow;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.WireForm;
import dev.weir.jinja.module.PyDateTime;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code on-run-end} hooks see of the run: {@code results}, {@code schemas}, {@code database_schemas}. */
final class HookValues {
    private HookValues() {}

    static Map<String, Object> of(List<NodeOutcome> outcomes) {
        PyList results = new PyList(outcomes.size());
        Set<String> schemas = new LinkedHashSet<>();
        Set<PyTuple> pairs = new LinkedHashSet<>();
        for (NodeOutcome outcome : outcomes) {
            results.add(new ResultValue(outcome));
            if (!outcome.bad() && relational(outcome.node()) && outcome.node() instanceof Node node) {
                schemas.add(node.relation().schema());
                pairs.add(PyTuple.of(
                        Values.fromData(node.relation().database().orElse(null)),
                        node.relation().schema()));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("results", results);
        values.put("schemas", new PyList(schemas));
        values.put("database_schemas", new PyList(pairs));
        return values;
    }

    private static boolean relational(Resource resource) {
        return resource instanceof ModelNode model
                ? !model.ephemeral()
                : resource instanceof SeedNode || resource instanceof SnapshotNode;
    }

    /** One result, with the attributes of dbt's. */
    private record ResultValue(NodeOutcome outcome) implements PyObject {
        @Override
        public @Nullable Object attribute(String name) {
            NodeResult result = outcome.result();
            return switch (name) {
                case "node" -> node(outcome.node());
                case "status" -> result.status();
                case "message" -> Values.fromData(result.message().orElse(null));
                case "failures" -> Values.fromData(result.failures().orElse(null));
                case "execution_time" -> result.executionTime().toNanos() / 1e9;
                case "thread_id" -> result.threadId();
                case "adapter_response" -> Values.fromData(result.adapterResponse());
                case "timing" -> timing(result);
                case "unique_id" -> result.uniqueId();
                case "relation_name" -> Values.fromData(result.relationName().orElse(null));
                case "compiled" -> Values.fromData(result.compiled().orElse(null));
                case "compiled_code" -> Values.fromData(result.compiledCode().orElse(null));
                case "batch_results" -> batches(result);
                case "agate_table" -> None.NONE;
                case "to_dict" -> (PyCallable) this::asDict;
                default -> null;
            };
        }

        private static Object node(Resource resource) {
            return resource instanceof Node node
                    ? Values.fromData(WireForm.of(node))
                    : PyDict.of(
                            "unique_id",
                            resource.uniqueId(),
                            "name",
                            resource.name(),
                            "resource_type",
                            resource.resourceType().wireName());
        }

        private static Object timing(NodeResult result) {
            PyList list = new PyList();
            for (Timing each : result.timing()) {
                list.add(PyDict.of(
                        "name",
                        each.name(),
                        "started_at",
                        text(each.startedAt()),
                        "completed_at",
                        text(each.completedAt())));
            }
            return list;
        }

        private static Object batches(NodeResult result) {
            if (result.batches().isEmpty()) {
                return None.NONE;
            }
            return PyDict.of(
                    "successful", windows(result.batches().get().successful()),
                    "failed", windows(result.batches().get().failed()));
        }

        private static PyList windows(List<TimeWindow> windows) {
            PyList list = new PyList(windows.size());
            windows.forEach(each -> list.add(PyTuple.of(moment(each.start()), moment(each.end()))));
            return list;
        }

        private static Object moment(LocalDateTime utc) {
            return PyDateTime.of(utc, ZoneOffset.UTC);
        }

        private static String text(Instant at) {
            return NodeInfos.moment(at) + "Z";
        }

        private Object asDict(Arguments arguments) {
            PyDict dict = new PyDict();
            for (String key : List.of(
                    "status",
                    "timing",
                    "thread_id",
                    "execution_time",
                    "adapter_response",
                    "message",
                    "failures",
                    "node",
                    "agate_table",
                    "batch_results")) {
                Object value = attribute(key);
                if (value != null) {
                    dict.put(key, value);
                }
            }
            return dict;
        }

        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String typeName() {
            return "RunResult";
        }
    }
}
