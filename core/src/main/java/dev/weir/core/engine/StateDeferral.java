package dev.weir.core.engine;

import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.artifact.PreviousStateReader;
import dev.weir.core.context.Deferral;
import dev.weir.core.context.database.RelationCache;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.PreviousState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code --defer}: a ref leads to the relation of the earlier manifest where there is none here yet; with
 * {@code --favor-state} also where there is one, unless it is selected. Source: dbt docs, "Defer"; recorded cases.
 */
record StateDeferral(PreviousState.Nodes earlier, RelationCache cache, Set<String> selected, boolean favorState)
        implements Deferral {
    /** What the flags ask for; operations defer to nothing. Throws {@code SEL-006} when there is no manifest to defer to. */
    static Deferral of(Workspace workspace, RelationCache cache, List<String> selected) {
        Invocation.StateOptions options = workspace.invocation().state();
        Verb verb = workspace.invocation().verb();
        if (verb == Verb.RUN_OPERATION || !options.defer().orElse(false) && verb != Verb.CLONE) {
            return Deferral.none();
        }
        PreviousState state =
                options.deferState().map(PreviousStateReader::read).orElseGet(workspace::state);
        if (options.deferState().isEmpty() && options.state().isEmpty()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_006, "there is no state to defer to")
                    .inWordsOfDbt("--state or --defer-state are required for deferral, but neither was provided")
                    .withHint("Name the folder of an earlier manifest.json with --state."));
        }
        return new StateDeferral(
                state.manifest()
                        .orElseThrow(() -> new WeirException(Diagnostic.of(
                                        DiagnosticCode.SEL_006, "there is no manifest to defer to")
                                .inWordsOfDbt("Could not find manifest in --state path: \""
                                        + options.deferState()
                                                .or(options::state)
                                                .map(folder -> asGiven(workspace, folder))
                                                .orElse(String.valueOf(state.folder()))
                                        + "\""))),
                cache,
                Set.copyOf(selected),
                options.favorState().orElse(false));
    }

    /** Below the working folder, as it was typed in all likelihood. */
    private static String asGiven(Workspace workspace, Path folder) {
        Path working = workspace.invocation().workingFolder();
        return (folder.startsWith(working) ? working.relativize(folder) : folder).toString();
    }

    @Override
    public Optional<Relation> instead(Node target, Relation own) {
        Optional<Map<String, @Nullable Object>> tree = earlier.find(target.uniqueId());
        if (tree.isEmpty() || tree.get().get("relation_name") == null) {
            return Optional.empty();
        }
        boolean preferred = favorState && !selected.contains(target.uniqueId());
        return preferred || cache.find(own.path()).isEmpty()
                ? Optional.of(own.withPath(path(tree.get())))
                : Optional.empty();
    }

    @Override
    public Optional<Relation> elsewhere(Node target, Relation own) {
        return earlier.find(target.uniqueId())
                .filter(tree -> tree.get("relation_name") != null)
                .map(tree -> own.withPath(path(tree)));
    }

    private static RelationPath path(Map<String, @Nullable Object> tree) {
        return new RelationPath(text(tree, "database"), text(tree, "schema"), text(tree, "alias"));
    }

    private static Optional<String> text(Map<String, @Nullable Object> tree, String key) {
        return Optional.ofNullable(tree.get(key)).map(String::valueOf);
    }
}
