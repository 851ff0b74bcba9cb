package dev.weir.web.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An entry or a test, read again as a whole ⇒ its page. Thread-safe. */
final class PageWriter {
    private final Site site;
    private final Markdown markdown;
    private final Facts facts;
    private final Columns columns;

    PageWriter(Site site, Markdown markdown) {
        this.site = site;
        this.markdown = markdown;
        facts = new Facts(site, markdown);
        columns = new Columns(site, markdown);
    }

    /** What a page says, and what of it is searched. */
    record Written(Map<String, @Nullable Object> page, String description, String columns, String code) {}

    Written write(Entry entry, Tree resource, Tree catalog) {
        String description = resource.text("description").orElse("");
        String code = resource.text("raw_code")
                .or(() -> resource.text("macro_sql"))
                .or(() -> resource.text("raw_sql"))
                .orElse("");
        List<Map<String, @Nullable Object>> shown = columns.of(entry, resource, catalog);
        Page page = new Page()
                .put("id", entry.id())
                .put("kind", entry.kind())
                .put("name", entry.name().shown())
                .put("package", entry.origin().packageName())
                .put("path", entry.origin().path())
                .put("patch", patch(resource))
                .put("description", markdown.html(description))
                .put("tags", entry.labels().tags())
                .put("facts", facts.of(entry, resource, catalog))
                .put("relation", resource.text("relation_name"))
                .put("columns", shown)
                .put("arguments", arguments(resource))
                .put("language", code.isEmpty() ? Optional.of("") : resource.text("language"))
                .put("raw", code)
                .put("compiled", resource.text("compiled_code").or(() -> resource.text("compiled_sql")))
                .put("parents", parents(entry.links()))
                .put("children", children(entry))
                .put("macros", macros(entry.links()))
                .put("refs", refs(resource, entry.links()))
                .put("sources", sources(entry.links()))
                .put("tests", tests(entry))
                .put("run", run(entry.id()));
        if (entry.kind().equals("unit_test")) {
            page.put("given", resource.list("given")).put("expect", resource.value("expect"));
        }
        return new Written(page.members(), markdown.words(description), Columns.words(shown, resource), code);
    }

    Map<String, @Nullable Object> write(TestEntry test, Tree resource) {
        return new Page()
                .put("id", test.id())
                .put("kind", "test")
                .put("name", test.name())
                .put("package", test.origin().packageName())
                .put("path", test.origin().path())
                .put("patch", patch(resource))
                .put("description", markdown.html(resource.text("description").orElse("")))
                .put("tags", test.tags())
                .put("facts", facts.of(test, resource))
                .put("relation", resource.text("relation_name"))
                .put("language", resource.text("language"))
                .put("raw", resource.text("raw_code").or(() -> resource.text("raw_sql")))
                .put("compiled", resource.text("compiled_code").or(() -> resource.text("compiled_sql")))
                .put("parents", parents(test.links()))
                .put("macros", macros(test.links()))
                .put("refs", refs(resource, test.links()))
                .put("sources", sources(test.links()))
                .put("run", run(test.id()))
                .members();
    }

    /** {@code shop://models/marts.yml} without the package. */
    private static Optional<String> patch(Tree resource) {
        return resource.text("patch_path").map(path -> {
            int start = path.indexOf("://");
            return start < 0 ? path : path.substring(start + 3);
        });
    }

    private List<String> parents(Entry.Links links) {
        return links.nodes().stream().filter(id -> site.entry(id).isPresent()).toList();
    }

    private List<String> children(Entry entry) {
        List<Entry> all = switch (entry.kind()) {
            case "macro" -> site.callers(entry);
            case "group" -> site.members(entry);
            default -> site.children(entry);
        };
        return all.stream()
                .filter(child -> !child.kind().equals("unit_test"))
                .map(Entry::id)
                .toList();
    }

    /** Those of the project and its packages. */
    private List<String> macros(Entry.Links links) {
        return links.macros().stream()
                .filter(id ->
                        site.entry(id).filter(macro -> macro.labels().shown()).isPresent())
                .toList();
    }

    private List<Map<String, @Nullable Object>> arguments(Tree resource) {
        return resource.trees("arguments").stream()
                .map(argument -> new Page()
                        .put("name", argument.text("name"))
                        .put("type", argument.text("type").or(() -> argument.text("data_type")))
                        .put(
                                "description",
                                markdown.html(argument.text("description").orElse("")))
                        .members())
                .toList();
    }

    /** What {@code ref} is called with ⇒ what it names. */
    private Map<String, String> refs(Tree resource, Entry.Links links) {
        Map<String, String> refs = new LinkedHashMap<>();
        for (Object each : resource.list("refs")) {
            Ref ref = Ref.of(each);
            links.nodes().stream()
                    .flatMap(id -> site.entry(id).stream())
                    .filter(ref::mayBe)
                    .max(Comparator.comparingInt(entry -> entry.name().latest() ? 1 : 0))
                    .ifPresent(entry -> refs.putIfAbsent(ref.words(), entry.id()));
        }
        return refs;
    }

    private record Ref(String packageName, String name, String version) {
        /** Manifests before 1.5 have lists of names. */
        static Ref of(@Nullable Object written) {
            if (written instanceof List<?> names) {
                String last = names.isEmpty() ? "" : String.valueOf(names.getLast());
                return new Ref(names.size() > 1 ? String.valueOf(names.getFirst()) : "", last, "");
            }
            Tree ref = Tree.of(written);
            return new Ref(
                    ref.text("package").orElse(""),
                    ref.text("name").orElse(""),
                    ref.word("version").orElse(""));
        }

        boolean mayBe(Entry entry) {
            return entry.name().bare().equals(name)
                    && !entry.kind().equals("source")
                    && (packageName.isEmpty() || entry.origin().packageName().equals(packageName))
                    && (version.isEmpty() || entry.name().version().equals(version));
        }

        String words() {
            return (packageName.isEmpty() ? "" : packageName + ".") + name + (version.isEmpty() ? "" : "@" + version);
        }
    }

    private Map<String, String> sources(Entry.Links links) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String id : links.nodes()) {
            site.entry(id)
                    .filter(entry -> entry.kind().equals("source"))
                    .ifPresent(entry -> sources.put(entry.name().shown(), id));
        }
        return sources;
    }

    private List<Map<String, @Nullable Object>> tests(Entry entry) {
        List<Map<String, @Nullable Object>> tests = new ArrayList<>();
        for (TestEntry test : site.tests(entry)) {
            tests.add(test(test.id(), test.label(), test.column(), test.generic() ? "generic" : "singular"));
        }
        Stream<Entry> units = entry.kind().equals("unit_test")
                ? Stream.empty()
                : site.children(entry).stream().filter(child -> child.kind().equals("unit_test"));
        units.forEach(unit -> tests.add(test(unit.id(), unit.name().shown(), "", "unit")));
        return tests;
    }

    private Map<String, @Nullable Object> test(String id, String label, String column, String kind) {
        Page page = new Page()
                .put("id", id)
                .put("label", label)
                .put("column", column)
                .put("kind", kind);
        site.results()
                .of(id)
                .ifPresent(outcome -> page.put("status", outcome.status())
                        .put("message", outcome.message())
                        .put("failures", outcome.failures())
                        .put("at", outcome.at()));
        return page.members();
    }

    private Map<String, @Nullable Object> run(String id) {
        Page page = new Page();
        site.results()
                .of(id)
                .ifPresent(outcome -> page.put("status", outcome.status())
                        .put("at", outcome.at())
                        .put("seconds", outcome.seconds())
                        .put("message", outcome.message())
                        .put(
                                "timing",
                                outcome.timing().stream()
                                        .map(step -> List.of(step.name(), step.seconds()))
                                        .toList()));
        return page.members();
    }
}
