package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.manifest.SourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code state:}, {@code result:} and {@code source_status:}: the methods that look at what an earlier invocation left. Source:
 * dbt docs, "state"; recorded cases in {@code select/state}.
 */
final class StateMethods {
    /** Words after {@code state:}, in the reference's order. */
    static final List<String> STATES = List.of(
            "new",
            "old",
            "modified",
            "unmodified",
            "modified.body",
            "modified.configs",
            "modified.persisted_descriptions",
            "modified.relation",
            "modified.macros",
            "modified.contract");

    private final Graph graph;
    private final ComparedState state;
    private @Nullable StateComparison comparison;

    StateMethods(Graph graph, ComparedState state) {
        this.graph = graph;
        this.state = state;
    }

    SelectorMethod comparison(String value) {
        PreviousState.Nodes before = state.before()
                .manifest()
                .orElseThrow(() ->
                        new WeirException(Diagnostic.of(DiagnosticCode.SEL_006, "there is no state to compare with")
                                .inWordsOfDbt("Got a state selector method, but no comparison manifest")
                                .withHint("Name the folder of an earlier manifest.json with --state.")));
        if (!STATES.contains(value)) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" is no kind of change")
                    .inWordsOfDbt("Got an invalid selector \"" + value + "\", expected one of \"["
                            + STATES.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "))
                            + "]\""));
        }
        StateComparison made = comparison;
        StateComparison compared = made != null ? made : new StateComparison(graph.manifest(), before, state);
        comparison = compared;
        if (value.equals("modified") || value.equals("modified.contract")) {
            compared.contractsGone();
        }
        return switch (value) {
            case "new" -> compared::created;
            case "old" -> resource -> !compared.created(resource);
            case "modified" -> compared::modified;
            case "unmodified" -> resource -> !compared.modified(resource);
            default -> {
                Change.Part part = Stream.of(Change.Part.values())
                        .filter(each -> value.endsWith("." + each.word()))
                        .findFirst()
                        .orElseThrow();
                yield resource -> compared.modified(resource, part);
            }
        };
    }

    SelectorMethod result(String value) {
        Map<String, String> results = state.before()
                .results()
                .orElseThrow(() ->
                        new WeirException(Diagnostic.of(DiagnosticCode.SEL_007, "there are no results to compare with")
                                .inWordsOfDbt("No comparison run_results")
                                .withHint("Name the folder of an earlier run_results.json with --state.")));
        return resource -> value.equals(results.get(resource.uniqueId()));
    }

    SelectorMethod freshness(String value) {
        Map<String, String> before = state.before().sources().orElseThrow(() -> noFreshness("previous"));
        Map<String, String> now = state.freshness().orElseThrow(() -> noFreshness("current"));
        if (!value.equals("fresher")) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" is no status of a source")
                    .inWordsOfDbt("Got an invalid selector \"" + value + "\", expected one of \"['fresher']\"")
                    .withHint("Use source_status:fresher."));
        }
        return resource -> {
            String latest = now.get(resource.uniqueId());
            return resource instanceof SourceDefinition
                    && latest != null
                    && Optional.ofNullable(before.get(resource.uniqueId()))
                            .map(earlier -> latest.compareTo(earlier) > 0)
                            .orElse(true);
        };
    }

    private static WeirException noFreshness(String which) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.SEL_007, "there is no freshness of sources to compare with")
                .inWordsOfDbt("No " + which + " state comparison freshness results in sources.json")
                .withHint("Run source freshness, and name the folder of an earlier sources.json with --state."));
    }
}
