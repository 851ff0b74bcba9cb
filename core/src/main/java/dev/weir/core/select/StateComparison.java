package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.manifest.WireForm;
import dev.weir.core.project.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A project beside an earlier manifest of it: which resources are new, and what changed in the others. Each resource is
 * compared once. Source: dbt docs, "state"; recorded cases in {@code select/state}.
 */
public final class StateComparison {
    /** Configs that change no content: they say where, or for whom. */
    private static final Set<String> NO_CONTENT = Set.of("alias", "schema", "database", "tags", "group");

    /** The configs of tests that count. Source: the reference, asked for each key of tests in code and in property files. */
    private static final Set<String> OF_TESTS = Set.of(
            "severity", "warn_if", "error_if", "limit", "where", "fail_calc", "store_failures", "store_failures_as");

    private static final List<String> WHERE = List.of("database", "schema", "alias");

    private static final List<String> OF_EXPOSURES =
            List.of("type", "owner", "maturity", "url", "description", "label", "depends_on");

    private static final List<String> OF_MODELS = List.of("latest_version", "deprecation_date");

    private static final List<String> OF_SOURCES = List.of("quoting", "external");

    private static final List<String> OF_SEMANTIC_MODELS = List.of(
            "model", "description", "defaults", "entities", "dimensions", "measures", "primary_entity", "group");

    private static final List<String> OF_METRICS = List.of("type", "type_params", "description", "label");

    private static final List<String> OF_SAVED_QUERIES =
            List.of("query_params", "description", "label", "exports", "group", "tags");

    private static final List<String> OF_UNIT_TESTS = List.of("model", "versions", "given", "expect", "overrides");

    private final Manifest manifest;
    private final PreviousState.Nodes before;
    private final MacroChanges macros;
    private final boolean asWritten;
    private final BiConsumer<String, Diagnostic> warn;
    private final Map<String, List<Change>> changes = new HashMap<>();
    private final Map<String, List<Said>> unsaid = new HashMap<>();

    /** @param before the earlier manifest of {@code how} */
    public StateComparison(Manifest manifest, PreviousState.Nodes before, ComparedState how) {
        this.before = before;
        this.manifest = manifest;
        warn = how.warn();
        asWritten = how.asWritten();
        macros = new MacroChanges(manifest, before, how.builtIns());
    }

    /** Whether the earlier manifest does not know it. */
    public boolean created(Resource resource) {
        return before.find(resource.uniqueId()).isEmpty();
    }

    /** Whether it is new or differs in any way that counts for the plain {@code state:modified}. */
    boolean modified(Resource resource) {
        if (created(resource)) {
            return resource instanceof Node || resource instanceof UnitTest;
        }
        List<Change> found = changes(resource);
        say(resource.uniqueId());
        return found.stream().anyMatch(change -> counts(resource, change.part()));
    }

    /**
     * Whether a change counts for the plain {@code state:modified}: a generic test is its configuration, its code is made of it, and
     * where its failures are kept is no part of it.
     */
    public static boolean counts(Resource resource, Change.Part part) {
        return !(resource instanceof GenericTestNode) || part != Change.Part.BODY && part != Change.Part.RELATION;
    }

    /** Whether it differs in a part; what is new differs in each part its kind has. */
    boolean modified(Resource resource, Change.Part part) {
        if (part != Change.Part.MACROS && created(resource)) {
            return switch (resource) {
                case Node _ -> true;
                case SourceDefinition _ -> part == Change.Part.CONFIGS || part == Change.Part.RELATION;
                case Exposure _ -> part == Change.Part.CONFIGS;
                case UnitTest _, SemanticModel _, Metric _, SavedQuery _ -> false;
            };
        }
        List<Change> found = created(resource) ? macroChange(resource) : changes(resource);
        say(resource.uniqueId(), part);
        return found.stream().anyMatch(change -> change.part() == part);
    }

    private List<Change> macroChange(Resource resource) {
        return macros.changed(resource).stream()
                .map(macro -> new Change(Change.Part.MACROS, macro))
                .toList();
    }

    /** A warning, or an error, that comes when somebody asks for the part it is about. */
    private record Said(Change.Part part, Runnable say) {}

    private void later(Resource about, Change.Part part, Runnable say) {
        unsaid.computeIfAbsent(about.uniqueId(), _ -> new ArrayList<>()).add(new Said(part, say));
    }

    private void say(String uniqueId, Change.Part... parts) {
        List<Said> waiting = unsaid.getOrDefault(uniqueId, List.of());
        for (Said each : List.copyOf(waiting)) {
            if (parts.length == 0 || List.of(parts).contains(each.part())) {
                waiting.remove(each);
                each.say().run();
            }
        }
    }

    /** The contract of a versioned model must not break; other broken ones are warned of. */
    private void brokenContract(ContractChanges contract, Map<String, @Nullable Object> model) {
        if (contract.breaking().isEmpty()) {
            return;
        }
        if (model.get("version") != null) {
            throw new WeirException(contract.error(model));
        }
        warn.accept("UnversionedBreakingChange", contract.warning(model));
    }

    /** Says which models with a contract are gone. */
    void contractsGone() {
        for (Map.Entry<String, Map<String, @Nullable Object>> each :
                before.resources().entrySet()) {
            Map<String, @Nullable Object> model = each.getValue();
            if (!manifest.nodes().containsKey(each.getKey())
                    && "model".equals(model.get("resource_type"))
                    && ContractChanges.enforced(model)) {
                String how = manifest.disabled().containsKey(each.getKey()) ? "disabled." : "deleted or renamed.";
                brokenContract(
                        new ContractChanges(true, List.of("Contracted model '" + each.getKey() + "' was " + how)),
                        model);
            }
        }
    }

    /** What differs; empty for what is new or the same. */
    public List<Change> changes(Resource resource) {
        List<Change> known = changes.get(resource.uniqueId());
        if (known == null) {
            known = before.find(resource.uniqueId())
                    .map(earlier -> compare(resource, earlier))
                    .orElse(List.of());
            changes.put(resource.uniqueId(), known);
        }
        return known;
    }

    /**
     * What comes out otherwise than before although it is written as before, in words: configs and names made of vars, environment
     * variables or the target, refs that mean another version. None of it counts for {@code state:modified}.
     */
    public List<String> rendered(Resource resource) {
        Map<String, @Nullable Object> earlier = before.find(resource.uniqueId()).orElse(null);
        if (earlier == null) {
            return List.of();
        }
        Map<String, @Nullable Object> now = WireForm.of(resource);
        List<String> found = new ArrayList<>();
        Map<String, @Nullable Object> written = tree(now, "unrendered_config");
        Map<String, @Nullable Object> writtenEarlier = tree(earlier, "unrendered_config");
        Map<String, @Nullable Object> config = tree(now, "config");
        Map<String, @Nullable Object> configEarlier = tree(earlier, "config");
        for (String key : written.keySet()) {
            if (same(written.get(key), writtenEarlier.get(key)) && !same(config.get(key), configEarlier.get(key))) {
                found.add(
                        changed(Change.Part.CONFIGS, key, config, configEarlier).detail());
            }
        }
        if (!same(now.get("relation_name"), earlier.get("relation_name"))) {
            found.add(
                    changed(Change.Part.RELATION, "relation_name", now, earlier).detail());
        }
        List<Object> reads = parents(now);
        List<Object> readBefore = parents(earlier);
        List<Object> gone = new ArrayList<>(readBefore);
        gone.removeAll(reads);
        List<Object> added = new ArrayList<>(reads);
        added.removeAll(readBefore);
        if (!gone.isEmpty() || !added.isEmpty()) {
            found.add(
                    added.isEmpty()
                            ? "reads no longer " + join(gone)
                            : "reads " + join(added) + (gone.isEmpty() ? "" : ", no longer " + join(gone)));
        }
        return found;
    }

    private static List<Object> parents(Map<String, @Nullable Object> tree) {
        return tree(tree, "depends_on").get("nodes") instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    private static String join(List<Object> names) {
        return String.join(", ", names.stream().map(String::valueOf).toList());
    }

    private List<Change> compare(Resource resource, Map<String, @Nullable Object> earlier) {
        List<Change> found = new ArrayList<>();
        Map<String, @Nullable Object> now = WireForm.of(resource);
        if (!Objects.equals(now.get("fqn"), earlier.get("fqn"))) {
            found.add(changed(Change.Part.FQN, "fqn", now, earlier));
        }
        switch (resource) {
            case Node node -> node(node, now, earlier, found);
            case SourceDefinition _ -> source(now, earlier, found);
            case Exposure _ -> described(OF_EXPOSURES, _ -> true, now, earlier, found);
            case UnitTest _ -> members(OF_UNIT_TESTS, now, earlier, found);
            case SemanticModel _ -> described(OF_SEMANTIC_MODELS, key -> !key.equals("enabled"), now, earlier, found);
            case Metric _ -> described(OF_METRICS, key -> !key.equals("group"), now, earlier, found);
            case SavedQuery _ -> described(OF_SAVED_QUERIES, _ -> true, now, earlier, found);
        }
        found.addAll(macroChange(resource));
        return List.copyOf(found);
    }

    /** What is a description of something: its members, and its configs as written. */
    private static void described(
            List<String> members,
            Predicate<String> configs,
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> earlier,
            List<Change> found) {
        members(members, now, earlier, found);
        configs(configs, tree(now, "unrendered_config"), tree(earlier, "unrendered_config"), found);
    }

    private void node(
            Node node, Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier, List<Change> found) {
        if (node instanceof SeedNode) {
            SeedContents.compare(
                            node,
                            now,
                            earlier,
                            (name, finding) -> later(node, Change.Part.BODY, () -> warn.accept(name, finding)))
                    .ifPresent(found::add);
        } else if (!Objects.equals(now.get("raw_code"), earlier.get("raw_code"))) {
            found.add(
                    new Change(Change.Part.BODY, LineDifference.of(text(earlier, "raw_code"), text(now, "raw_code"))));
        }
        boolean test = node instanceof GenericTestNode || node instanceof SingularTestNode;
        configs(
                key -> test ? OF_TESTS.contains(key) : !NO_CONTENT.contains(key),
                tree(now, "unrendered_config"),
                tree(earlier, "unrendered_config"),
                found);
        descriptions(node, now, earlier, found);
        for (String key : WHERE) {
            Map<String, @Nullable Object> mine = tree(now, "unrendered_config");
            Map<String, @Nullable Object> theirs = tree(earlier, "unrendered_config");
            if (!Objects.equals(mine.get(key), theirs.get(key))) {
                found.add(changed(Change.Part.RELATION, key, mine, theirs));
            }
        }
        if (node instanceof ModelNode) {
            ContractChanges contract = ContractChanges.between(now, earlier);
            if (contract.changed()) {
                found.add(new Change(Change.Part.CONTRACT, contract.shown()));
            }
            later(node, Change.Part.CONTRACT, () -> brokenContract(contract, now));
            members(OF_MODELS, now, earlier, found);
        }
    }

    private static void configs(
            Predicate<String> counted,
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> earlier,
            List<Change> found) {
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(earlier.keySet());
        for (String key : keys) {
            if (counted.test(key)
                    && (now.containsKey(key) != earlier.containsKey(key) || !same(now.get(key), earlier.get(key)))) {
                found.add(changed(Change.Part.CONFIGS, key, now, earlier));
            }
        }
    }

    /** Descriptions count where they are written to the database. */
    private static void descriptions(
            Node node, Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier, List<Change> found) {
        Map<String, @Nullable Object> persist = node.config().map("persist_docs");
        if (Boolean.TRUE.equals(persist.get("relation"))
                && !Objects.equals(now.get("description"), earlier.get("description"))) {
            found.add(changed(Change.Part.PERSISTED_DESCRIPTIONS, "description", now, earlier));
        }
        if (Boolean.TRUE.equals(persist.get("columns"))) {
            Map<String, @Nullable Object> columns = columnDescriptions(now);
            Map<String, @Nullable Object> earlierColumns = columnDescriptions(earlier);
            if (!columns.equals(earlierColumns)) {
                found.add(new Change(Change.Part.PERSISTED_DESCRIPTIONS, "descriptions of columns"));
            }
        }
    }

    private static Map<String, @Nullable Object> columnDescriptions(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> descriptions = new HashMap<>();
        tree(tree, "columns").forEach((name, column) -> {
            if (column instanceof Map<?, ?> written) {
                descriptions.put(name, written.get("description"));
            }
        });
        return descriptions;
    }

    private void source(Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier, List<Change> found) {
        place("database", "unrendered_database", now, earlier, found);
        place("schema", "unrendered_schema", now, earlier, found);
        if (!Objects.equals(now.get("identifier"), earlier.get("identifier"))) {
            found.add(changed(Change.Part.RELATION, "identifier", now, earlier));
        }
        members(OF_SOURCES, now, earlier, found);
        configs(_ -> true, tree(now, "unrendered_config"), tree(earlier, "unrendered_config"), found);
    }

    /** A part of a source's name. */
    private void place(
            String key,
            String unrendered,
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> earlier,
            List<Change> found) {
        String compared = asWritten ? unrendered : key;
        if (!Objects.equals(now.get(compared), earlier.get(compared))) {
            found.add(changed(Change.Part.RELATION, compared, now, earlier));
        }
    }

    private static void members(
            List<String> keys,
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> earlier,
            List<Change> found) {
        for (String key : keys) {
            if (!same(now.get(key), earlier.get(key))) {
                found.add(changed(Change.Part.PROPERTIES, key, now, earlier));
            }
        }
    }

    /** Equal as data: whole numbers of any kind by value, absent like null inside of mappings. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return a.equals(b) || Double.compare(a.doubleValue(), b.doubleValue()) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            boolean equal = a.size() == b.size();
            for (int at = 0; equal && at < a.size(); at++) {
                equal = same(a.get(at), b.get(at));
            }
            return equal;
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            Set<Object> keys = new LinkedHashSet<>(a.keySet());
            keys.addAll(b.keySet());
            for (Object key : keys) {
                if (!same(a.get(key), b.get(key))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(left, right);
    }

    private static Change changed(
            Change.Part part, String key, Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier) {
        String is = shown(now.get(key));
        String was = shown(earlier.get(key));
        int same = 0;
        while (same < Math.min(is.length(), was.length()) && is.charAt(same) == was.charAt(same)) {
            same++;
        }
        int from = same > SHOWN / 2 ? same - SHOWN / 4 : 0;
        return new Change(part, key + ": " + cut(is, from) + ", was " + cut(was, from));
    }

    /** How many characters of a value are shown. */
    private static final int SHOWN = 60;

    private static String cut(String text, int from) {
        String rest = from == 0 ? text : "..." + text.substring(from);
        return rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN - 3) + "...";
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _, List<?> _ -> JsonText.write(value, false);
            default -> String.valueOf(value);
        };
    }

    static String text(Map<String, @Nullable Object> tree, String key) {
        return Optional.ofNullable(tree.get(key)).map(String::valueOf).orElse("");
    }

    @SuppressWarnings("unchecked") // objects of JSON have text keys
    static Map<String, @Nullable Object> tree(Map<String, @Nullable Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
