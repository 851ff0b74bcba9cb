package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.graph.Graph;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.util.List;

/** The methods a criterion can name. Source: dbt docs, "Node selection methods"; recorded cases in {@code select/features}. */
final class SelectorMethods {
    /** Every method of dbt 1.11, in its order; the ledger lists them. */
    static final List<String> ALL = List.of(
            "fqn",
            "tag",
            "group",
            "access",
            "source",
            "path",
            "file",
            "package",
            "config",
            "test_name",
            "test_type",
            "resource_type",
            "state",
            "exposure",
            "metric",
            "result",
            "source_status",
            "version",
            "semantic_model",
            "saved_query",
            "unit_test");

    private final Graph graph;
    private final StateMethods state;

    SelectorMethods(Graph graph, ComparedState state) {
        this.graph = graph;
        this.state = new StateMethods(graph, state);
    }

    static boolean exists(String method) {
        return ALL.contains(method);
    }

    SelectorMethod find(Criterion criterion) {
        String value = String.valueOf(criterion.value());
        return switch (criterion.method()) {
            case "fqn" -> resource -> matchesFqn(resource, value);
            case "tag" -> resource -> anyMatches(resource.tags(), value);
            case "group" -> resource -> matchesGroup(resource, value);
            case "access" ->
                resource ->
                        resource instanceof ModelNode model && model.access().equals(value);
            case "source" -> source(value);
            case "exposure" -> dotted(ResourceType.EXPOSURE, "exposure", "Exposures", "package", value);
            case "unit_test" -> unitTest(value);
            case "metric" -> dotted(ResourceType.METRIC, "metric", "Metrics", "package", value);
            case "semantic_model" ->
                dotted(ResourceType.SEMANTIC_MODEL, "semantic model", "Semantic models", "package", value);
            case "saved_query" -> dotted(ResourceType.SAVED_QUERY, "saved query", "Saved queries", "package", value);
            case "path" -> new PathMethod(graph, value);
            case "file" -> resource -> matchesFile(resource.identity().originalFilePath(), value);
            case "package" -> {
                String wanted = value.equals("this") ? graph.manifest().projectName() : value;
                yield resource -> Glob.matches(wanted, resource.packageName());
            }
            case "config" -> new ConfigMethod(criterion.arguments(), criterion.value());
            case "test_name" ->
                resource -> switch (resource) {
                    case GenericTestNode test -> Glob.matches(value, test.testName());
                    case UnitTest test -> Glob.matches(value, test.name());
                    default -> false;
                };
            case "test_type" -> testType(value);
            case "resource_type" -> {
                ResourceType type = ResourceType.ofWireName(value)
                        .orElseThrow(() -> invalid(
                                "\"" + value + "\" is no resource type",
                                "Invalid resource_type selector \"" + value + "\""));
                yield resource -> resource.resourceType() == type;
            }
            case "version" -> VersionMethod.of(value);
            case "state" -> state.comparison(value);
            case "result" -> state.result(value);
            case "source_status" -> state.freshness(value);
            default ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.SEL_001, "there is no selector method \"" + criterion.method() + "\"")
                        .inWordsOfDbt("'" + criterion.method() + "' is not a valid method name")
                        .withHint("Methods are: " + String.join(", ", ALL) + "."));
        };
    }

    private static WeirException invalid(String primary, String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, primary).inWordsOfDbt(words));
    }

    private static SelectorMethod unitTest(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length > 2) { // intended: the reference speaks of saved queries here
            throw invalid(
                    "\"" + value + "\" has too many parts for a unit test",
                    "Invalid unit test selector value \"" + value + "\". Saved queries must be of the form "
                            + "${unit_test_name} or ${unit_test_package_name.unit_test_name}");
        }
        return resource -> resource instanceof UnitTest && named(resource, parts);
    }

    /** {@code name} or {@code package.name}, with patterns in each part. */
    private static SelectorMethod dotted(
            ResourceType type, String what, String plural, String packageWord, String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length > 2) {
            String word = what.replace(' ', '_');
            throw invalid(
                    "\"" + value + "\" has too many parts for a " + what,
                    "Invalid " + what + " selector value \"" + value + "\". " + plural + " must be of the form ${"
                            + word + "_name} or ${" + word + "_" + packageWord + "." + word + "_name}");
        }
        return resource -> resource.resourceType() == type && named(resource, parts);
    }

    private static boolean named(Resource resource, String[] parts) {
        return parts.length == 1
                ? Glob.matches(parts[0], resource.name())
                : Glob.matches(parts[0], resource.packageName()) && Glob.matches(parts[1], resource.name());
    }

    /** {@code source}, {@code source.table} or {@code package.source.table}. */
    private static SelectorMethod source(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length > 3) {
            throw invalid(
                    "\"" + value + "\" has too many parts for a source",
                    "Invalid source selector value \"" + value + "\". Sources must be of the form "
                            + "`${source_name}`, `${source_name}.${target_name}`, or "
                            + "`${package_name}.${source_name}.${target_name}");
        }
        return resource -> resource instanceof SourceDefinition source && matchesSource(source, parts);
    }

    private static boolean matchesSource(SourceDefinition source, String[] parts) {
        return switch (parts.length) {
            case 1 -> Glob.matches(parts[0], source.sourceName());
            case 2 -> Glob.matches(parts[0], source.sourceName()) && Glob.matches(parts[1], source.name());
            default ->
                Glob.matches(parts[0], source.packageName())
                        && Glob.matches(parts[1], source.sourceName())
                        && Glob.matches(parts[2], source.name());
        };
    }

    private static SelectorMethod testType(String value) {
        return switch (value) {
            case "generic", "schema" -> GenericTestNode.class::isInstance;
            case "singular" -> SingularTestNode.class::isInstance;
            case "data" -> resource -> resource instanceof GenericTestNode || resource instanceof SingularTestNode;
            case "unit" -> UnitTest.class::isInstance;
            default ->
                throw invalid(
                        "\"" + value + "\" is no type of test",
                        "Invalid test type selector " + value + ": expected \"generic\", \"singular\", "
                                + "\"unit\", or \"data\"");
        };
    }

    private static boolean anyMatches(List<String> texts, String pattern) {
        for (String text : texts) {
            if (Glob.matches(pattern, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesGroup(Resource resource, String value) {
        if (resource instanceof SemanticModel) {
            return false;
        }
        return resource.config()
                .text("group")
                .map(group -> Glob.matches(value, group))
                .orElse(false);
    }

    /** The whole fqn or the fqn without its package; a bare name is the last part. Sources are never found by name. */
    private static boolean matchesFqn(Resource resource, String value) {
        List<String> fqn = resource.identity().fqn();
        if (resource instanceof SourceDefinition) {
            return false;
        }
        boolean versioned =
                resource instanceof ModelNode model && model.version().isPresent();
        return matchesFqn(fqn, value, versioned) || matchesFqn(fqn.subList(1, fqn.size()), value, versioned);
    }

    private static boolean matchesFqn(List<String> fqn, String value, boolean versioned) {
        if (fqn.isEmpty()) {
            return false;
        }
        if (versioned && fqn.size() >= 2) {
            String name = fqn.get(fqn.size() - 2);
            String version = fqn.getLast();
            if (Glob.matches(value, name)
                    || (name + "." + version).equals(value)
                    || (name + "_" + version).equals(value)) {
                return true;
            }
        } else if (Glob.matches(value, fqn.getLast())) {
            return true;
        }
        String joined = String.join(".", fqn);
        if (Glob.isPattern(value)) {
            return Glob.matches(value, joined);
        }
        return joined.equals(value) || joined.startsWith(value + ".");
    }

    private static boolean matchesFile(String path, String value) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return Glob.matches(value, name) || (dot > 0 && Glob.matches(value, name.substring(0, dot)));
    }
}
