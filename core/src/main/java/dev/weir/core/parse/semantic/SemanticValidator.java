package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Manifest;
import dev.weir.jinja.Renderer;
import java.util.List;

/** Manifest ⇒ what is wrong with its semantic models, metrics and saved queries. Source: recorded cases. */
public final class SemanticValidator {
    private SemanticValidator() {}

    /** Warnings, then errors, each in the order of the rules. */
    public static List<SemanticIssue> issues(Manifest manifest, Renderer renderer) {
        SemanticProject project = SemanticProject.of(manifest);
        Issues issues = new Issues();
        MeasureRules measures = new MeasureRules(project, issues);
        ModelRules models = new ModelRules(project, issues);
        MetricRules metrics = new MetricRules(project, issues);
        NameRules names = new NameRules(project, issues);
        LabelRules labels = new LabelRules(project, issues);
        FilterItems items = new FilterItems(renderer);
        measures.percentiles();
        metrics.derived();
        measures.counts();
        measures.unique();
        models.validityWindows();
        models.sameDimensions();
        models.sameElements();
        models.naturalEntities();
        metrics.aliases();
        metrics.cumulative();
        names.valid();
        measures.timeDimensions();
        names.keywords();
        measures.nonAdditive();
        models.defaults();
        models.primaryEntities();
        models.primaryEntityDimensions();
        new FilterRules(project, issues, items).readable();
        new SavedQueryRules(project, issues, items).check();
        labels.metrics();
        labels.models();
        metrics.conversions();
        new SpineRules(project, issues).check();
        return issues.ordered();
    }
}
