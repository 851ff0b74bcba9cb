package dev.weir.web.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import dev.weir.web.docs.SiteRequest.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

class SiteBuilderTest {
    private static final String HOSTILE =
            "<script>alert('x')</script>\"'`</script><!-- \u202Eevil 🦊 " + "n".repeat(5_000);

    @TempDir
    private Path target;

    @Test
    void indexNamesEverythingInOrder() throws IOException {
        small();
        SiteSummary summary = build(Form.FILES);
        assertThat(summary).isEqualTo(new SiteSummary(8, 2, 2));
        Tree index = tree("site/data/index.json");
        Tree entries = index.tree("entries");
        assertThat(entries.texts("id"))
                .containsExactly(
                        "model.shop.dim.v1",
                        "model.shop.dim.v2",
                        "model.shop.orders",
                        "model.utils.helper",
                        "source.shop.raw.orders",
                        "macro.shop.money",
                        "macro.dbt.run_query",
                        "unit_test.shop.orders.adds");
        assertThat(entries.texts("name")).startsWith("dim.v1", "dim.v2", "orders", "helper", "raw.orders");
        assertThat(entries.list("hidden")).containsExactly(6L);
        assertThat(index.text("project")).contains("shop");
        assertThat(index.texts("packages").getFirst()).isEqualTo("shop");
        assertThat(index.tree("overviews").members().keySet()).containsExactly("shop", "");
        assertThat(index.tree("overviews").text("shop")).contains("<h1>Our shop</h1>");
        assertThat(tree("site/data/graph.json").list("parents").get(2)).isEqualTo(List.of(1L, 4L));
        assertThat(tree("site/data/tests.json").list("of")).containsExactly(List.of(2L), List.of(1L, 2L));
    }

    @Test
    void pageSaysWhatTheArtifactsSay() throws IOException {
        small();
        write("catalog.json", """
                {"metadata": {}, "nodes": {"model.shop.orders": {"metadata": {"type": "VIEW", "owner": "weir", "comment": null},
                 "columns": {"total": {"type": "numeric", "index": 2, "name": "total", "comment": null},
                             "ID": {"type": "integer", "index": 1, "name": "ID", "comment": null}},
                 "stats": {"has_stats": {"id": "has_stats", "label": "Has", "value": true, "include": false},
                           "rows": {"id": "rows", "label": "Rows", "value": 12, "include": true}}}}, "sources": {}}""");
        write("run_results.json", """
                {"metadata": {"generated_at": "2026-01-02T03:04:05Z"}, "args": {"which": "build"}, "elapsed_time": 2.5,
                 "results": [{"unique_id": "model.shop.orders", "status": "success", "execution_time": 1.5, "message": "OK",
                   "failures": null, "timing": [{"name": "compile", "started_at": "2026-01-02T03:04:01.5Z",
                   "completed_at": "2026-01-02T03:04:02Z"}]},
                  {"unique_id": "test.shop.not_null.1", "status": "fail", "execution_time": 0.1, "message": "Got 3", "failures": 3}]}""");
        build(Form.FILES);
        Tree page = page("model.shop.orders");
        assertThat(page.text("relation")).contains("\"db\".\"s\".\"orders\"");
        assertThat(page.trees("columns").stream()
                        .map(column -> column.text("name").orElse("")))
                .containsExactly("ID", "total", "gone");
        Tree id = page.trees("columns").getFirst();
        assertThat(id.text("type")).contains("integer");
        assertThat(id.text("description")).contains("<p>The <em>number</em>.</p>");
        assertThat(id.list("tests")).containsExactly(List.of("test.shop.not_null.1", "not_null", "fail"));
        assertThat(id.texts("constraints")).containsExactly("not null", "primary key (id, total)");
        assertThat(page.trees("columns").getLast().truth("missing")).contains(true);
        assertThat(page.tree("refs").members()).containsOnly(Map.entry("dim", "model.shop.dim.v2"));
        assertThat(page.tree("sources").members()).containsOnly(Map.entry("raw.orders", "source.shop.raw.orders"));
        assertThat(page.texts("macros")).containsExactly("macro.shop.money");
        assertThat(page.tree("run").text("status")).contains("success");
        assertThat(page.tree("run").list("timing")).containsExactly(List.of("compile", 0.5));
        assertThat(page.trees("tests").stream().map(test -> test.text("kind").orElse("")))
                .containsExactly("generic", "singular", "unit");
        assertThat(page.trees("tests").getFirst().number("failures")).contains(3L);
        assertThat(page.list("facts"))
                .contains(
                        List.of("Materialization", "view"),
                        List.of("Cluster", "fast"),
                        List.of("Rows", 12L),
                        List.of("meta.owner", "me"))
                .doesNotContain(List.of("on_schema_change", "ignore"));
        assertThat(tree("site/data/index.json").tree("lastRun").text("command")).contains("build");
        assertThat(page("model.shop.dim.v2").list("facts")).contains(List.of("Version", "2 (latest)"));
        assertThat(page("model.shop.dim.v2").texts("children")).containsExactly("model.shop.orders");
        assertThat(page("macro.shop.money").texts("children")).containsExactly("model.shop.orders");
    }

    @Test
    void resultsOfACommandThatOnlyCompiledAreNoRun() throws IOException {
        small();
        String results = """
                {"metadata": {}, "args": {"which": "%s"}, "results": [{"unique_id": "model.shop.orders", "status": "%s"}]}""";
        write("run_results.json", results.formatted("generate", "success"));
        build(Form.FILES);
        assertThat(page("model.shop.orders").value("run")).isNull();
        write("weir_last_run.json", results.formatted("run", "error"));
        build(Form.FILES);
        assertThat(page("model.shop.orders").tree("run").text("status")).contains("error");
    }

    @Test
    void hostileNamesAndDescriptionsStayText() throws IOException {
        Map<String, Object> model = model("model.shop.x", HOSTILE);
        model.put("description", HOSTILE);
        model.put("raw_code", HOSTILE + "half of a pair");
        model.put("columns", Map.of(HOSTILE, Map.of("name", HOSTILE, "description", HOSTILE)));
        manifest(Map.of("model.shop.x", model));
        build(Form.FILES_AND_ONE_PAGE);
        Tree page = page("model.shop.x");
        assertThat(page.text("name")).contains(HOSTILE);
        assertThat(page.text("raw").orElseThrow()).startsWith(HOSTILE);
        assertThat(page.text("description").orElseThrow()).doesNotContain("<script", "<!--");
        assertThat(tree("site/data/index.json").tree("entries").texts("name")).containsExactly(HOSTILE);

        String alone = Files.readString(target.resolve("static_index.html"));
        assertThat(alone).doesNotContain("alert('x')</script>");
        Matcher script =
                Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL).matcher(alone);
        Map<String, String> data = new LinkedHashMap<>();
        while (script.find()) {
            Matcher name = Pattern.compile("data-file=\"([^\"]+)\"").matcher(script.group(1));
            if (name.find()) {
                data.put(name.group(1), script.group(2));
            }
        }
        assertThat(data.keySet())
                .contains(
                        "index.json",
                        "graph.json",
                        "tests.json",
                        "pages/0.json",
                        "search-words.json",
                        "search-code.json");
        assertThat(parse(data.get("index.json")))
                .isEqualTo(parse(Files.readString(target.resolve("site/data/index.json"))));
        assertThat(parse(data.get("pages/0.json")))
                .isEqualTo(parse(Files.readString(target.resolve("site/data/pages/0.json"))));
    }

    @Test
    void onePageNamesNoOtherFileAndAllowsOnlyItsScripts() throws IOException {
        small();
        build(Form.FILES_AND_ONE_PAGE);
        String alone = Files.readString(target.resolve("static_index.html"));
        assertThat(alone).doesNotContain("src=\"site/", "href=\"site/").contains("data-worker=\"search-worker.js\"");
        String policy = alone.substring(
                alone.indexOf("Content-Security-Policy"),
                alone.indexOf("\">", alone.indexOf("Content-Security-Policy")));
        assertThat(policy).contains("default-src 'none'", "'sha256-").doesNotContain("unsafe");
        long scripts = Pattern.compile("<script>").matcher(alone).results().count();
        assertThat(Pattern.compile("sha256-")
                        .matcher(policy.substring(0, policy.indexOf("style-src")))
                        .results()
                        .count())
                .isEqualTo(scripts)
                .isPositive();
    }

    @Test
    void brokenManifestIsToldWithItsPlaceAndTheOldSiteStays() throws IOException {
        small();
        build(Form.FILES);
        String before = Files.readString(target.resolve("site/data/index.json"));
        write("manifest.json", "{\"metadata\": {},\n \"nodes\": {\"model.shop.a\": {\"name\": oops}}}");
        assertThatThrownBy(() -> build(Form.FILES)).isInstanceOfSatisfying(WeirException.class, failed -> {
            assertThat(failed.diagnostics().getFirst().code().wireName()).isEqualTo("WEB-001");
            assertThat(failed.diagnostics().getFirst().detail().orElseThrow()).contains("manifest.json:2:");
            assertThat(failed.diagnostics().getFirst().hint().orElseThrow()).contains("docs generate");
        });
        assertThat(Files.readString(target.resolve("site/data/index.json"))).isEqualTo(before);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void brokenCatalogAndMissingManifestAreTold() throws IOException {
        assertThatThrownBy(() -> build(Form.FILES))
                .isInstanceOfSatisfying(
                        WeirException.class,
                        failed -> assertThat(failed.diagnostics().getFirst().primary())
                                .contains("manifest.json"));
        small();
        write("catalog.json", "{\"nodes\": {");
        assertThatThrownBy(() -> build(Form.FILES))
                .isInstanceOfSatisfying(
                        WeirException.class,
                        failed -> assertThat(
                                        failed.diagnostics().getFirst().detail().orElseThrow())
                                .contains("catalog.json:1:"));
        assertThat(target.resolve("site")).doesNotExist();
    }

    @Test
    void largeProjectsAreCutIntoChunksAndStaleOnesGo() throws IOException {
        Map<String, Map<String, Object>> models = new LinkedHashMap<>();
        IntStream.range(0, 100).forEach(i -> {
            Map<String, Object> model = model("model.shop.m" + i, "m%03d".formatted(i));
            model.put("raw_code", "select 1 -- " + "x".repeat(5_000));
            models.put("model.shop.m" + i, model);
        });
        manifest(models);
        build(Form.FILES);
        List<Object> chunks = new ArrayList<>(tree("site/data/index.json").list("chunks"));
        assertThat(chunks).hasSizeGreaterThan(5).startsWith(0L);
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            List<?> pages = (List<?>) parse(Files.readString(target.resolve("site/data/pages/" + chunk + ".json")));
            assertThat(Tree.of(pages.getFirst()).text("name")).contains("m%03d".formatted((Long) chunks.get(chunk)));
        }
        small();
        build(Form.FILES);
        try (Stream<Path> files = Files.list(target.resolve("site/data/pages"))) {
            assertThat(files).hasSize(1);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftGoesOnceItIsOld() throws IOException {
        small();
        Path left = Files.createDirectories(target.resolve(".site-dead/data"));
        Files.writeString(left.resolve("index.json"), "{");
        Path fresh = Files.createDirectories(target.resolve(".site-alive"));
        Files.setLastModifiedTime(
                target.resolve(".site-dead"), FileTime.from(Instant.now().minusSeconds(86_400)));
        build(Form.FILES);
        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void otherFilesOfTheFolderAreLeftAlone() throws IOException {
        small();
        Files.createDirectories(target.resolve("compiled"));
        write("compiled/a.sql", "select 1");
        build(Form.FILES);
        assertThat(target.resolve("compiled/a.sql")).hasContent("select 1");
        assertThat(target.resolve("static_index.html")).doesNotExist();
        assertThat(target.resolve("index.html")).isNotEmptyFile();
        assertThat(target.resolve("site/index.html")).doesNotExist();
        assertThat(target.resolve("site/app.js")).isNotEmptyFile();
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    private SiteSummary build(Form form) {
        return SiteBuilder.build(new SiteRequest(target, form, "0.1.0"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(target.resolve(name), text);
    }

    private Tree tree(String name) throws IOException {
        return Tree.of(parse(Files.readString(target.resolve(name))));
    }

    private static Object parse(String json) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return Json.read(parser);
        }
    }

    private Tree page(String id) throws IOException {
        List<?> pages = (List<?>) parse(Files.readString(target.resolve("site/data/pages/0.json")));
        return pages.stream()
                .map(Tree::of)
                .filter(page -> page.text("id").orElse("").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> model(String id, String name) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("unique_id", id);
        model.put("resource_type", "model");
        model.put("name", name);
        model.put("package_name", "shop");
        model.put("original_file_path", "models/x.sql");
        model.put("config", Map.of("materialized", "view"));
        return model;
    }

    private void manifest(Map<String, ? extends Object> nodes) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("metadata", Map.of("project_name", "shop", "adapter_type", "postgres"));
        manifest.put("nodes", nodes);
        write("manifest.json", Json.text(manifest).replace("half of a pair", "\\ud83e"));
    }

    private void small() throws IOException {
        write("manifest.json", """
                {"metadata": {"project_name": "shop", "adapter_type": "postgres", "generated_at": "2026-01-01T00:00:00Z"},
                 "nodes": {
                  "model.utils.helper": {"resource_type": "model", "name": "helper", "package_name": "utils",
                    "original_file_path": "models/helper.sql", "config": {"materialized": "ephemeral"}},
                  "model.shop.orders": {"resource_type": "model", "name": "orders", "package_name": "shop", "database": "db",
                    "schema": "s", "alias": "orders", "relation_name": "\\"db\\".\\"s\\".\\"orders\\"",
                    "original_file_path": "models/orders.sql", "patch_path": "shop://models/shop.yml", "tags": ["t"],
                    "config": {"materialized": "view", "cluster": "fast", "on_schema_change": "ignore", "meta": {"owner": "me"}},
                    "columns": {"id": {"name": "id", "description": "The *number*.", "constraints": [{"type": "not_null"}]},
                                "gone": {"name": "gone", "description": ""}},
                    "constraints": [{"type": "primary_key", "columns": ["id", "total"]}],
                    "refs": [{"name": "dim", "package": null, "version": null}], "sources": [["raw", "orders"]],
                    "depends_on": {"nodes": ["model.shop.dim.v2", "source.shop.raw.orders"],
                                   "macros": ["macro.shop.money", "macro.dbt.run_query"]},
                    "raw_code": "select 1", "compiled_code": "select 1", "language": "sql"},
                  "model.shop.dim.v1": {"resource_type": "model", "name": "dim", "package_name": "shop", "version": 1,
                    "latest_version": 2, "original_file_path": "models/dim.sql", "config": {"materialized": "table"}},
                  "model.shop.dim.v2": {"resource_type": "model", "name": "dim", "package_name": "shop", "version": 2,
                    "latest_version": 2, "original_file_path": "models/dim.sql", "config": {"materialized": "table"}},
                  "test.shop.not_null.1": {"resource_type": "test", "name": "not_null_orders_id", "package_name": "shop",
                    "original_file_path": "models/shop.yml", "column_name": "id", "attached_node": "model.shop.orders",
                    "test_metadata": {"name": "not_null", "kwargs": {"column_name": "id", "model": "m"}},
                    "depends_on": {"nodes": ["model.shop.orders"]}},
                  "test.shop.whole.2": {"resource_type": "test", "name": "whole", "package_name": "shop",
                    "original_file_path": "tests/whole.sql", "depends_on": {"nodes": ["model.shop.orders", "model.shop.dim.v2"]}}},
                 "sources": {"source.shop.raw.orders": {"resource_type": "source", "name": "orders", "source_name": "raw",
                    "package_name": "shop", "original_file_path": "models/shop.yml", "columns": {}}},
                 "macros": {
                  "macro.dbt.run_query": {"resource_type": "macro", "name": "run_query", "package_name": "dbt",
                    "original_file_path": "macros/etc.sql", "macro_sql": "x", "depends_on": {"macros": []}},
                  "macro.shop.money": {"resource_type": "macro", "name": "money", "package_name": "shop",
                    "original_file_path": "macros/money.sql", "macro_sql": "x", "depends_on": {"macros": []}}},
                 "docs": {"doc.shop.__overview__": {"name": "__overview__", "package_name": "shop", "block_contents": "# Our shop"},
                          "doc.dbt.__overview__": {"name": "__overview__", "package_name": "dbt", "block_contents": "# dbt"}},
                 "disabled": {"model.shop.off": [{"resource_type": "model", "name": "off"}]},
                 "unit_tests": {"unit_test.shop.orders.adds": {"resource_type": "unit_test", "name": "adds", "package_name": "shop",
                    "original_file_path": "models/shop.yml", "model": "orders", "given": [], "expect": {"rows": []},
                    "depends_on": {"nodes": ["model.shop.orders"]}}}}""");
    }
}
