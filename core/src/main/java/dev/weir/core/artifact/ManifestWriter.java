package dev.weir.core.artifact;

import dev.weir.core.compile.CompiledNode;
import dev.weir.core.manifest.DocBlock;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.WireForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code manifest.json} v12. Source: the schema at schemas.getdbt.com/dbt/manifest/v12.json; key order and the
 * sections as dbt 1.11.16 writes them.
 */
public final class ManifestWriter {
    private static final List<String> LANGUAGES_OF_V12 = List.of("python", "sql");

    private final ArtifactMetadata metadata;

    public ManifestWriter(ArtifactMetadata metadata) {
        this.metadata = metadata;
    }

    /**
     * Replaces the file at {@code target}.
     *
     * @param compiled what was compiled in this invocation, by unique id; other nodes are written as parsed
     */
    public void write(Path target, Manifest manifest, Map<String, CompiledNode> compiled) {
        ArtifactFile.write(target, out -> content(out, manifest, compiled));
    }

    private void content(ArtifactFile out, Manifest manifest, Map<String, CompiledNode> compiled) {
        metadata(out);
        out.startObject("nodes");
        for (Node node : manifest.nodes().values()) {
            out.member(node.uniqueId(), node(node, compiled.get(node.uniqueId())));
        }
        out.endObject();
        resources(out, "sources", manifest.sources().values());
        out.startObject("macros");
        for (Macro macro : manifest.macros().values()) {
            macro(out, macro);
        }
        out.endObject();
        out.startObject("docs");
        for (DocBlock doc : manifest.docs().values()) {
            doc(out, doc);
        }
        out.endObject();
        resources(out, "exposures", manifest.exposures().values());
        out.member("metrics", Map.of());
        out.startObject("groups");
        for (Group group : manifest.groups().values()) {
            group(out, group);
        }
        out.endObject();
        out.member("selectors", manifest.selectors());
        disabled(out, manifest);
        edges(out, manifest);
        out.member("group_map", groupMap(manifest));
        out.member("saved_queries", Map.of());
        out.member("semantic_models", Map.of());
        resources(out, "unit_tests", manifest.unitTests().values());
        out.member("functions", Map.of());
    }

    private void metadata(ArtifactFile out) {
        ArtifactMetadata.ProjectFacts project = metadata.project();
        out.startObject("metadata");
        out.base("manifest/v12", metadata);
        out.member("project_name", project.projectName());
        out.member("project_id", project.projectId());
        out.member("user_id", null);
        out.member("send_anonymous_usage_stats", false);
        out.member("adapter_type", project.adapterType());
        out.member("quoting", project.quoting());
        String startedAt = ArtifactFile.instant(metadata.startedAt());
        out.member("run_started_at", startedAt.substring(0, startedAt.length() - 1) + "+00:00");
        out.endObject();
    }

    private static void resources(ArtifactFile out, String section, Iterable<? extends Resource> resources) {
        out.startObject(section);
        for (Resource resource : resources) {
            out.member(resource.uniqueId(), WireForm.of(resource));
        }
        out.endObject();
    }

    private static Map<String, @Nullable Object> node(Node node, @Nullable CompiledNode compiled) {
        Map<String, @Nullable Object> tree = WireForm.of(node);
        if (compiled == null) {
            return tree;
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(96);
        tree.forEach((key, value) -> {
            if (key.equals("compiled_path")) {
                compiled(whole, compiled);
            } else {
                whole.put(key, value);
            }
        });
        return whole;
    }

    private static void compiled(Map<String, @Nullable Object> tree, CompiledNode compiled) {
        tree.put("compiled_path", compiled.compiledPath().orElse(null));
        tree.put("compiled", true);
        tree.put("compiled_code", compiled.code());
        tree.put("extra_ctes_injected", true);
        List<Object> extraCtes = new ArrayList<>(compiled.extraCtes().size());
        for (CompiledNode.ExtraCte cte : compiled.extraCtes()) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("id", cte.uniqueId());
            entry.put("sql", cte.sql());
            extraCtes.add(entry);
        }
        tree.put("extra_ctes", extraCtes);
    }

    private static void macro(ArtifactFile out, Macro macro) {
        out.startObject(macro.uniqueId());
        out.member("name", macro.name());
        out.member("resource_type", "macro");
        out.member("package_name", macro.packageName());
        out.member("path", macro.path());
        out.member("original_file_path", macro.originalFilePath());
        out.member("unique_id", macro.uniqueId());
        out.member("macro_sql", macro.sql());
        out.startObject("depends_on");
        out.member("macros", macro.dependsOnMacros());
        out.endObject();
        out.member("description", macro.description());
        out.member("meta", macro.meta());
        shown(out, macro);
        out.startObject("config");
        out.member("meta", macro.meta());
        shown(out, macro);
        out.endObject();
        out.member("patch_path", macro.patchPath());
        out.member("arguments", macro.arguments());
        out.member("created_at", WireForm.seconds(macro.createdAt()));
        out.member("supported_languages", macro.supportedLanguages().map(ManifestWriter::languagesOfV12));
        out.endObject();
    }

    /** dbt 1.11 writes "javascript" too, which its own schema does not allow. */
    private static List<String> languagesOfV12(List<String> languages) {
        return languages.stream().filter(LANGUAGES_OF_V12::contains).toList();
    }

    private static void shown(ArtifactFile out, Macro macro) {
        out.startObject("docs");
        out.member("show", macro.show());
        out.member("node_color", null);
        out.endObject();
    }

    private static void doc(ArtifactFile out, DocBlock doc) {
        out.startObject(doc.uniqueId());
        out.member("name", doc.name());
        out.member("resource_type", "doc");
        out.member("package_name", doc.packageName());
        out.member("path", doc.path());
        out.member("original_file_path", doc.originalFilePath());
        out.member("unique_id", doc.uniqueId());
        out.member("block_contents", doc.contents());
        out.endObject();
    }

    private static void group(ArtifactFile out, Group group) {
        out.startObject(group.uniqueId());
        out.member("name", group.name());
        out.member("resource_type", "group");
        out.member("package_name", group.packageName());
        out.member("path", group.path());
        out.member("original_file_path", group.originalFilePath());
        out.member("unique_id", group.uniqueId());
        out.member("owner", group.owner());
        out.member("description", group.description());
        out.member("config", group.config());
        out.endObject();
    }

    private static void disabled(ArtifactFile out, Manifest manifest) {
        out.startObject("disabled");
        manifest.disabled().forEach((uniqueId, resources) -> {
            out.startArray(uniqueId);
            for (Resource resource : resources) {
                out.value(WireForm.of(resource));
            }
            out.endArray();
        });
        out.endObject();
    }

    private static void edges(ArtifactFile out, Manifest manifest) {
        List<Resource> resources = manifest.resources();
        Map<String, List<String>> children = new LinkedHashMap<>(resources.size() * 2);
        for (Resource resource : resources) {
            children.put(resource.uniqueId(), new ArrayList<>());
        }
        out.startObject("parent_map");
        for (Resource resource : resources) {
            List<String> parents = new ArrayList<>(resource.parents());
            parents.sort(null);
            for (String parent : parents) {
                List<String> siblings = children.get(parent);
                if (siblings != null) {
                    siblings.add(resource.uniqueId());
                }
            }
            out.member(resource.uniqueId(), parents);
        }
        out.endObject();
        out.startObject("child_map");
        children.forEach((uniqueId, readers) -> {
            readers.sort(null);
            out.member(uniqueId, readers);
        });
        out.endObject();
    }

    private static Map<String, @Nullable Object> groupMap(Manifest manifest) {
        Map<String, List<Object>> members = new LinkedHashMap<>();
        for (Group group : manifest.groups().values()) {
            members.put(group.name(), new ArrayList<>());
        }
        for (Node node : manifest.nodes().values()) {
            node.config().text("group").map(members::get).ifPresent(group -> group.add(node.uniqueId()));
        }
        return new LinkedHashMap<>(members);
    }
}
