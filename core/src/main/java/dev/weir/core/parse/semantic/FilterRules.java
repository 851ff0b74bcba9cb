package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Filters of metrics and saved queries, as far as they can be read without a database. Source: recorded cases. */
final class FilterRules {
    private static final String BROKEN = "dbt_semantic_interfaces.call_parameter_sets.ParseJinjaObjectException: ";

    private final SemanticProject project;
    private final Issues issues;
    private final FilterItems items;

    FilterRules(SemanticProject project, Issues issues, FilterItems items) {
        this.project = project;
        this.issues = issues;
        this.items = items;
    }

    void readable() {
        for (Metric metric : project.metrics()) {
            ofMetric(metric);
        }
        for (SavedQuery query : project.queries()) {
            Tree params = query.definition().tree("query_params").orElse(Tree.EMPTY);
            for (String template : templates(params.tree("where"))) {
                try {
                    grains(query, "SAVED_QUERY", items.filter(template));
                } catch (FilterItems.Unreadable broken) {
                    // said with what else is wrong with the query
                }
            }
        }
    }

    private void ofMetric(Metric metric) {
        String name = metric.name();
        Tree params = metric.typeParams();
        check(metric, metric.definition().tree("filter"), "filter of metric `" + name + "`");
        params.tree("measure")
                .ifPresent(measure -> check(
                        metric,
                        measure.tree("filter"),
                        "filter of measure input `" + measure.words("name") + "` on metric `" + name + "`"));
        for (String side : List.of("numerator", "denominator")) {
            params.tree(side)
                    .ifPresent(input ->
                            check(metric, input.tree("filter"), "the " + side + " filter on metric `" + name + "`"));
        }
        for (Tree input : params.trees("metrics")) {
            check(
                    metric,
                    input.tree("filter"),
                    "filter for input metric `" + input.words("name") + "` on metric `" + name + "`");
        }
    }

    private void check(Metric metric, Optional<Tree> filter, String what) {
        StringBuilder broken = new StringBuilder();
        for (String template : templates(filter)) {
            try {
                grains(metric, "METRIC", items.where(template));
            } catch (FilterItems.Unreadable wrong) {
                broken.append("\n\nFilter:\n")
                        .append(template.indent(4).stripTrailing())
                        .append("\nError Message:\n")
                        .append(wrong.words().indent(4).stripTrailing());
            }
        }
        if (!broken.isEmpty()) {
            issues.error(
                    metric,
                    "An error occurred while trying to parse " + what + " - " + BROKEN
                            + "Encountered error(s) while parsing:" + broken);
        }
    }

    private void grains(Resource about, String kind, List<FilterItems.Item> read) {
        List<String> known = new ArrayList<>(SemanticProject.GRAINS);
        known.addAll(project.customGrains());
        for (FilterItems.Item item : read) {
            if (item.grain().isPresent() && !known.contains(item.grain().get())) {
                issues.warn(
                        about,
                        "Filter for SemanticManifestNodeType." + kind + " `" + about.name() + "` is not valid. `"
                                + item.grain().get() + "` is not a valid granularity name. Valid granularity options: "
                                + PythonWords.of(known));
            }
        }
    }

    static List<String> templates(Optional<Tree> filter) {
        List<String> templates = new ArrayList<>();
        filter.ifPresent(
                all -> all.trees("where_filters").forEach(each -> templates.add(each.words("where_sql_template"))));
        return templates;
    }

    /** The head of a message about a part of a saved query that cannot be read. */
    static String unreadable(String part, SavedQuery query, String words) {
        return "An error occurred while trying to parse a " + part + " in saved query `" + query.name() + "` - "
                + BROKEN + words + "\n";
    }
}
