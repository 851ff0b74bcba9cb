package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.context.database.SeedReader;
import dev.weir.core.context.database.Table;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.manifest.WrittenReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ties unit tests to the models they test: one for each version that is meant. Inputs without rows of their own take those of the
 * seed they name. Source: dbt docs, "Unit tests"; recorded cases.
 */
final class UnitTestLinker {
    /** Those of one name in one package, several where it has versions; the key is {@code package.name}. */
    private final Map<String, List<ModelNode>> modelsByName = new HashMap<>();
    /** The first of a name, whatever its package. */
    private final Map<String, SeedNode> seedsByName = new HashMap<>();

    private final List<Resource> disabled;
    private final Map<String, List<String>> seedFolders;
    private final Findings findings;

    /** @param seedFolders {@code seed-paths} by package */
    UnitTestLinker(
            Collection<Node> nodes, List<Resource> disabled, Map<String, List<String>> seedFolders, Findings findings) {
        for (Node node : nodes) {
            if (node instanceof ModelNode model) {
                modelsByName
                        .computeIfAbsent(model.packageName() + "." + model.name(), _ -> new ArrayList<>())
                        .add(model);
            } else if (node instanceof SeedNode seed) {
                seedsByName.putIfAbsent(seed.name(), seed);
            }
        }
        this.disabled = disabled;
        this.seedFolders = seedFolders;
        this.findings = findings;
    }

    /** The tests, each as often as there are versions for it; those of nothing are switched off. */
    List<UnitTest> link(Collection<UnitTest> tests) {
        List<UnitTest> linked = new ArrayList<>();
        for (UnitTest test : tests) {
            List<ModelNode> models = models(test);
            if (models.isEmpty()) {
                missing(test);
                linked.add(with(test, test.identity(), Optional.empty()));
            }
            for (ModelNode model : models) {
                checkVersions(test, model);
                UnitTest each = with(test, identity(test, model), Optional.of(model));
                checkIncremental(each, model);
                linked.add(each);
            }
        }
        return linked;
    }

    private List<ModelNode> models(UnitTest test) {
        List<ModelNode> models = new ArrayList<>();
        for (ModelNode model : ofItsName(test)) {
            if (meant(test, model)) {
                models.add(model);
            }
        }
        return models;
    }

    private List<ModelNode> ofItsName(UnitTest test) {
        return modelsByName.getOrDefault(test.packageName() + "." + test.model(), List.of());
    }

    private static boolean named(UnitTest test, Resource resource) {
        return resource instanceof ModelNode
                && resource.name().equals(test.model())
                && resource.packageName().equals(test.packageName());
    }

    private static boolean meant(UnitTest test, ModelNode model) {
        if (model.version().isEmpty() || test.versions().isEmpty()) {
            return true;
        }
        String version = model.version().get().toString();
        Object include = test.versions().get().get("include");
        Object exclude = test.versions().get().get("exclude");
        return (include == null || texts(include).contains(version))
                && !texts(exclude).contains(version);
    }

    private static Set<String> texts(@Nullable Object list) {
        return Set.copyOf(ColumnReader.texts(list));
    }

    private static Identity identity(UnitTest test, ModelNode model) {
        Identity own = test.identity();
        String suffix = model.version().map(version -> "_v" + version).orElse("");
        List<String> fqn = own.fqn();
        return new Identity(
                own.uniqueId() + suffix,
                own.resourceType(),
                own.packageName(),
                own.name(),
                fqn,
                own.path(),
                own.originalFilePath());
    }

    private UnitTest with(UnitTest test, Identity identity, Optional<ModelNode> model) {
        return new UnitTest(
                identity,
                model.isPresent() ? test.config() : test.config().with("enabled", false),
                test.model(),
                test.description(),
                given(test),
                test.expect(),
                test.overrides(),
                test.versions(),
                model.flatMap(ModelNode::version),
                model.map(node -> List.of(node.uniqueId())).orElse(List.of()),
                test.checksum(),
                model.map(node -> node.relation().schema()),
                test.createdAt());
    }

    private List<Map<String, @Nullable Object>> given(UnitTest test) {
        List<Map<String, @Nullable Object>> given = new ArrayList<>();
        for (Map<String, @Nullable Object> input : test.given()) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>(input);
            if (each.get("rows") == null) {
                String named = String.valueOf(input.get("input"));
                Optional<SeedNode> seed = seed(named);
                if (seed.isEmpty()) {
                    noSeed(test, named);
                }
                each.put("rows", seed.map(UnitTestLinker::rows).orElse(List.of()));
            }
            given.add(each);
        }
        return given;
    }

    private void noSeed(UnitTest test, String input) {
        if (WrittenReference.in(input).orElse(null) instanceof WrittenReference.Ref ref) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_014,
                            "input \"" + ref.call().name() + "\" of unit test \"" + test.name()
                                    + "\" is no seed and has no rows")
                    .inWordsOfDbt("Unable to find seed '" + test.packageName() + "."
                            + ref.call().name() + "' for unit tests in directories: "
                            + ConfigBuilder.shown(seedFolders.getOrDefault(test.packageName(), List.of())))
                    .withHint("Give it rows:, [] for none."));
        }
    }

    private Optional<SeedNode> seed(String input) {
        if (WrittenReference.in(input).orElse(null) instanceof WrittenReference.Ref ref) {
            return Optional.ofNullable(seedsByName.get(ref.call().name()));
        }
        return Optional.empty();
    }

    /** The seed's rows, every value as the file has it. */
    private static List<Object> rows(SeedNode seed) {
        Path file = Path.of(seed.rootPath()).resolve(seed.identity().originalFilePath());
        Table table = SeedReader.texts(file, seed.config().text("delimiter").orElse(","));
        List<Object> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int column = 0; column < row.size(); column++) {
                Object value = row.get(column);
                values.put(
                        table.columnNames().get(column),
                        value == null || value.equals("") ? null : value); // intended: COMPATIBILITY #124
            }
            rows.add(values);
        }
        return rows;
    }

    private void checkVersions(UnitTest test, ModelNode model) {
        if (model.version().isEmpty()
                && test.versions()
                        .filter(each -> each.get("include") != null || each.get("exclude") != null)
                        .isPresent()) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_014,
                            "unit test \"" + test.name() + "\" chooses versions of model \"" + test.model()
                                    + "\", which has none")
                    .inWordsOfDbt("Unit test '" + test.name()
                            + "' should not have a versions include or exclude when referencing non-versioned model '"
                            + test.model() + "'"));
        }
    }

    private void checkIncremental(UnitTest test, ModelNode model) {
        Object macros =
                test.overrides().map(overrides -> overrides.get("macros")).orElse(null);
        Object said = macros instanceof Map<?, ?> map ? map.get("is_incremental") : null;
        if (!model.links().dependsOnMacros().contains("macro.dbt.is_incremental")) {
            return;
        }
        if (Boolean.TRUE.equals(said) && test.given().stream().noneMatch(each -> "this".equals(each.get("input")))) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_029,
                            "unit test \"" + test.name() + "\" runs \"" + model.name()
                                    + "\" incrementally and does not say what its table holds")
                    .inWordsOfDbt("Unit test '" + test.name() + "' for incremental model '" + model.name()
                            + "' must have a 'this' input")
                    .withHint("Write given: [{input: this, rows: […]}]."));
        } else if (!(said instanceof Boolean)) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_029,
                            "unit test \"" + test.name() + "\" does not say whether \"" + model.name()
                                    + "\" runs incrementally")
                    .inWordsOfDbt("Boolean override for 'is_incremental' must be provided for unit test '" + test.name()
                            + "' in model '" + model.name() + "'")
                    .withHint("Write overrides: {macros: {is_incremental: true}}, or false."));
        }
    }

    /** A test of a disabled model is off like it. */
    private void missing(UnitTest test) {
        for (Resource each : disabled) {
            if (named(test, each)) {
                return;
            }
        }
        if (!ofItsName(test).isEmpty()) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_014,
                            "unit test \"" + test.name() + "\" is for versions of model \"" + test.model()
                                    + "\" that do not exist")
                    .inWordsOfDbt("Unit test '" + test.name() + "' referenced a version of '" + test.model()
                            + "' which was not found."));
            return;
        }
        findings.error(Diagnostic.of(
                        DiagnosticCode.PAR_014,
                        "unit test \"" + test.name() + "\" tests model \"" + test.model() + "\", which does not exist")
                .inWordsOfDbt("Unable to find model '" + test.packageName() + "." + test.model() + "' for unit test '"
                        + test.name() + "' in " + test.identity().originalFilePath()));
    }
}
