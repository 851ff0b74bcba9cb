package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.Ordered;
import dev.weir.base.Span;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One package as a file asks for it. Source: dbt docs, "Packages"; the reference's schema of {@code packages.yml}.
 *
 * @param place where it stands; empty for what a hub says of a package's needs
 * @param values with Jinja rendered
 * @param written as written
 */
record PackageEntry(
        Kind kind, Optional<Span> place, Map<String, @Nullable Object> values, Map<String, @Nullable Object> written) {
    private static final String MALFORMED = """
            The packages.yml file in this project is malformed. Please double check
            the contents of this file and fix any errors before retrying.

            You can find more information on the syntax for this file here:
            https://docs.getdbt.com/docs/package-management

            Validator Error:
            """;

    /** The kinds, each with the keys it takes; the first one names it. */
    enum Kind {
        LOCAL("local", "name"),
        TARBALL("tarball", "name", "sha256"),
        GIT("git", "revision", "warn-unpinned", "subdirectory", "name"),
        HUB("package", "version", "install_prerelease", "name"),
        PRIVATE("private", "provider", "revision", "warn-unpinned", "subdirectory", "name");

        private final List<String> keys;

        Kind(String... keys) {
            this.keys = List.of(keys);
        }

        String key() {
            return keys.getFirst();
        }
    }

    PackageEntry {
        values = Ordered.copyOf(values);
        written = Ordered.copyOf(written);
    }

    /**
     * The entry of one mapping.
     *
     * @throws WeirException {@code PKG-003} when it is none, or has keys or values its kind does not take
     */
    @SuppressWarnings("unchecked") // mappings have text keys
    static PackageEntry of(YamlNode node, @Nullable Object rendered) {
        if (!(node instanceof YamlNode.Mapping mapping) || !(rendered instanceof Map<?, ?> map)) {
            throw malformed(Optional.of(node.span()), "a package is a mapping such as \"package: owner/name\"", "");
        }
        return of(Optional.of(mapping.span()), (Map<String, @Nullable Object>) map, (Map<String, @Nullable Object>)
                java.util.Objects.requireNonNull(mapping.plain()));
    }

    static PackageEntry of(
            Optional<Span> place, Map<String, @Nullable Object> values, Map<String, @Nullable Object> written) {
        Kind kind = null;
        for (Kind each : Kind.values()) {
            if (kind == null && values.containsKey(each.key())) {
                kind = each;
            }
        }
        if (kind == null) {
            throw malformed(
                    place, "it says neither package, git, local, tarball nor private", notValid(values, written));
        }
        for (String key : values.keySet()) {
            if (!kind.keys.contains(key)) {
                String why = (kind == Kind.HUB ? "a hub" : "a " + kind.key()) + " package has no key \"" + key + "\"";
                throw malformed(place, why, notValid(values, written), NearestName.to(key, kind.keys));
            }
        }
        PackageEntry entry = new PackageEntry(kind, place, values, written);
        entry.checkValues();
        return entry;
    }

    private void checkValues() {
        for (Map.Entry<String, @Nullable Object> each : values.entrySet()) {
            Object value = each.getValue();
            boolean fits = switch (each.getKey()) {
                case "version" ->
                    isVersion(value)
                            || value instanceof List<?> list && list.stream().allMatch(PackageEntry::isVersion);
                case "revision" -> value == null || value instanceof String || value instanceof Number;
                case "warn-unpinned", "install_prerelease" -> value == null || value instanceof Boolean;
                case "name" -> value instanceof String || value == null && kind != Kind.TARBALL;
                default ->
                    value instanceof String || value == null && !each.getKey().equals(kind.key());
            };
            if (!fits) {
                throw malformed(
                        place, "\"" + each.getKey() + "\" has a value of another type", notValid(values, written));
            }
        }
        if (kind == Kind.TARBALL && !values.containsKey("name")) {
            throw malformed(place, "a tarball package needs a name", notValid(values, written));
        }
        if (kind == Kind.HUB && !values.containsKey("version")) {
            throw malformed(place, "package \"" + location() + "\" has no version", notValid(values, written));
        }
        if (kind == Kind.HUB && location().chars().filter(each -> each == '/').count() != 1) {
            throw malformed(
                    place,
                    "package \"" + location() + "\" has no owner",
                    location() + " was not found in the package index. Packages on the index require a namespace, e.g"
                            + " dbt-labs/dbt_utils");
        }
    }

    private static boolean isVersion(@Nullable Object value) {
        return value instanceof String || value instanceof Double || value instanceof Long;
    }

    /** What its kind's key says: a path, an address, or {@code owner/name}. */
    String location() {
        return String.valueOf(values.get(kind.key()));
    }

    Optional<String> text(String key) {
        Object value = values.get(key);
        return value == null ? Optional.empty() : Optional.of(Values.str(Values.fromData(value)));
    }

    /** A key's text with the Jinja it was written with. */
    Optional<String> writtenText(String key) {
        Object value = written.get(key);
        return value == null ? Optional.empty() : Optional.of(Values.str(Values.fromData(value)));
    }

    boolean on(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean on ? on : otherwise;
    }

    /** The texts of {@code version}. */
    List<String> versions() {
        if (values.get("version") instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object item : list) {
                texts.add(item == null ? "" : Values.str(Values.fromData(item)));
            }
            return texts;
        }
        return text("version").stream().toList();
    }

    /** The form over which the reference takes the lock file's sum: every key of the kind, and the entry as written. */
    Map<String, @Nullable Object> summed() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (String key : kind.keys) {
            Object value = values.get(key);
            if (value != null || !key.equals("name") && !key.equals("sha256")) {
                all.put(key, value == null && key.equals("install_prerelease") ? Boolean.FALSE : value);
            }
        }
        all.put("unrendered", written);
        return all;
    }

    Diagnostic locate(Diagnostic diagnostic) {
        return place.map(diagnostic::at).orElse(diagnostic);
    }

    private static String notValid(Map<String, @Nullable Object> values, Map<String, @Nullable Object> written) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(values);
        shown.put("unrendered", written);
        return Values.repr(Values.fromData(shown)) + " is not valid under any of the given schemas";
    }

    static WeirException malformed(Optional<Span> place, String why, String inWordsOfDbt) {
        return malformed(place, why, inWordsOfDbt, Optional.empty());
    }

    private static WeirException malformed(
            Optional<Span> place, String why, String inWordsOfDbt, Optional<String> nearest) {
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.PKG_003, why)
                .inWordsOfDbt(MALFORMED + (inWordsOfDbt.isEmpty() ? why : inWordsOfDbt));
        diagnostic = nearest.map(near -> "Did you mean \"" + near + "\"?")
                .map(diagnostic::withHint)
                .orElse(diagnostic);
        return new WeirException(place.map(diagnostic::at).orElse(diagnostic));
    }
}
