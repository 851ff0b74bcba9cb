package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.IsoText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.jinja.Globals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code columns:} ⇒ columns with rendered descriptions; constraints in the manifest's form. */
final class ColumnReader {
    private final DocBook docs;
    private final boolean asWritten;

    ColumnReader(DocBook docs) {
        this(docs, false);
    }

    private ColumnReader(DocBook docs, boolean asWritten) {
        this.docs = docs;
        this.asWritten = asWritten;
    }

    /** Leaves descriptions as they are written, for what is disabled. */
    ColumnReader asWritten() {
        return new ColumnReader(docs, true);
    }

    /**
     * The columns of an entry, by name.
     *
     * @param rendered the entry's rendered list
     * @param subject whose columns, for messages
     */
    Map<String, ColumnInfo> read(@Nullable Object rendered, String packageName, String subject, Globals scope) {
        Map<String, ColumnInfo> columns = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> column : PropertyBlock.maps(IsoText.within(rendered))) {
            if (column.get("name") instanceof String name) {
                columns.put(name, column(name, column, packageName, subject, scope));
            }
        }
        return columns;
    }

    private ColumnInfo column(
            String name, Map<String, @Nullable Object> written, String packageName, String subject, Globals scope) {
        String text = text(written.get("description"));
        DocBook.Text description = docs.text(!asWritten, text, packageName, subject, scope);
        Map<String, @Nullable Object> given = map(written.get("config"));
        Map<String, @Nullable Object> meta = new LinkedHashMap<>(map(written.get("meta")));
        meta.putAll(map(given.get("meta")));
        Set<String> distinct = new LinkedHashSet<>(texts(written.get("tags")));
        distinct.addAll(texts(given.get("tags")));
        List<String> tags = List.copyOf(distinct);
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("meta", meta);
        config.put("tags", tags);
        given.forEach(config::putIfAbsent);
        return new ColumnInfo(
                name,
                description.text(),
                meta,
                Optional.ofNullable(written.get("data_type")).map(String::valueOf),
                constraints(written.get("constraints"), false),
                Optional.ofNullable(written.get("quote") instanceof Boolean quote ? quote : null),
                config,
                tags,
                granularity(written),
                description.blocks());
    }

    private static Optional<String> granularity(Map<String, @Nullable Object> written) {
        Optional<String> granularity =
                Optional.ofNullable(written.get("granularity")).map(String::valueOf);
        if (granularity.isPresent()
                && !TimeSpines.GRANULARITIES.contains(granularity.get().toLowerCase(Locale.ROOT))) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.PAR_014,
                            "column \"" + written.get("name") + "\" has granularity \"" + granularity.get()
                                    + "\", which is none of " + String.join(", ", TimeSpines.GRANULARITIES))
                    .inWordsOfDbt("Invalid enum value: `" + granularity.get() + "` in enum TimeGranularity"));
        }
        return granularity;
    }

    /** Constraints with every key the manifest shows. */
    static List<Map<String, @Nullable Object>> constraints(@Nullable Object written, boolean ofModel) {
        List<Map<String, @Nullable Object>> constraints = new ArrayList<>();
        for (Map<String, @Nullable Object> given : PropertyBlock.maps(written)) {
            Map<String, @Nullable Object> constraint = new LinkedHashMap<>();
            constraint.put("type", given.get("type"));
            constraint.put("name", given.get("name"));
            constraint.put("expression", given.get("expression"));
            constraint.put("warn_unenforced", !Boolean.FALSE.equals(given.get("warn_unenforced")));
            constraint.put("warn_unsupported", !Boolean.FALSE.equals(given.get("warn_unsupported")));
            constraint.put("to", given.get("to"));
            constraint.put("to_columns", given.get("to_columns") instanceof List<?> list ? list : List.of());
            if (ofModel) {
                constraint.put("columns", given.get("columns") instanceof List<?> list ? list : List.of());
            }
            constraints.add(constraint);
        }
        return constraints;
    }

    /** The columns of one version: those of the model it includes, then its own over them. */
    static List<Object> ofVersion(@Nullable Object ofModel, @Nullable Object ofVersion) {
        List<Object> merged = new ArrayList<>();
        List<Map<String, @Nullable Object>> own = new ArrayList<>();
        boolean all = true;
        Set<String> included = new java.util.HashSet<>();
        Set<String> excluded = new java.util.HashSet<>();
        for (Map<String, @Nullable Object> column : PropertyBlock.maps(ofVersion)) {
            Object include = column.get("include");
            if (include == null) {
                own.add(column);
                continue;
            }
            all = include.equals("all") || include.equals("*");
            included.addAll(texts(include));
            excluded.addAll(texts(column.get("exclude")));
        }
        Set<Object> ownNames = new java.util.HashSet<>();
        own.forEach(column -> ownNames.add(column.get("name")));
        for (Map<String, @Nullable Object> column : PropertyBlock.maps(ofModel)) {
            String name = String.valueOf(column.get("name"));
            if ((all || included.contains(name)) && !excluded.contains(name) && !ownNames.contains(name)) {
                merged.add(column);
            }
        }
        merged.addAll(own);
        return merged;
    }

    /** The same for positioned entries. */
    static List<YamlNode.Mapping> ofVersion(List<YamlNode> ofModel, List<YamlNode> ofVersion, List<Object> merged) {
        List<YamlNode.Mapping> places = new ArrayList<>();
        for (Object column : merged) {
            Object name = column instanceof Map<?, ?> map ? map.get("name") : null;
            find(ofVersion, name).or(() -> find(ofModel, name)).ifPresent(places::add);
        }
        return places;
    }

    private static Optional<YamlNode.Mapping> find(List<YamlNode> columns, @Nullable Object name) {
        for (YamlNode column : columns) {
            if (column instanceof YamlNode.Mapping mapping
                    && mapping.find("name").orElse(null) instanceof YamlNode.Scalar scalar
                    && String.valueOf(scalar.value()).equals(String.valueOf(name))) {
                return Optional.of(mapping);
            }
        }
        return Optional.empty();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single -> List.of(String.valueOf(single));
        };
    }
}
