package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticForm;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import dev.weir.core.parse.semantic.SemanticIssue;
import dev.weir.core.parse.semantic.SemanticValidator;
import dev.weir.core.project.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last look at semantic models, metrics and saved queries, when everything is linked: there is a time spine, and they make
 * sense. Nothing is looked at in a project without metrics. Source: recorded cases.
 */
final class SemanticCheck {
    private static final List<String> FINE_ENOUGH =
            TimeSpines.GRANULARITIES.subList(0, TimeSpines.GRANULARITIES.indexOf("day") + 1);

    private final ParseScope scope;
    private final Manifest manifest;
    private final Events events;

    SemanticCheck(ParseScope scope, Manifest manifest) {
        this.scope = scope;
        this.manifest = manifest;
        events = scope.request().invocation().events();
    }

    /** Says what is doubtful; throws {@code PAR-033} or {@code PAR-034} after saying what is wrong. */
    void check() {
        if (manifest.semantics().models().isEmpty()
                && manifest.semantics().metrics().isEmpty()) {
            return;
        }
        checkRelations();
        checkTimeSpine();
        if (manifest.semantics().metrics().isEmpty()) {
            return;
        }
        warnOfOldCumulatives();
        boolean sound = true;
        for (SemanticIssue issue :
                SemanticValidator.issues(manifest, scope.contexts().renderer())) {
            Diagnostic finding = Diagnostic.of(
                            DiagnosticCode.PAR_034, issue.about().subject() + " makes no sense")
                    .inWordsOfDbt(issue.words());
            finding = place(issue.about()).map(finding::at).orElse(finding);
            if (issue.error()) {
                sound = false;
                events.emit(new FindingEvent.SemanticValidationFailure(finding));
            } else {
                events.emit(new FindingEvent.Warning("SemanticValidationFailure", "I070", finding));
            }
        }
        if (!sound) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.PAR_034, "the semantic layer is not valid")
                    .inWordsOfDbt("Semantic Manifest validation failed."));
        }
    }

    private Optional<dev.weir.base.Span> place(Resource about) {
        String section = switch (about) {
            case SemanticModel _ -> "semantic_models";
            case Metric _ -> "metrics";
            case SavedQuery _ -> "saved_queries";
            default -> "models";
        };
        for (PropertyBlock block : scope.properties().section(section)) {
            if (block.name().equals(about.name()) && block.project().name().equals(about.packageName())) {
                return Optional.of(
                        block.written().find("name").orElse(block.written()).span());
            }
        }
        return Optional.empty();
    }

    /** What has no relation in the database cannot be queried. */
    private void checkRelations() {
        for (SemanticModel model : manifest.semantics().models().values()) {
            boolean none = model.definition()
                    .tree("node_relation")
                    .filter(relation -> relation.find("relation_name").isEmpty())
                    .isPresent();
            if (none) {
                Diagnostic finding = Diagnostic.of(
                                DiagnosticCode.PAR_034,
                                "semantic model \"" + model.name() + "\" is of a model without a relation")
                        .inWordsOfDbt(
                                "1 validation error for PydanticSemanticModel\nnode_relation -> relation_name\n  none is not an allowed value (type=type_error.none.not_allowed)")
                        .withHint("Materialize the model as a view or a table.");
                throw new WeirException(place(model).map(finding::at).orElse(finding));
            }
        }
    }

    private void checkTimeSpine() {
        if (manifest.semantics().models().isEmpty()) {
            return;
        }
        boolean spines = false;
        for (Node node : manifest.nodes().values()) {
            if (node instanceof ModelNode model && model.timeSpine().isPresent()) {
                spines = true;
                String column = Tree.of(model.timeSpine().get()).words("standard_granularity_column");
                Optional<String> grain =
                        Optional.ofNullable(model.docs().columns().get(column)).flatMap(ColumnInfo::granularity);
                if (grain.filter(FINE_ENOUGH::contains).isPresent()) {
                    return;
                }
            }
        }
        Optional<ModelNode> legacy = SemanticForm.legacySpine(manifest);
        if (legacy.isPresent()) {
            if (!spines && !scope.request().chosen(Behaviour.REQUIRE_YAML_CONFIGURATION_FOR_MF_TIME_SPINES)) {
                warn(
                        "MFTimespineWithoutYamlConfigurationDeprecation",
                        "D018",
                        "Time spines without YAML configuration are in the process of deprecation. Please add YAML configuration for your 'metricflow_time_spine' model. See documentation on MetricFlow time spines: https://docs.getdbt.com/docs/build/metricflow-time-spine and behavior change documentation: https://docs.getdbt.com/reference/global-configs/behavior-changes.");
            }
            return;
        }
        throw new WeirException(Diagnostic.of(DiagnosticCode.PAR_033, "there is no time spine by day or finer")
                .inWordsOfDbt(
                        "The semantic layer requires a time spine model with granularity DAY or smaller in the project, but none was found. Guidance on creating this model can be found on our docs site (https://docs.getdbt.com/docs/build/metricflow-time-spine).")
                .withHint("Describe a model of days with time_spine, and its column with granularity: day."));
    }

    private static final String CUMULATIVE_START =
            "Cumulative fields `type_params.window` and `type_params.grain_to_date` ";
    private static final String CUMULATIVE_END =
            " `type_params.cumulative_type_params.window` and `type_params.cumulative_type_params.grain_to_date`. ";
    private static final String BEHAVIOUR =
            "See documentation on behavior changes: https://docs.getdbt.com/reference/global-configs/behavior-changes.";

    private void warnOfOldCumulatives() {
        List<String> old = new ArrayList<>();
        for (Metric metric : manifest.semantics().metrics().values()) {
            if (metric.typeParams().find("window").isPresent()
                    || metric.typeParams().find("grain_to_date").isPresent()) {
                old.add(metric.name());
            }
        }
        if (old.isEmpty()) {
            return;
        }
        if (scope.request().chosen(Behaviour.REQUIRE_NESTED_CUMULATIVE_TYPE_PARAMS)) {
            events.emit(new FindingEvent.SemanticValidationFailure(
                    Diagnostic.of(DiagnosticCode.PAR_034, "cumulative metrics are written in the old way")
                            .inWordsOfDbt(CUMULATIVE_START + "should be nested under" + CUMULATIVE_END
                                    + "Invalid metrics: " + String.join(", ", old) + ". " + BEHAVIOUR)));
            throw new WeirException(Diagnostic.of(DiagnosticCode.PAR_034, "the semantic layer is not valid")
                    .inWordsOfDbt("Semantic Manifest validation failed."));
        }
        warn(
                "MFCumulativeTypeParamsDeprecation",
                "D019",
                CUMULATIVE_START + "have been moved and will soon be deprecated. Please nest those values under"
                        + CUMULATIVE_END + BEHAVIOUR);
    }

    private void warn(String name, String code, String words) {
        events.emit(new FindingEvent.Warning(
                name,
                code,
                Diagnostic.of(DiagnosticCode.PAR_022, "a way of writing that is going out of use")
                        .inWordsOfDbt(words)));
    }
}
