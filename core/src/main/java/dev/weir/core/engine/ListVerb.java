package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.graph.GraphBuilder;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.manifest.WireForm;
import dev.weir.core.project.JsonText;
import dev.weir.core.select.ComparedState;
import dev.weir.core.select.Selection;
import dev.weir.core.select.StateComparison;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code list}: one line a resource, by unique id. Source: dbt docs, "ls"; recorded cases in {@code select/features}. */
final class ListVerb {
    /** What is listed unless {@code --resource-type} says otherwise. */
    static final Set<ResourceType> DEFAULT_TYPES = Set.of(
            ResourceType.MODEL,
            ResourceType.SNAPSHOT,
            ResourceType.SEED,
            ResourceType.TEST,
            ResourceType.SOURCE,
            ResourceType.EXPOSURE,
            ResourceType.METRIC,
            ResourceType.SAVED_QUERY,
            ResourceType.SEMANTIC_MODEL,
            ResourceType.UNIT_TEST,
            ResourceType.FUNCTION);

    private static final List<String> KEYS = List.of(
            "alias",
            "name",
            "package_name",
            "depends_on",
            "tags",
            "config",
            "resource_type",
            "source_name",
            "original_file_path",
            "unique_id");

    private final Workspace workspace;

    ListVerb(Workspace workspace) {
        this.workspace = workspace;
    }

    InvocationResult run() {
        boolean all = workspace.invocation().selection().resourceTypes().contains("all");
        Set<ResourceType> kinds = all ? everything() : EnumSet.copyOf(DEFAULT_TYPES);
        Selection selection = Choice.of(workspace, kinds);
        if (selection.resources().isEmpty()) {
            workspace
                    .events()
                    .emit(new FindingEvent.Warning(
                            "NoNodesSelected",
                            "Q038",
                            Diagnostic.of(DiagnosticCode.SEL_003, "nothing is selected")
                                    .inWordsOfDbt("No nodes selected!")));
            return InvocationResult.OK;
        }
        List<Resource> sorted = new ArrayList<>(selection.resources());
        sorted.sort((one, other) -> one.uniqueId().compareTo(other.uniqueId()));
        String format = workspace.invocation().output().format().orElse("selector");
        Optional<Reasons> why = why();
        for (Resource resource : sorted) {
            List<Reasons.Reason> reasons = why.map(each -> each.of(resource)).orElse(List.of());
            say(format.equals("json") ? json(resource, reasons) : line(resource, format));
            if (!format.equals("json")) {
                reasons.forEach(reason -> say(reason.line()));
            }
        }
        return InvocationResult.OK;
    }

    /** Every type the word {@code all} stands for. */
    private static Set<ResourceType> everything() {
        Set<ResourceType> all = EnumSet.copyOf(DEFAULT_TYPES);
        all.add(ResourceType.ANALYSIS);
        return all;
    }

    private void say(String text) {
        workspace.events().emit(new OutputEvent.ListedResource(text));
    }

    private Optional<Reasons> why() {
        if (!workspace.invocation().state().why()) {
            return Optional.empty();
        }
        ComparedState compared = Choice.compared(workspace);
        PreviousState.Nodes before = compared.before()
                .manifest()
                .orElseThrow(() ->
                        new WeirException(Diagnostic.of(DiagnosticCode.SEL_006, "--why has no state to compare with")
                                .withHint("Name the folder of an earlier manifest.json with --state.")));
        Manifest manifest = workspace.parsed().manifest();
        ComparedState silent = new ComparedState(
                compared.before(), compared.freshness(), compared.builtIns(), compared.asWritten(), (_, _) -> {});
        return Optional.of(new Reasons(new StateComparison(manifest, before, silent), GraphBuilder.build(manifest)));
    }

    private String line(Resource resource, String format) {
        return switch (format) {
            case "name" -> searchName(resource);
            case "path" -> resource.identity().originalFilePath();
            default -> selector(resource);
        };
    }

    /** The name by which users tell it from others: of a source with the source's, of a model with its version. */
    static String searchName(Resource resource) {
        return switch (resource) {
            case SourceDefinition source -> source.sourceName() + "." + source.name();
            case ModelNode model
            when model.version().isPresent() ->
                model.name() + ".v" + model.version().get();
            case Resource other -> other.name();
        };
    }

    private static String selector(Resource resource) {
        String packageName = resource.packageName();
        return switch (resource) {
            case SourceDefinition source -> "source:" + packageName + "." + source.sourceName() + "." + source.name();
            case Exposure exposure -> "exposure:" + packageName + "." + exposure.name();
            case Metric metric -> "metric:" + packageName + "." + metric.name();
            case SavedQuery query -> "saved_query:" + packageName + "." + query.name();
            case SemanticModel model -> "semantic_model:" + packageName + "." + model.name();
            case UnitTest test -> "unit_test:" + packageName + "." + test.shownName();
            case Resource node -> String.join(".", node.identity().fqn());
        };
    }

    private String json(Resource resource, List<Reasons.Reason> why) {
        Map<String, @Nullable Object> tree = WireForm.of(resource);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        List<String> asked = asked();
        if (asked.isEmpty()) {
            tree.forEach((key, value) -> {
                if (KEYS.contains(key)) {
                    shown.put(key, value);
                }
            });
        }
        for (String key : asked) {
            put(tree, key, shown);
        }
        if (!why.isEmpty()) {
            List<@Nullable Object> reasons = new ArrayList<>();
            why.forEach(reason -> reasons.add(reason.tree()));
            shown.put("why", reasons);
        }
        return JsonText.write(shown, false);
    }

    private List<String> asked() {
        List<String> asked = new ArrayList<>();
        for (String keys : workspace.invocation().output().keys()) {
            for (String key : keys.split("\\s+", -1)) {
                if (!key.isEmpty()) {
                    asked.add(key);
                }
            }
        }
        return asked;
    }

    /** A key of the tree, or with dots of trees inside of it. Keys that are not there are left out. */
    private static void put(Map<String, @Nullable Object> tree, String key, Map<String, @Nullable Object> into) {
        if (tree.containsKey(key)) {
            into.put(key, tree.get(key));
            return;
        }
        Object at = tree;
        for (String part : key.split("\\.", -1)) {
            Optional<Object> next = at instanceof Map<?, ?> map ? Optional.ofNullable(map.get(part)) : Optional.empty();
            if (next.isEmpty()) {
                return;
            }
            at = next.get();
        }
        into.put(key, at);
    }
}
