package dev.weir.web.docs;

import java.util.List;
import java.util.Optional;

/**
 * A thing of the project that has a page, as the first reading of the manifest finds it. Texts that it lacks are empty.
 *
 * @param kind dbt's resource type
 * @param place where all of it stands in the manifest
 */
record Entry(
        String id,
        String kind,
        Name name,
        Origin origin,
        Optional<Relation> relation,
        Labels labels,
        Links links,
        ArtifactReader.Place place) {

    /**
     * @param shown {@code orders}, {@code orders.v2}, {@code raw.orders}
     * @param bare without version and source
     * @param source the source a table is of
     */
    record Name(String shown, String bare, String source, String version, boolean latest) {}

    record Origin(String packageName, String folder, String file) {
        static Origin of(String packageName, String path) {
            String clean = path.replace('\\', '/');
            String rest = clean.startsWith("./") ? clean.substring(2) : clean;
            int slash = rest.lastIndexOf('/');
            return new Origin(packageName, slash < 0 ? "" : rest.substring(0, slash), rest.substring(slash + 1));
        }

        String path() {
            return folder.isEmpty() ? file : folder + "/" + file;
        }
    }

    record Relation(String database, String schema, String identifier) {}

    record Labels(List<String> tags, String color, String materialized, String access, String group, boolean shown) {
        Labels {
            tags = List.copyOf(tags);
        }
    }

    /** What it depends on, by unique ids. */
    record Links(List<String> nodes, List<String> macros) {
        Links {
            nodes = List.copyOf(nodes);
            macros = List.copyOf(macros);
        }

        static Links of(Tree resource) {
            Tree dependsOn = resource.tree("depends_on");
            return new Links(
                    dependsOn.texts("nodes").stream().distinct().toList(),
                    dependsOn.texts("macros").stream().distinct().toList());
        }
    }
}
