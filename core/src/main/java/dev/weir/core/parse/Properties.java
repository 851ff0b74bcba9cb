package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.project.Questions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of all property files: by section, package and name, and the versions of versioned models by the file that
 * holds them. Remembers which entries found their resource. Thread-safe once built.
 */
final class Properties {
    private static final Set<String> NAMED =
            Set.of("models", "seeds", "snapshots", "analyses", "macros", "data_tests", "functions");

    /**
     * One version of a model.
     *
     * @param version Long, Double or String
     */
    record Version(
            PropertyBlock block, Object version, Object latest, Map<String, @Nullable Object> entry, YamlNode written) {
        String text() {
            return String.valueOf(version);
        }

        /** The name of its file, without the ending. */
        String file() {
            return Optional.ofNullable(entry.get("defined_in"))
                    .map(String::valueOf)
                    .orElseGet(() -> block.name() + "_v" + text());
        }

        private String key() {
            return block.project().name() + "\n" + block.name() + "\n" + text();
        }
    }

    private final List<PropertyBlock> all = new ArrayList<>();
    private final Map<String, PropertyBlock> named = new LinkedHashMap<>();
    private final Map<String, Version> versionsByFile = new HashMap<>();
    private final Map<String, List<Version>> versionsByModel = new HashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private Properties() {}

    static Properties of(List<PropertyBlock> blocks, Findings findings) {
        Properties properties = new Properties();
        for (PropertyBlock block : blocks) {
            properties.add(block, findings);
        }
        return properties;
    }

    private void add(PropertyBlock block, Findings findings) {
        all.add(block);
        if (!NAMED.contains(block.section())) {
            return;
        }
        PropertyBlock other =
                named.putIfAbsent(key(block.section(), block.project().name(), block.name()), block);
        if (other != null) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_011,
                            "\"" + block.name() + "\" is described twice under " + block.section())
                    .inWordsOfDbt("dbt found two schema.yml entries for the same resource named " + block.name()
                            + ". Resources and their associated columns may only be described a single time. To fix this,"
                            + " remove the resource entry for " + block.name() + " in one of these files:\n - "
                            + other.file().text().path() + "\n"
                            + block.file().text().path())
                    .at(block.written().span())
                    .withDetail(
                            "The first entry is at " + other.written().span().location() + "."));
            return;
        }
        if (!block.special()) {
            return;
        }
        if (block.section().equals("models")
                && block.rendered().get("versions") instanceof List<?> list
                && !list.isEmpty()) {
            addVersions(block, findings);
        } else if (block.section().equals("models") && block.rendered().get("latest_version") != null) {
            Object latest = block.rendered().get("latest_version");
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_025,
                            "model \"" + block.name() + "\" has a latest version but no versions")
                    .inWordsOfDbt(
                            "latest_version: " + latest + " is not one of model '" + block.name() + "' versions: [] ")
                    .at(block.written()
                            .find("latest_version")
                            .orElse(block.written())
                            .span()));
        }
    }

    private void addVersions(PropertyBlock block, Findings findings) {
        List<Map<String, @Nullable Object>> entries =
                PropertyBlock.maps(block.rendered().get("versions"));
        List<YamlNode> places = block.items("versions");
        List<Version> versions = new ArrayList<>();
        Object latest =
                Optional.ofNullable(block.rendered().get("latest_version")).orElseGet(() -> highest(entries));
        for (int at = 0; at < entries.size(); at++) {
            Object number = entries.get(at).get("v");
            if (number == null) {
                findings.error(
                        Diagnostic.of(DiagnosticCode.PAR_025, "a version of model \"" + block.name() + "\" has no v")
                                .at(places.get(at).span()));
                continue;
            }
            if (versions.stream().anyMatch(each -> each.text().equals(String.valueOf(number)))) {
                findings.error(Diagnostic.of(
                                DiagnosticCode.PAR_025,
                                "version " + number + " of model \"" + block.name() + "\" stands twice")
                        .inWordsOfDbt("Found duplicate version: '" + number + "' in versions list of model '"
                                + block.name() + "'")
                        .at(places.get(at).span()));
            }
            versions.add(new Version(block, number, latest, entries.get(at), places.get(at)));
        }
        for (Version version : versions) {
            Version other = versionsByFile.put(block.project().name() + "\n" + version.file(), version);
            if (other != null && other.block == block && !other.text().equals(version.text())) {
                findings.error(Diagnostic.of(
                                DiagnosticCode.PAR_025,
                                "two versions of model \"" + block.name() + "\" are defined in \"" + version.file()
                                        + "\"")
                        .at(version.written.span()));
            }
            if (version.version.equals(latest)) {
                versionsByFile.putIfAbsent(block.project().name() + "\n" + block.name(), version);
            }
        }
        versionsByModel.put(block.project().name() + "\n" + block.name(), versions);
        if (versions.stream().noneMatch(version -> version.version.equals(latest))) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_025,
                            "the latest version of model \"" + block.name() + "\" is not among its versions")
                    .inWordsOfDbt("latest_version: " + latest + " is not one of model '" + block.name() + "' versions: "
                            + versions.stream().map(Version::text).toList() + " ")
                    .at(block.written()
                            .find("latest_version")
                            .orElse(block.written())
                            .span()));
        }
    }

    private static Object highest(List<Map<String, @Nullable Object>> entries) {
        Object highest = "";
        for (Map<String, @Nullable Object> entry : entries) {
            Object version = entry.get("v");
            if (version != null && (highest.equals("") || later(version, highest))) {
                highest = version;
            }
        }
        return highest;
    }

    private static boolean later(Object version, Object than) {
        return version instanceof Number number && than instanceof Number other
                ? number.doubleValue() > other.doubleValue()
                : String.valueOf(version).compareTo(String.valueOf(than)) > 0;
    }

    private static String key(String section, String packageName, String name) {
        return section + "\n" + packageName + "\n" + name;
    }

    /** The entry for a resource; it then counts as used. */
    Optional<PropertyBlock> find(String section, String packageName, String name) {
        String key = key(section, packageName, name);
        PropertyBlock block = named.get(key);
        Questions.asked(Questions.Kind.PROPERTIES, key, () -> fingerprint(key));
        if (block != null) {
            used.add(key);
        }
        return Optional.ofNullable(block);
    }

    /** The version a model file holds. */
    Optional<Version> version(String packageName, String fileStem) {
        String key = packageName + "\n" + fileStem;
        Version version = versionsByFile.get(key);
        Questions.asked(Questions.Kind.VERSION, key, () -> fingerprint(version));
        if (version != null) {
            used.add(version.key());
        }
        return Optional.ofNullable(version);
    }

    /** Answers {@link Questions.Kind#PROPERTIES} again; the entry then counts as used. */
    String propertiesOf(String key) {
        if (named.containsKey(key)) {
            used.add(key);
        }
        return fingerprint(key);
    }

    private String fingerprint(String key) {
        PropertyBlock block = named.get(key);
        return block == null ? "" : block.fingerprint();
    }

    /** Answers {@link Questions.Kind#VERSION} again; the model's entry then counts as used. */
    String versionOf(String key) {
        Version version = versionsByFile.get(key);
        if (version != null) {
            used.add(version.key());
        }
        return fingerprint(version);
    }

    private static String fingerprint(@Nullable Version version) {
        return version == null ? "" : version.block.fingerprint() + " " + version.text();
    }

    /** The versions of a model; empty for models without. */
    List<Version> versions(PropertyBlock block) {
        return versionsByModel.getOrDefault(block.project().name() + "\n" + block.name(), List.of());
    }

    /** The versions no file was found for; known once all models are parsed. */
    List<Version> missingVersions() {
        List<Version> missing = new ArrayList<>();
        for (List<Version> versions : versionsByModel.values()) {
            for (Version version : versions) {
                if (!used.contains(version.key())) {
                    missing.add(version);
                }
            }
        }
        return missing;
    }

    /** The entries of a section, in order of files. */
    List<PropertyBlock> section(String section) {
        return all.stream().filter(block -> block.section().equals(section)).toList();
    }

    /**
     * Warns of entries that describe nothing.
     *
     * @param kinds what kind of node a package's name is, by {@code package.name}
     */
    void warnOfUnused(
            Findings findings,
            Map<String, ? extends Iterable<String>> namesBySection,
            Map<String, ResourceType> kinds) {
        named.forEach((key, block) -> {
            Iterable<String> names = namesBySection.containsKey(block.section())
                    ? Objects.requireNonNull(namesBySection.get(block.section()))
                    : List.of();
            List<Version> versions = block.section().equals("models") ? versions(block) : List.of();
            ResourceType kind = kinds.get(block.project().name() + "." + block.name());
            if (versions.isEmpty()
                    && !used.contains(key)
                    && kind != null
                    && !block.section().equals("macros")) {
                misplaced(findings, block, kind);
            } else if (versions.isEmpty() && !used.contains(key)) {
                unused(
                        findings,
                        block,
                        block.name(),
                        block.written().find("name").orElse(block.written()),
                        names);
            }
            for (Version version : versions) {
                if (!used.contains(version.key())) {
                    unused(findings, block, version.file(), version.written(), names);
                }
            }
        });
    }

    private static void misplaced(Findings findings, PropertyBlock block, ResourceType kind) {
        String type = kind.wireName();
        String section = kind.plural();
        String file = block.file().text().path();
        findings.warn(
                "WrongResourceSchemaFile",
                "I057",
                Diagnostic.of(DiagnosticCode.PAR_015, "\"" + block.name() + "\" is a " + type)
                        .inWordsOfDbt("'" + block.name() + "' is a " + type + " node, but it is specified in the "
                                + block.section() + " section of " + file + ".\nTo fix this error, place the `"
                                + block.name() + "` specification under the " + section + " key instead.")
                        .at(block.written().find("name").orElse(block.written()).span()),
                Map.of(
                        "patch_name",
                        block.name(),
                        "resource_type",
                        type,
                        "plural_resource_type",
                        section,
                        "yaml_key",
                        block.section(),
                        "file_path",
                        file));
    }

    /** @param name what was looked for: of a version, its file */
    private static void unused(
            Findings findings, PropertyBlock block, String name, YamlNode place, Iterable<String> known) {
        boolean macro = block.section().equals("macros");
        String file = block.file().text().path();
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PAR_015, "properties are given for \"" + name + "\", which does not exist")
                .inWordsOfDbt(
                        macro
                                ? "Found patch for macro \"" + name + "\" which was not found"
                                : "Did not find matching node for patch with name '" + name + "' in the '"
                                        + block.section() + "' section of file '" + file + "'")
                .at(place.span());
        List<String> names = new ArrayList<>();
        known.forEach(names::add);
        findings.warn(
                macro ? "MacroNotFoundForPatch" : "NoNodeForYamlKey",
                macro ? "I059" : "I058",
                NearestName.to(name, names)
                        .map(near -> finding.withHint("Did you mean \"" + near + "\"?"))
                        .orElse(finding),
                macro
                        ? Map.of("patch_name", name)
                        : Map.of("patch_name", name, "yaml_key", block.section(), "file_path", file));
    }
}
