package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.artifact.PreviousStateReader;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.graph.Graph;
import dev.weir.core.graph.GraphBuilder;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.project.Behaviour;
import dev.weir.core.select.ComparedState;
import dev.weir.core.select.IndirectSelection;
import dev.weir.core.select.Selection;
import dev.weir.core.select.SelectionRequest;
import dev.weir.core.select.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a project a verb works on: words of the command line ⇒ selection. */
final class Choice {
    /** Packages whose macros come with dbt or with us, and are not the project's to change. */
    private static final Set<String> BUILT_INS = Set.of("dbt", "dbt_postgres", "dbt_materialize");

    private Choice() {}

    /**
     * The selection among the verb's kinds, narrowed by {@code --resource-type} and {@code --exclude-resource-type}. Says which
     * criteria matched nothing.
     */
    static Selection of(Workspace workspace, Set<ResourceType> kinds) {
        if (workspace.retried().isPresent()) {
            if (workspace.invocation().state().state().isPresent()) {
                warnOfOwnFolder(workspace, workspace.state());
            }
            return again(
                    workspace.retried().get(),
                    GraphBuilder.build(workspace.parsed().manifest()),
                    workspace);
        }
        Graph graph = GraphBuilder.build(workspace.parsed().manifest());
        Invocation.SelectionOptions options = workspace.invocation().selection();
        Selection selection = Selector.select(
                graph,
                new SelectionRequest(
                        options.select(),
                        options.exclude(),
                        options.selector(),
                        IndirectSelection.of(workspace.settings().indirectSelection()),
                        narrowed(kinds, options),
                        compared(workspace)),
                workspace.selectors());
        for (String criterion : selection.unmatched()) {
            workspace
                    .events()
                    .emit(new FindingEvent.Warning(
                            "NoNodesForSelectionCriteria",
                            "M030",
                            Diagnostic.of(DiagnosticCode.SEL_003, "\"" + criterion + "\" matches nothing")
                                    .inWordsOfDbt("The selection criterion '" + criterion
                                            + "' does not match any enabled nodes"),
                            Map.of("spec_raw", criterion)));
        }
        return selection;
    }

    /** What is retried; what is no longer there is left out. */
    private static Selection again(Retried retried, Graph graph, Workspace workspace) {
        List<Resource> resources = new ArrayList<>();
        for (Resource resource : workspace.parsed().manifest().resources()) {
            if (retried.nodes().contains(resource.uniqueId())) {
                resources.add(resource);
            }
        }
        return new Selection(graph, resources, List.of());
    }

    /** The same without models whose code is blank, which the reference lists but never compiles or builds. */
    static Selection toCompile(Workspace workspace, Set<ResourceType> kinds) {
        Selection selection = of(workspace, kinds);
        List<Resource> filled = new ArrayList<>(selection.resources());
        filled.removeIf(resource -> resource instanceof Node node
                && !(node instanceof SeedNode)
                && node.code().rawCode().isBlank());
        return new Selection(selection.graph(), filled, selection.unmatched());
    }

    /** The folder of {@code --state} as a selection sees it. */
    static ComparedState compared(Workspace workspace) {
        if (workspace.invocation().state().state().isEmpty()) {
            return ComparedState.NONE;
        }
        PreviousState before = workspace.state();
        warnOfOwnFolder(workspace, before);
        Set<String> builtIns = new LinkedHashSet<>(BUILT_INS);
        workspace.files().builtIns().forEach(each -> builtIns.add(each.name()));
        return new ComparedState(
                before,
                before.sources().isPresent() ? PreviousStateReader.freshness(workspace.targetPath()) : Optional.empty(),
                builtIns,
                workspace.settings().chosen(Behaviour.STATE_MODIFIED_COMPARE_MORE_UNRENDERED_VALUES),
                (name, finding) -> workspace.events().emit(new FindingEvent.Warning(name, "W016", finding)));
    }

    private static void warnOfOwnFolder(Workspace workspace, PreviousState before) {
        if (before.folder()
                .toAbsolutePath()
                .normalize()
                .equals(workspace.targetPath().toAbsolutePath().normalize())) {
            workspace
                    .events()
                    .emit(new FindingEvent.Warning(
                            "WarnStateTargetEqual",
                            "I072",
                            Diagnostic.of(DiagnosticCode.SEL_011, "--state names the folder this command writes to")
                                    .inWordsOfDbt("Warning: The state and target directories are the same: '"
                                            + shown(workspace, before)
                                            + "'. This could lead to missing changes due to overwritten state including "
                                            + "non-idempotent retries."),
                            Map.of("state_path", shown(workspace, before))));
        }
    }

    private static Path shown(Workspace workspace, PreviousState before) {
        Path here = workspace.invocation().workingFolder();
        return before.folder().startsWith(here) ? here.relativize(before.folder()) : before.folder();
    }

    private static Set<ResourceType> narrowed(Set<ResourceType> kinds, Invocation.SelectionOptions options) {
        Set<ResourceType> chosen = EnumSet.copyOf(kinds);
        if (!options.resourceTypes().isEmpty() && !options.resourceTypes().contains("all")) {
            chosen = types(options.resourceTypes());
        }
        chosen.removeAll(types(options.excludeResourceTypes()));
        return chosen;
    }

    private static Set<ResourceType> types(List<String> words) {
        Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
        for (String word : words) {
            if (word.equals("default")) {
                types.addAll(ListVerb.DEFAULT_TYPES);
            } else if (!word.equals("all")) {
                types.add(ResourceType.ofWireName(word)
                        .orElseThrow(() -> new WeirException(
                                Diagnostic.of(DiagnosticCode.CLI_001, "\"" + word + "\" is no resource type"))));
            }
        }
        return types;
    }
}
