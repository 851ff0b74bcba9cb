package dev.weir.web.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found in the artifacts, and how it hangs together. Not changed once made; any thread may read it. */
final class Site {
    private final ManifestScan.Found found;
    private final Results results;
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, List<Entry>> children = new HashMap<>();
    private final Map<String, List<Entry>> callers = new HashMap<>();
    private final Map<String, List<Entry>> members = new HashMap<>();
    private final Map<String, List<Entry>> versions = new HashMap<>();
    private final Map<String, List<TestEntry>> tests = new HashMap<>();
    private final Map<String, Entry> groups = new HashMap<>();

    Site(ManifestScan.Found found, Results results) {
        this.found = found;
        this.results = results;
        for (Entry entry : found.entries()) {
            numbers.put(entry.id(), numbers.size());
            byId.put(entry.id(), entry);
            if (entry.kind().equals("group")) {
                groups.putIfAbsent(entry.name().bare(), entry);
            }
        }
        for (Entry entry : found.entries()) {
            entry.links().nodes().forEach(id -> add(children, id, entry));
            entry.links().macros().forEach(id -> add(callers, id, entry));
            group(entry).ifPresent(group -> add(members, group.id(), entry));
            if (!entry.name().version().isEmpty()) {
                add(versions, family(entry), entry);
            }
        }
        for (TestEntry test : found.tests()) {
            test.of().forEach(id -> add(tests, id, test));
        }
    }

    private static <T> void add(Map<String, List<T>> lists, String key, T item) {
        lists.computeIfAbsent(key, _ -> new ArrayList<>(2)).add(item);
    }

    private static String family(Entry entry) {
        return entry.origin().packageName() + "." + entry.name().bare();
    }

    Tree metadata() {
        return found.metadata();
    }

    String project() {
        return found.metadata().text("project_name").orElse("");
    }

    List<Entry> entries() {
        return found.entries();
    }

    List<TestEntry> tests() {
        return found.tests();
    }

    Results results() {
        return results;
    }

    Optional<Entry> entry(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Numbers of the entries among these ids, in order. */
    int[] numbers(List<String> ids) {
        return ids.stream()
                .filter(numbers::containsKey)
                .mapToInt(numbers::get)
                .sorted()
                .toArray();
    }

    List<Entry> children(Entry entry) {
        return children.getOrDefault(entry.id(), List.of());
    }

    /** What calls a macro. */
    List<Entry> callers(Entry macro) {
        return callers.getOrDefault(macro.id(), List.of());
    }

    /** What is in a group. */
    List<Entry> members(Entry group) {
        return members.getOrDefault(group.id(), List.of());
    }

    Optional<Entry> group(Entry entry) {
        return Optional.ofNullable(groups.get(entry.labels().group()));
    }

    /** All versions of a model, itself too; empty when it has none. */
    List<Entry> versions(Entry model) {
        return versions.getOrDefault(family(model), List.of());
    }

    /** The data tests of an entry. */
    List<TestEntry> tests(Entry entry) {
        return tests.getOrDefault(entry.id(), List.of());
    }

    /** The overviews as Markdown: of the project and of packages that have one, by package; dbt's own, for all others, by "". */
    Map<String, String> overviews() {
        Map<String, String> texts = new TreeMap<>();
        for (ManifestScan.Doc doc : found.overviews()) {
            if (doc.name().equals("__overview__")) {
                texts.put(doc.packageName().equals("dbt") ? "" : doc.packageName(), doc.contents());
            }
        }
        for (ManifestScan.Doc doc : found.overviews()) {
            String about = doc.name().substring(2, Math.max(2, doc.name().length() - 2));
            boolean own = doc.packageName().equals(about) || doc.packageName().equals(project());
            if (!about.equals("overview") && !about.isEmpty() && own) {
                texts.put(about, doc.contents());
            }
        }
        Map<String, String> rootFirst = new LinkedHashMap<>();
        if (texts.containsKey(project())) {
            rootFirst.put(project(), texts.get(project()));
        }
        texts.forEach(rootFirst::putIfAbsent);
        return rootFirst;
    }
}
