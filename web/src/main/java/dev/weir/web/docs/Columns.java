package dev.weir.web.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The columns of an entry: those of the database in its order, then those that are only documented. Thread-safe. */
final class Columns {
    private final Site site;
    private final Markdown markdown;

    Columns(Site site, Markdown markdown) {
        this.site = site;
        this.markdown = markdown;
    }

    /** @param catalog what the catalog says of the entry; empty when it says nothing */
    List<Map<String, @Nullable Object>> of(Entry entry, Tree resource, Tree catalog) {
        if (entry.kind().equals("semantic_model")) {
            return semantic(resource);
        }
        Map<String, Tree> documented = new LinkedHashMap<>();
        Tree written = resource.tree("columns");
        for (String name : written.members().keySet()) {
            Tree column = written.tree(name);
            documented.put(folded(column.text("name").orElse(name)), column);
        }
        Map<String, List<Object>> tests = tests(entry);
        Tree found = catalog.tree("columns");
        List<Map<String, @Nullable Object>> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        found.members().keySet().stream()
                .map(name -> Map.entry(name, found.tree(name)))
                .sorted(Comparator.comparingDouble(
                        each -> each.getValue().number("index").orElse(0).doubleValue()))
                .forEach(each -> {
                    String name = each.getValue().text("name").orElse(each.getKey());
                    seen.add(folded(name));
                    Tree column = documented.getOrDefault(folded(name), Tree.EMPTY);
                    columns.add(column(name, each.getValue().text("type"), each.getValue(), column, resource, tests)
                            .members());
                });
        documented.forEach((name, column) -> {
            if (seen.add(name)) {
                columns.add(
                        column(column.text("name").orElse(name), Optional.empty(), Tree.EMPTY, column, resource, tests)
                                .put("missing", !found.members().isEmpty())
                                .members());
            }
        });
        return columns;
    }

    private Page column(
            String name,
            Optional<String> type,
            Tree found,
            Tree column,
            Tree resource,
            Map<String, List<Object>> tests) {
        String description =
                column.text("description").or(() -> found.text("comment")).orElse("");
        Tree config = column.tree("config");
        List<String> tags = column.texts("tags").isEmpty() ? config.texts("tags") : column.texts("tags");
        Tree meta = column.tree("meta").members().isEmpty() ? config.tree("meta") : column.tree("meta");
        return new Page()
                .put("name", name)
                .put("type", type.or(() -> column.text("data_type")))
                .put("description", markdown.html(description))
                .put("tests", tests.getOrDefault(folded(name), List.of()))
                .put("constraints", constraints(name, column, resource))
                .put("tags", tags)
                .put("meta", meta.members());
    }

    private Map<String, List<Object>> tests(Entry entry) {
        Map<String, List<Object>> tests = new LinkedHashMap<>();
        for (TestEntry test : site.tests(entry)) {
            if (!test.column().isEmpty()) {
                String status = site.results().status(test.id());
                List<@Nullable Object> shown = new ArrayList<>(List.of(test.id(), test.label()));
                shown.add(status.isEmpty() ? null : status);
                tests.computeIfAbsent(folded(test.column()), _ -> new ArrayList<>())
                        .add(shown);
            }
        }
        return tests;
    }

    private static List<String> constraints(String name, Tree column, Tree resource) {
        List<String> shown = new ArrayList<>();
        for (Tree constraint : column.trees("constraints")) {
            shown.add(constraint(constraint));
        }
        for (Tree constraint : resource.trees("constraints")) {
            if (constraint.texts("columns").stream()
                    .anyMatch(each -> folded(each).equals(folded(name)))) {
                shown.add(constraint(constraint));
            }
        }
        return shown;
    }

    /** {@code not null}, {@code primary key (a, b)}, {@code check (a > 0)}, {@code foreign key to "s"."t" (a)}. */
    static String constraint(Tree constraint) {
        StringBuilder text =
                new StringBuilder(constraint.text("type").orElse("custom").replace('_', ' '));
        List<String> columns = constraint.texts("columns");
        if (!columns.isEmpty()) {
            text.append(" (").append(String.join(", ", columns)).append(')');
        }
        constraint.text("to").ifPresent(to -> text.append(" to ").append(to));
        if (!constraint.texts("to_columns").isEmpty()) {
            text.append(" (")
                    .append(String.join(", ", constraint.texts("to_columns")))
                    .append(')');
        }
        constraint
                .text("expression")
                .ifPresent(expression -> text.append(" (").append(expression).append(')'));
        return text.toString();
    }

    private List<Map<String, @Nullable Object>> semantic(Tree resource) {
        List<Map<String, @Nullable Object>> columns = new ArrayList<>();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("entities", "entity");
        parts.put("dimensions", "dimension");
        parts.put("measures", "measure");
        parts.forEach((part, word) -> {
            for (Tree each : resource.trees(part)) {
                String kind = each.text("type").or(() -> each.text("agg")).orElse("");
                columns.add(new Page()
                        .put("name", each.text("name"))
                        .put("type", kind.isEmpty() ? word : word + ": " + kind)
                        .put(
                                "description",
                                markdown.html(each.text("description").orElse("")))
                        .members());
            }
        });
        return columns;
    }

    /** What is searched of them. */
    static String words(List<Map<String, @Nullable Object>> columns, Tree resource) {
        StringJoiner words = new StringJoiner(" ");
        Tree documented = resource.tree("columns");
        for (Map<String, @Nullable Object> column : columns) {
            Tree shown = new Tree(column);
            String name = shown.text("name").orElse("");
            words.add(name);
            shown.text("type").ifPresent(words::add);
            documented.tree(name).text("description").ifPresent(words::add);
        }
        for (Tree argument : resource.trees("arguments")) {
            argument.text("name").ifPresent(words::add);
            argument.text("description").ifPresent(words::add);
        }
        return words.toString();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
