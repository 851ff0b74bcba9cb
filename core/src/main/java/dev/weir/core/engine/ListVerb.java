package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.manifest.WireForm;
import dev.weir.core.select.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code list}: one line a resource, by unique id. Source: dbt docs, "ls"; recorded console cases. */
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
        Set<ResourceType> kinds = all ? EnumSet.allOf(ResourceType.class) : EnumSet.copyOf(DEFAULT_TYPES);
        Selection selection = Choice.of(workspace, kinds);
        if (selection.resources().isEmpty()) {
            workspace
                    .events()
                    .emit(new FindingEvent.Warning(
                            "NoNodesSelected",
                            "P003",
                            Diagnostic.of(DiagnosticCode.SEL_003, "nothing is selected")
                                    .inWordsOfDbt("No nodes selected!")));
            return InvocationResult.OK;
        }
        List<Resource> sorted = new ArrayList<>(selection.resources());
        sorted.sort(Comparator.comparing(Resource::uniqueId));
        String format = workspace.invocation().output().format().orElse("selector");
        for (Resource resource : sorted) {
            workspace.events().emit(new OutputEvent.ListedResource(line(resource, format)));
        }
        return InvocationResult.OK;
    }

    private String line(Resource resource, String format) {
        return switch (format) {
            case "name" -> resource.name();
            case "path" -> resource.identity().originalFilePath();
            case "json" -> json(resource);
            default -> selector(resource);
        };
    }

    private static String selector(Resource resource) {
        String packageName = resource.packageName();
        return switch (resource) {
            case SourceDefinition source -> "source:" + packageName + "." + source.sourceName() + "." + source.name();
            case Exposure exposure -> "exposure:" + packageName + "." + exposure.name();
            case UnitTest test -> "unit_test:" + packageName + "." + test.shownName();
            case Resource node -> String.join(".", node.identity().fqn());
        };
    }

    private String json(Resource resource) {
        Map<String, @Nullable Object> tree = WireForm.of(resource);
        List<String> asked = new ArrayList<>();
        workspace.invocation().output().keys().forEach(key -> asked.addAll(List.of(key.split("\\s+", -1))));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : tree.entrySet()) {
            if (asked.isEmpty() ? KEYS.contains(entry.getKey()) : asked.contains(entry.getKey())) {
                shown.put(entry.getKey(), entry.getValue());
            }
        }
        return dev.weir.core.context.JsonText.write(shown, false);
    }
}
