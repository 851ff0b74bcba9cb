package dev.weir.core.artifact;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.PreviousState;
import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the artifacts of an earlier invocation out of a folder. Manifests of the versions that still describe what is compared
 * are taken; each file may be missing. Source: dbt docs, "About state"; recorded cases.
 */
public final class PreviousStateReader {
    private static final String SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v";
    private static final int OLDEST = 4;
    private static final int NEWEST = 12;

    private static final List<String> RESOURCES = List.of(
            "nodes", "sources", "exposures", "unit_tests", "metrics", "semantic_models", "saved_queries", "functions");

    private final Path folder;

    private PreviousStateReader(Path folder) {
        this.folder = folder;
    }

    /** Throws {@code SEL-010} where a file is no JSON or of another version. */
    public static PreviousState read(Path folder) {
        PreviousStateReader reader = new PreviousStateReader(folder);
        return new PreviousState(folder, reader.manifest(), reader.statuses(), freshness(folder));
    }

    /** {@code max_loaded_at} by unique id in the folder's {@code sources.json}; empty when there is none. */
    public static Optional<Map<String, String>> freshness(Path folder) {
        return new PreviousStateReader(folder)
                .results("sources.json", "FreshnessExecutionResultArtifact", "max_loaded_at");
    }

    private Optional<Map<String, String>> statuses() {
        return results("run_results.json", "RunResultsArtifact", "status");
    }

    private Optional<PreviousState.Nodes> manifest() {
        Optional<Map<String, @Nullable Object>> file = file("manifest.json", "WritableManifest");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> tree = file.get();
        checkVersion(tree);
        Map<String, Map<String, @Nullable Object>> resources = new LinkedHashMap<>();
        for (String section : RESOURCES) {
            members(tree.get(section), resources);
        }
        Map<String, Map<String, @Nullable Object>> macros = new LinkedHashMap<>();
        members(tree.get("macros"), macros);
        return Optional.of(new PreviousState.Nodes(resources, macros));
    }

    @SuppressWarnings("unchecked") // objects of JSON have text keys
    private static void members(@Nullable Object section, Map<String, Map<String, @Nullable Object>> into) {
        if (section instanceof Map<?, ?> members) {
            members.forEach((id, member) -> {
                if (member instanceof Map<?, ?> tree) {
                    into.put(String.valueOf(id), (Map<String, @Nullable Object>) tree);
                }
            });
        }
    }

    private void checkVersion(Map<String, @Nullable Object> tree) {
        Object version = tree.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("dbt_schema_version") : null;
        String shown = version == null ? "None" : String.valueOf(version);
        for (int known = OLDEST; known <= NEWEST; known++) {
            if (shown.equals(SCHEMA + known + ".json")) {
                return;
            }
        }
        throw new WeirException(
                Diagnostic.of(DiagnosticCode.SEL_010, "the earlier manifest is of a version not known here")
                        .inWordsOfDbt("Expected a schema version of \"" + SCHEMA + NEWEST + ".json\" in "
                                + folder.resolve("manifest.json") + ", but found \"" + shown
                                + "\". Are you running with a different version of dbt?")
                        .withHint("Make the state again with this version."));
    }

    private Optional<Map<String, String>> results(String name, String artifact, String member) {
        return file(name, artifact).map(tree -> {
            Map<String, String> found = new LinkedHashMap<>();
            if (tree.get("results") instanceof List<?> results) {
                for (Object each : results) {
                    if (each instanceof Map<?, ?> result) {
                        Object value = result.get(member);
                        found.put(String.valueOf(result.get("unique_id")), value == null ? "" : String.valueOf(value));
                    }
                }
            }
            return found;
        });
    }

    @SuppressWarnings("unchecked") // objects of JSON have text keys
    private Optional<Map<String, @Nullable Object>> file(String name, String artifact) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String why = "it holds no object";
        try {
            if (JsonText.parse(Files.readString(file)) instanceof Map<?, ?> tree) {
                return Optional.of((Map<String, @Nullable Object>) tree);
            }
        } catch (IOException unreadable) {
            why = String.valueOf(unreadable.getMessage());
        } catch (WeirException broken) {
            why = broken.diagnostics().getFirst().primary();
        }
        throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_010, "an earlier artifact cannot be read")
                .inWordsOfDbt("Could not read " + artifact + " at \"" + file + "\" as JSON: " + why)
                .withHint("Make the state again, or name another folder."));
    }
}
