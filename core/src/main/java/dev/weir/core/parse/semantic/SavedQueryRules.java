package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What saved queries group by, filter and order. Source: recorded cases. */
final class SavedQueryRules {
    private final SemanticProject project;
    private final Issues issues;
    private final FilterItems items;

    SavedQueryRules(SemanticProject project, Issues issues, FilterItems items) {
        this.project = project;
        this.issues = issues;
        this.items = items;
    }

    void check() {
        if (project.queries().isEmpty()) {
            return;
        }
        Set<String> elements = new HashSet<>(Set.of("metric_time"));
        for (SemanticModel model : project.models()) {
            elements.addAll(SemanticProject.names(SemanticProject.entities(model)));
            elements.addAll(SemanticProject.names(SemanticProject.dimensions(model)));
            model.definition().text("primary_entity").ifPresent(elements::add);
        }
        for (SavedQuery query : project.queries()) {
            Tree params = query.definition().tree("query_params").orElse(Tree.EMPTY);
            where(query, params);
            List<FilterItems.Item> grouped = groupBy(query, params, elements);
            orderBy(query, params, grouped);
            if (params.members().get("limit") instanceof Number limit && limit.longValue() < 0) {
                issues.error(query, "Invalid limit value: " + limit + " (should be >= 0)");
            }
        }
    }

    private void where(SavedQuery query, Tree params) {
        for (String template : FilterRules.templates(params.tree("where"))) {
            try {
                items.filter(template);
            } catch (FilterItems.Unreadable broken) {
                issues.error(query, FilterRules.unreadable("filter", query, broken.words()));
            }
        }
    }

    private List<FilterItems.Item> groupBy(SavedQuery query, Tree params, Set<String> elements) {
        List<FilterItems.Item> grouped = new ArrayList<>();
        for (String written : params.texts("group_by")) {
            try {
                List<FilterItems.Item> read = items.filter("{{" + written + "}}");
                if (read.isEmpty()) {
                    throw new FilterItems.Unreadable("Error while parsing Jinja template:\n{{" + written + "}}");
                }
                for (FilterItems.Item item : read) {
                    grouped.add(item);
                    if (!item.kind().equals("Metric") && !elements.contains(item.element())) {
                        issues.error(query, "`" + written + "` is not a valid group-by name.");
                    }
                }
            } catch (FilterItems.Unreadable broken) {
                issues.error(query, FilterRules.unreadable("group-by", query, broken.words()));
            }
        }
        return grouped;
    }

    private void orderBy(SavedQuery query, Tree params, List<FilterItems.Item> grouped) {
        List<String> metrics = params.texts("metrics");
        for (String written : params.texts("order_by")) {
            try {
                List<FilterItems.Item> read = items.read("{{ " + written + " }}");
                if (read.isEmpty()) {
                    throw new FilterItems.Unreadable("");
                }
                FilterItems.Item item = read.getFirst();
                boolean known = item.kind().equals("Metric")
                        ? metrics.contains(item.name())
                        : grouped.stream().anyMatch(item::same);
                if (!known) {
                    issues.error(query, written + " does not match any of the listed metrics or group-by items. ");
                }
            } catch (FilterItems.Unreadable broken) {
                issues.error(
                        query,
                        "An error occurred while parsing a field in '" + query.name()
                                + "'. Note that metrics need to be specified using the object-builder syntax (`Metric('metric_name')`) and if `.descending(...)` is specified, it should be at the end. - dbt_semantic_interfaces.parsing.text_input.ti_exceptions.QueryItemJinjaException: Error while processing Jinja template:\n    {{ "
                                + written + " }}\n");
            }
        }
    }
}
