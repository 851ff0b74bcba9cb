package dev.weir.packages;

import dev.weir.base.Ordered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a hub says of a package.
 *
 * @param name as asked for: {@code owner/name}
 * @param movedTo the name it has now, when the hub says that it moved
 */
record HubPackage(String name, Optional<String> movedTo, Map<String, Release> releases) {
    /**
     * One version of it.
     *
     * @param projectName the name of its project
     * @param requiredDbt conditions on dbt's version
     * @param sha1 of the archive; empty when the hub does not say
     */
    record Release(
            String projectName,
            List<String> requiredDbt,
            List<PackageEntry> needs,
            String archive,
            Optional<String> sha1) {}

    HubPackage {
        releases = Ordered.copyOf(releases);
    }

    /** @throws dev.weir.base.WeirException {@code PKG-017} when the document is none of a package */
    static HubPackage of(String name, Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            throw Hub.odd(name, "Request error: Expected a response type of <dict> but got another type instead");
        }
        if (!map.containsKey("name") || !(map.get("versions") instanceof Map<?, ?> versions)) {
            throw Hub.odd(
                    name,
                    "Request error: Expected the response to contain keys {'name', 'versions'} but is missing "
                            + (map.containsKey("name") ? "{'versions'}" : "{'name', 'versions'}"));
        }
        Map<String, Release> releases = new LinkedHashMap<>();
        versions.forEach((version, release) -> {
            if (release instanceof Map<?, ?> fields) {
                releases.put(String.valueOf(version), release(name, String.valueOf(map.get("name")), fields));
            }
        });
        return new HubPackage(name, movedTo(name, map), releases);
    }

    private static Optional<String> movedTo(String name, Map<?, ?> document) {
        Object owner = document.get("redirectnamespace");
        Object project = document.get("redirectname");
        if (owner == null && project == null) {
            return Optional.empty();
        }
        String[] old = name.split("/", 2);
        String moved = (owner == null ? old[0] : owner) + "/" + (project == null ? old[1] : project);
        return moved.equals(name) ? Optional.empty() : Optional.of(moved);
    }

    private static Release release(String name, String projectName, Map<?, ?> fields) {
        Object downloads = fields.get("downloads");
        Map<?, ?> download = downloads instanceof Map<?, ?> map ? map : Map.of();
        String sum = String.valueOf(download.get("sha1"));
        return new Release(
                fields.get("name") instanceof String own ? own : projectName,
                texts(fields.get("require_dbt_version")),
                needs(name, fields.get("packages")),
                download.get("tarball") instanceof String address ? address : "",
                sum.length() == 40 ? Optional.of(sum) : Optional.empty());
    }

    private static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.addAll(texts(each)));
        } else if (value instanceof String text) {
            for (String each : text.split(",")) {
                if (!each.isBlank()) {
                    texts.add(each.strip());
                }
            }
        }
        return texts;
    }

    private static List<PackageEntry> needs(String name, @Nullable Object list) {
        List<PackageEntry> needs = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (!(item instanceof Map<?, ?> map)) {
                    throw Hub.odd(name, "a package it needs is no mapping");
                }
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                map.forEach((key, value) -> values.put(String.valueOf(key), value));
                needs.add(PackageEntry.of(Optional.empty(), values, values));
            }
        }
        return needs;
    }

    /** Its versions in their order, those that can be read as one; with {@code dbt}, those that work with it. */
    List<String> versions(Optional<SemanticVersion> dbt) {
        TreeMap<SemanticVersion, String> sorted = new TreeMap<>();
        releases.forEach((text, release) -> SemanticVersion.parse(text).ifPresent(version -> {
            if (dbt.isEmpty() || worksWith(release, dbt.get())) {
                sorted.putIfAbsent(version, text);
            }
        }));
        return List.copyOf(sorted.values());
    }

    private static boolean worksWith(Release release, SemanticVersion dbt) {
        List<VersionBound> bounds = new ArrayList<>();
        for (String text : release.requiredDbt()) {
            Optional<VersionBound> bound = VersionBound.parse(text);
            if (bound.isEmpty()) {
                return false;
            }
            bounds.add(bound.get());
        }
        return VersionRange.of(bounds).map(range -> range.holds(dbt)).orElse(false);
    }
}
