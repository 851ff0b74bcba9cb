package dev.weir.web.docs;

import java.util.List;

/**
 * A data test: it has a page, but stands in no list of the project.
 *
 * @param label how it is called beside what it tests: {@code not_null}, {@code bounds (least: 0)}
 * @param of unique ids of what it tests
 * @param column the column it tests, or empty
 */
record TestEntry(
        String id,
        String name,
        String label,
        boolean generic,
        Entry.Origin origin,
        List<String> of,
        String column,
        List<String> tags,
        Entry.Links links,
        ArtifactReader.Place place) {
    TestEntry {
        of = List.copyOf(of);
        tags = List.copyOf(tags);
    }
}
