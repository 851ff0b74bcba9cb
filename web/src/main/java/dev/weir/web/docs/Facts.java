package dev.weir.web.docs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts at the head of a page: label and value, in the order to show. Thread-safe. */
final class Facts {
    /** Configs that other parts of the page say, or that say how, not what. */
    private static final Set<String> SAID_ELSEWHERE = Set.of(
            "enabled",
            "alias",
            "schema",
            "database",
            "tags",
            "meta",
            "docs",
            "group",
            "materialized",
            "access",
            "contract",
            "freshness",
            "loaded_at_field",
            "loaded_at_query",
            "cluster",
            "indexes",
            "refresh_interval",
            "retain_history",
            "severity");

    /** What configs are where nobody has set them. Source: dbt docs, "Model configurations"; manifests of dbt 1.11. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "on_schema_change", "ignore",
            "on_configuration_change", "apply",
            "lookback", 1L,
            "fail_calc", "count(*)",
            "warn_if", "!= 0",
            "error_if", "!= 0",
            "delimiter", ",");

    private final Site site;
    private final Markdown markdown;

    Facts(Site site, Markdown markdown) {
        this.site = site;
        this.markdown = markdown;
    }

    /** Facts being gathered; what says nothing is left out. */
    private static final class Gathered {
        private final List<List<Object>> facts = new ArrayList<>();

        void add(String label, Optional<?> value) {
            value.ifPresent(given -> add(label, given));
        }

        void add(String label, Object value) {
            boolean nothing = value instanceof String text && text.isEmpty()
                    || value instanceof Collection<?> items && items.isEmpty()
                    || value instanceof Map<?, ?> map && map.isEmpty();
            if (!nothing) {
                facts.add(List.of(label, value));
            }
        }

        /** A tree of configs, or a list of them, as text. */
        void plain(String label, @Nullable Object value) {
            if (value != null) {
                add(label, shown(value));
            }
        }

        private static Object shown(Object value) {
            return switch (value) {
                case String text -> text;
                case Number number -> number;
                case Collection<?> items
                when items.stream().allMatch(String.class::isInstance) ->
                    items.stream().map(String.class::cast).toList();
                case Collection<?> items when items.isEmpty() -> "";
                case Map<?, ?> map when map.isEmpty() -> "";
                default -> Json.text(value);
            };
        }
    }

    List<List<Object>> of(Entry entry, Tree resource, Tree catalog) {
        Gathered facts = new Gathered();
        Tree config = resource.tree("config");
        boolean built = Set.of("model", "seed", "snapshot", "function").contains(entry.kind());
        if (built) {
            facts.add("Materialization", entry.labels().materialized());
        }
        if (entry.kind().equals("model")) {
            facts.add("Access", entry.labels().access());
        }
        site.group(entry).ifPresent(group -> facts.add("Group", Page.link(group.id())));
        owner(facts, resource);
        versions(facts, entry, resource);
        if (config.tree("contract").truth("enforced").orElse(false)) {
            facts.add("Contract", "enforced");
        }
        ofKind(facts, entry, resource);
        materialize(facts, entry, config);
        modelConstraints(facts, resource);
        catalog(facts, catalog);
        resource.text("language")
                .filter(language -> !language.equals("sql"))
                .ifPresent(language -> facts.add("Language", language));
        meta(facts, resource, config);
        if (!entry.kind().equals("operation")) {
            configs(facts, config);
        }
        return facts.facts;
    }

    List<List<Object>> of(TestEntry test, Tree resource) {
        Gathered facts = new Gathered();
        Tree metadata = resource.tree("test_metadata");
        Tree config = resource.tree("config");
        List<String> tested =
                test.of().stream().filter(id -> site.entry(id).isPresent()).toList();
        if (!tested.isEmpty()) {
            facts.add("Tests", Page.links(tested));
        }
        facts.add("Column", test.column());
        if (test.generic()) {
            facts.add("Generic test", test.label());
        }
        metadata.tree("kwargs").members().forEach((name, value) -> {
            if (!name.equals("model") && !name.equals("column_name")) {
                facts.plain("Argument " + name, value);
            }
        });
        facts.add("Severity", config.text("severity").map(String::toLowerCase));
        owner(facts, resource);
        meta(facts, resource, config);
        configs(facts, config);
        return facts.facts;
    }

    private void owner(Gathered facts, Tree resource) {
        Tree own = resource.tree("owner");
        Tree owner = own.members().isEmpty() ? resource.tree("config").tree("owner") : own;
        List<String> names = new ArrayList<>();
        owner.text("name").ifPresent(names::add);
        names.addAll(owner.texts("email"));
        facts.add("Owner", names);
    }

    private void versions(Gathered facts, Entry entry, Tree resource) {
        if (!entry.name().version().isEmpty()) {
            facts.add("Version", entry.name().version() + (entry.name().latest() ? " (latest)" : ""));
            List<Entry> all = site.versions(entry);
            if (all.size() > 1) {
                facts.add("All versions", Page.links(all.stream().map(Entry::id).toList()));
            }
        }
        facts.add("Deprecated from", resource.text("deprecation_date"));
    }

    private void ofKind(Gathered facts, Entry entry, Tree resource) {
        switch (entry.kind()) {
            case "source" -> source(facts, entry, resource);
            case "exposure" -> {
                facts.add("Label", resource.text("label"));
                facts.add("Type", resource.text("type"));
                facts.add("Maturity", resource.text("maturity"));
                facts.add("Address", resource.text("url").map(url -> Map.of("url", url)));
            }
            case "metric" -> {
                facts.add("Label", resource.text("label"));
                facts.add("Type", resource.text("type"));
                parameters(facts, resource.tree("type_params"));
                filter(facts, resource.value("filter"));
                facts.add("Time grain", resource.text("time_granularity"));
            }
            case "semantic_model" -> {
                facts.add("Label", resource.text("label"));
                facts.add("Model", resource.tree("node_relation").text("relation_name"));
                facts.add("Primary entity", resource.text("primary_entity"));
                facts.add("Time dimension", resource.tree("defaults").text("agg_time_dimension"));
            }
            case "saved_query" -> {
                Tree query = resource.tree("query_params");
                facts.add("Label", resource.text("label"));
                facts.plain("Metrics", query.value("metrics"));
                facts.plain("Group by", query.value("group_by"));
                filter(facts, query.value("where"));
                facts.add("Limit", query.number("limit"));
                facts.add(
                        "Exports",
                        resource.trees("exports").stream()
                                .flatMap(export -> export.text("name").stream())
                                .toList());
            }
            case "unit_test" -> {
                List<String> tested = entry.links().nodes().stream()
                        .filter(id -> site.entry(id).isPresent())
                        .toList();
                if (tested.isEmpty()) {
                    facts.add("Model", resource.text("model"));
                } else {
                    facts.add("Model", Page.links(tested));
                }
                facts.add("Version", resource.word("version"));
                Tree overrides = resource.tree("overrides");
                overrides.members().forEach((name, value) -> facts.plain("Override of " + name, value));
            }
            case "function" -> {
                Tree returns = resource.tree("returns");
                facts.add("Returns", returns.text("data_type").or(() -> returns.text("type")));
            }
            default -> {}
        }
    }

    private void source(Gathered facts, Entry entry, Tree resource) {
        facts.add(
                "Source",
                resource.text("source_description")
                        .map(text -> (Object) Map.of("html", markdown.html(text)))
                        .or(() -> Optional.of(entry.name().source())));
        facts.add("Loader", resource.text("loader"));
        Tree freshness = resource.tree("freshness").members().isEmpty()
                ? resource.tree("config").tree("freshness")
                : resource.tree("freshness");
        facts.add("Warns when older than", age(freshness.tree("warn_after")));
        facts.add("Fails when older than", age(freshness.tree("error_after")));
        facts.add("Freshness filter", freshness.text("filter"));
        facts.add("Loaded at", resource.text("loaded_at_field").or(() -> resource.text("loaded_at_query")));
        site.results().freshness(entry.id()).ifPresent(result -> {
            facts.add(
                    "Freshness",
                    result.text("status").orElse("")
                            + result.text("error").map(error -> ": " + error).orElse(""));
            facts.add("Newest row", result.text("max_loaded_at"));
        });
        facts.plain("External", resource.value("external"));
    }

    private static Optional<String> age(Tree threshold) {
        Optional<Number> count = threshold.number("count");
        return count.map(
                number -> number + " " + threshold.text("period").orElse("") + (number.doubleValue() == 1 ? "" : "s"));
    }

    /** What a metric is made of: names of measures and metrics, expressions. */
    private void parameters(Gathered facts, Tree parameters) {
        parameters.members().forEach((name, value) -> {
            String label =
                    Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
            if (value instanceof Map<?, ?> map && map.get("name") instanceof String text) {
                facts.add(label, text);
            } else if (value instanceof List<?> list) {
                List<String> names = list.stream()
                        .flatMap(each -> Tree.of(each).text("name").stream())
                        .distinct()
                        .toList();
                facts.add(label, names);
            } else if (value instanceof String || value instanceof Number) {
                facts.add(label, value);
            }
        });
    }

    private static void filter(Gathered facts, @Nullable Object filter) {
        String text = Tree.of(filter).trees("where_filters").stream()
                .flatMap(each -> each.text("where_sql_template").stream())
                .collect(Collectors.joining(" and "));
        facts.add("Filter", filter instanceof String written ? written : text);
    }

    /** Where and how Materialize keeps it, and what takes it away from there. */
    private void materialize(Gathered facts, Entry entry, Tree config) {
        facts.add("Cluster", config.text("cluster"));
        facts.add("Indexes", config.trees("indexes").stream().map(Facts::index).toList());
        facts.plain("Refresh", config.value("refresh_interval"));
        facts.plain("Retain history", config.value("retain_history"));
        List<String> sinks = site.children(entry).stream()
                .filter(child -> child.labels().materialized().equals("sink"))
                .map(Entry::id)
                .toList();
        if (!sinks.isEmpty()) {
            facts.add("Sinks", Page.links(sinks));
        }
    }

    private static String index(Tree index) {
        List<String> parts = new ArrayList<>();
        if (index.truth("unique").orElse(false)) {
            parts.add("unique");
        }
        index.text("name").ifPresent(parts::add);
        boolean usual = index.truth("default").orElse(false);
        parts.add(usual ? "default" : "(" + String.join(", ", index.texts("columns")) + ")");
        index.text("cluster").ifPresent(cluster -> parts.add("in cluster " + cluster));
        index.text("type").ifPresent(type -> parts.add("as " + type));
        return String.join(" ", parts);
    }

    private static void modelConstraints(Gathered facts, Tree resource) {
        facts.add(
                "Constraints",
                resource.trees("constraints").stream().map(Columns::constraint).toList());
    }

    private static void catalog(Gathered facts, Tree catalog) {
        Tree metadata = catalog.tree("metadata");
        facts.add("Relation type", metadata.text("type"));
        facts.add("Owner in the database", metadata.text("owner"));
        facts.add("Comment", metadata.text("comment"));
        Tree stats = catalog.tree("stats");
        for (String name : stats.members().keySet()) {
            Tree stat = stats.tree(name);
            if (!name.equals("has_stats") && stat.truth("include").orElse(true)) {
                facts.plain(stat.text("label").orElse(name), stat.value("value"));
            }
        }
    }

    private static void meta(Gathered facts, Tree resource, Tree config) {
        Map<String, @Nullable Object> meta =
                new LinkedHashMap<>(config.tree("meta").members());
        meta.putAll(resource.tree("meta").members());
        meta.forEach((name, value) -> facts.plain("meta." + name, value));
    }

    private static void configs(Gathered facts, Tree config) {
        config.members().forEach((name, value) -> {
            boolean usual = value == null || SAID_ELSEWHERE.contains(name) || value.equals(DEFAULTS.get(name));
            if (!usual) {
                facts.plain(name, value);
            }
        });
    }
}
