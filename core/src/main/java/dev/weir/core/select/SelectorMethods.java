package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods a criterion can name. Source: dbt docs, "Node selection methods". */
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
            "wildcard",
            "version",
            "semantic_model",
            "saved_query",
            "unit_test",
            "selector");

    private static final List<String> NOT_YET =
            List.of("state", "result", "source_status", "metric", "semantic_model", "saved_query", "selector");

    private SelectorMethods() {}

    static boolean supported(String method) {
        return ALL.contains(method) && !NOT_YET.contains(method);
    }

    /** @param rootProject what the package {@code this} means */
    static SelectorMethod find(Criterion criterion, String rootProject) {
        String value = criterion.value();
        return switch (criterion.method()) {
            case "fqn" -> resource -> matchesFqn(resource, value);
            case "tag" -> resource -> anyMatches(resource.tags(), value);
            case "group" -> resource -> matchesGroup(resource, value);
            case "access" ->
                resource ->
                        resource instanceof ModelNode model && model.access().equals(value);
            case "source" -> resource -> resource instanceof SourceDefinition source && matchesSource(source, value);
            case "exposure" -> resource -> resource instanceof Exposure && matchesDotted(resource, value);
            case "unit_test" -> resource -> resource instanceof UnitTest && matchesDotted(resource, value);
            case "path" ->
                resource -> matchesPath(resource.identity().originalFilePath(), value)
                        || patchPath(resource)
                                .map(path -> matchesPath(path, value))
                                .orElse(false);
            case "file" -> resource -> matchesFile(resource.identity().originalFilePath(), value);
            case "package" -> {
                String wanted = value.equals("this") ? rootProject : value;
                yield resource -> Glob.matches(wanted, resource.packageName());
            }
            case "config" -> resource -> matchesConfig(resource, criterion.arguments(), value);
            case "test_name" ->
                resource -> switch (resource) {
                    case GenericTestNode test -> Glob.matches(value, test.testName());
                    case UnitTest test -> Glob.matches(value, test.name());
                    default -> false;
                };
            case "test_type" -> resource -> matchesTestType(resource, value);
            case "resource_type" -> {
                ResourceType type = ResourceType.ofWireName(value)
                        .orElseThrow(() -> new WeirException(
                                Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" is no resource type")
                                        .inWordsOfDbt("Invalid resource_type selector \"" + value + "\"")));
                yield resource -> resource.resourceType() == type;
            }
            case "version" -> resource -> resource instanceof ModelNode model && matchesVersion(model, value);
            default -> throw new WeirException(unknown(criterion));
        };
    }

    private static Diagnostic unknown(Criterion criterion) {
        if (NOT_YET.contains(criterion.method())) {
            return Diagnostic.of(
                            DiagnosticCode.SEL_005,
                            "selector method \"" + criterion.method() + "\" is not supported yet")
                    .withHint("COMPATIBILITY.md lists the methods that work.");
        }
        return Diagnostic.of(DiagnosticCode.SEL_001, "there is no selector method \"" + criterion.method() + "\"")
                .inWordsOfDbt("'" + criterion.method() + "' is not a valid method name")
                .withHint("Methods are: " + String.join(", ", ALL) + ".");
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
            if (name.equals(value) || (name + "." + version).equals(value) || (name + "_" + version).equals(value)) {
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

    /** {@code package.name}, {@code name}, with patterns in each part. */
    private static boolean matchesDotted(Resource resource, String value) {
        String[] parts = value.split("\\.", -1);
        return switch (parts.length) {
            case 1 -> Glob.matches(parts[0], resource.name());
            case 2 -> Glob.matches(parts[0], resource.packageName()) && Glob.matches(parts[1], resource.name());
            default ->
                throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" has too many parts")
                        .withHint("Write name or package.name."));
        };
    }

    /** {@code source}, {@code source.table} or {@code package.source.table}. */
    private static boolean matchesSource(SourceDefinition source, String value) {
        String[] parts = value.split("\\.", -1);
        return switch (parts.length) {
            case 1 -> Glob.matches(parts[0], source.sourceName());
            case 2 -> Glob.matches(parts[0], source.sourceName()) && Glob.matches(parts[1], source.name());
            case 3 ->
                Glob.matches(parts[0], source.packageName())
                        && Glob.matches(parts[1], source.sourceName())
                        && Glob.matches(parts[2], source.name());
            default ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.SEL_001, "\"" + value + "\" has too many parts for a source")
                        .inWordsOfDbt("Invalid source selector value \"" + value + "\". Sources must be of the form "
                                + "`${source_name}`, `${source_name}.${target_name}`, or "
                                + "`${package_name}.${source_name}.${target_name}"));
        };
    }

    /** The property file that describes a resource, relative to its project. */
    private static Optional<String> patchPath(Resource resource) {
        Optional<String> path = switch (resource) {
            case Node node -> node.docs().patchPath();
            case SourceDefinition source -> source.docs().patchPath();
            case Exposure _, UnitTest _ -> Optional.empty();
        };
        return path.map(text -> text.substring(text.indexOf("://") + 3));
    }

    private static boolean matchesPath(String path, String value) {
        String wanted = value.replace('\\', '/');
        while (wanted.startsWith("./")) {
            wanted = wanted.substring(2);
        }
        if (Glob.isPattern(wanted)) {
            return PathGlob.matches(wanted, path);
        }
        String folder = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private static boolean matchesFile(String path, String value) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return Glob.matches(value, name) || (dot > 0 && Glob.matches(value, name.substring(0, dot)));
    }

    private static boolean matchesTestType(Resource resource, String value) {
        boolean generic = resource instanceof GenericTestNode;
        boolean singular = resource instanceof SingularTestNode;
        boolean unit = resource instanceof UnitTest;
        return switch (value) {
            case "generic", "schema" -> generic;
            case "singular" -> singular;
            case "data" -> generic || singular;
            case "unit" -> unit;
            default ->
                throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" is no type of test")
                        .inWordsOfDbt("Invalid test type selector " + value + ": expected \"generic\", \"singular\", "
                                + "\"unit\", or \"data\""));
        };
    }

    private static boolean matchesVersion(ModelNode model, String value) {
        boolean versioned = model.version().isPresent();
        return switch (value) {
            case "none" -> !versioned;
            case "latest" -> versioned && model.version().equals(model.latestVersion());
            case "old" -> versioned && compareVersions(model) < 0;
            case "prerelease" -> versioned && compareVersions(model) > 0;
            default ->
                throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" is no kind of version")
                        .inWordsOfDbt("Invalid version type selector " + value
                                + ": expected one of: \"latest\", \"prerelease\", \"old\", or \"none\""));
        };
    }

    private static int compareVersions(ModelNode model) {
        Object own = model.version().orElseThrow();
        Object latest = model.latestVersion().orElse(own);
        return own instanceof Number left && latest instanceof Number right
                ? Double.compare(left.doubleValue(), right.doubleValue())
                : own.toString().compareTo(latest.toString());
    }

    private static boolean matchesConfig(Resource resource, List<String> keys, String value) {
        Object at = resource.config().values();
        for (String key : keys) {
            Optional<Object> next = at instanceof Map<?, ?> map ? Optional.ofNullable(map.get(key)) : Optional.empty();
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return !keys.isEmpty() && holds(at, keys.getLast(), value);
    }

    /** Equal as text, or in a list; never a pattern. Source: recorded cases of dbt 1.11.16. */
    private static boolean holds(@Nullable Object found, String key, String value) {
        return switch (found) {
            case null -> false;
            case List<?> list -> list.stream().anyMatch(item -> holds(item, key, value));
            case Boolean flag -> flag.toString().equalsIgnoreCase(value);
            case String text -> key.equals("severity") ? text.equalsIgnoreCase(value) : text.equals(value);
            case Object _ -> false;
        };
    }
}
