package dev.weir.web.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that name everything: {@code index.json}, {@code tests.json}, {@code graph.json}. */
final class IndexFiles {
    /** Raised when what the browser's half reads changes its shape. */
    private static final int FORMAT = 1;

    private final Site site;
    private final Markdown markdown;
    private final String version;
    private final Numbers<String> packages = new Numbers<>();
    private final Numbers<String> folders = new Numbers<>();
    private final Numbers<List<String>> schemas = new Numbers<>();
    private final Numbers<String> tags = new Numbers<>();
    private final Numbers<String> colors = new Numbers<>();
    private final Numbers<String> materializations = new Numbers<>();
    private final Numbers<String> statuses = new Numbers<>();
    private final Numbers<String> groups = new Numbers<>();

    IndexFiles(Site site, Markdown markdown, String version) {
        this.site = site;
        this.markdown = markdown;
        this.version = version;
    }

    void write(Path data, List<Integer> pages, List<Integer> testPages) throws java.io.IOException {
        packages.of(site.project());
        Map<String, Object> entries = entries();
        Map<String, Object> tests = tests(testPages);
        Json.write(data.resolve("tests.json"), tests);
        Json.write(
                data.resolve("graph.json"),
                Map.of(
                        "parents",
                        site.entries().stream()
                                .map(entry -> site.numbers(entry.links().nodes()))
                                .toList()));
        Json.write(data.resolve("index.json"), index(pages, entries));
    }

    private Map<String, @Nullable Object> index(List<Integer> pages, Map<String, Object> entries) {
        Tree metadata = site.metadata();
        Map<String, @Nullable Object> lastRun = new LinkedHashMap<>();
        site.results().lastRun().ifPresent(run -> {
            lastRun.put("at", run.at());
            lastRun.put("command", run.command());
            lastRun.put("seconds", run.seconds());
        });
        Map<String, String> overviews = new LinkedHashMap<>();
        site.overviews().forEach((name, text) -> overviews.put(name, markdown.html(text)));
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("format", FORMAT);
        index.put("project", site.project());
        index.put("adapter", metadata.text("adapter_type").orElse(""));
        index.put("generatedAt", metadata.text("generated_at").orElse(""));
        index.put("weir", version);
        index.put("dbt", metadata.text("dbt_version").orElse(""));
        index.put("lastRun", lastRun.isEmpty() ? null : lastRun);
        index.put("kinds", ManifestScan.KINDS);
        index.put("packages", packages.values());
        index.put("folders", folders.values());
        index.put("schemas", schemas.values());
        index.put("tags", tags.values());
        index.put("colors", colors.values());
        index.put("materializations", materializations.values());
        index.put("statuses", statuses.values());
        index.put("groups", groups.values());
        index.put("overviews", overviews);
        index.put("chunks", pages);
        index.put("entries", entries);
        return index;
    }

    /** A list for each property of entries, in their order. */
    private static final class Lists {
        private final Map<String, List<Object>> lists = new LinkedHashMap<>();

        void add(String name, Object value) {
            list(name).add(value);
        }

        List<Object> list(String name) {
            return lists.computeIfAbsent(name, _ -> new ArrayList<>());
        }

        /** Lists of those names are there even when nothing was added. */
        Map<String, Object> all(String... names) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (String name : names) {
                all.put(name, list(name));
            }
            return all;
        }
    }

    private Map<String, Object> entries() {
        Lists lists = new Lists();
        int number = 0;
        for (Entry entry : site.entries()) {
            Entry.Labels labels = entry.labels();
            lists.add("id", entry.id());
            lists.add("kind", ManifestScan.KINDS.indexOf(entry.kind()));
            lists.add("name", entry.name().shown());
            origin(lists, entry.origin());
            lists.add(
                    "schema",
                    entry.relation()
                            .map(each -> schemas.of(List.of(each.database(), each.schema())))
                            .orElse(-1));
            lists.add(
                    "relation", entry.relation().map(Entry.Relation::identifier).orElse(""));
            lists.add("tags", labels.tags().stream().map(tags::of).toList());
            lists.add("color", colors.ofText(labels.color()));
            lists.add("materialized", materializations.ofText(labels.materialized()));
            lists.add("status", statuses.ofText(site.results().status(entry.id())));
            lists.add("access", labels.access());
            lists.add("group", groups.ofText(labels.group()));
            if (!labels.shown()) {
                lists.add("hidden", number);
            }
            number++;
        }
        return lists.all(
                "id",
                "kind",
                "name",
                "package",
                "folder",
                "file",
                "schema",
                "relation",
                "tags",
                "color",
                "materialized",
                "status",
                "access",
                "group",
                "hidden");
    }

    private void origin(Lists lists, Entry.Origin origin) {
        lists.add("package", packages.of(origin.packageName()));
        lists.add("folder", folders.of(origin.folder()));
        lists.add("file", origin.file());
    }

    private Map<String, Object> tests(List<Integer> pages) {
        Lists lists = new Lists();
        for (TestEntry test : site.tests()) {
            lists.add("id", test.id());
            lists.add("name", test.name());
            origin(lists, test.origin());
            lists.add("of", site.numbers(test.of()));
            lists.add("column", test.column());
            lists.add("status", statuses.ofText(site.results().status(test.id())));
            lists.add("tags", test.tags().stream().map(tags::of).toList());
        }
        Map<String, Object> all =
                lists.all("id", "name", "package", "folder", "file", "of", "column", "status", "tags");
        all.put("chunks", pages);
        return all;
    }
}
