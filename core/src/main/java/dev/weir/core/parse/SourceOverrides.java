package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries of {@code sources:} that override those of a package: what they say takes the place of what the package's entry says,
 * key by key, of the source and of each table. Source: dbt docs, "overrides"; recorded manifests.
 */
final class SourceOverrides {
    private static final Set<String> KEPT = Set.of("name", "overrides", "tables");

    /** The manifest shows these unrendered, and then as the package has them. */
    private static final Set<String> AS_WRITTEN = Set.of("schema", "database");

    private SourceOverrides() {}

    /** The entries, the overriding ones worked into those they name. */
    static List<PropertyBlock> apply(List<PropertyBlock> blocks, Findings findings) {
        Map<String, PropertyBlock> overriding = new LinkedHashMap<>();
        for (PropertyBlock block : blocks) {
            if (block.special() && block.section().equals("sources")) {
                overriding.put(block.text("overrides").orElse("") + "\n" + block.name(), block);
            }
        }
        if (overriding.isEmpty()) {
            return blocks;
        }
        Set<PropertyBlock> left = new LinkedHashSet<>(overriding.values());
        Map<String, PropertyBlock> aimless = new LinkedHashMap<>();
        List<PropertyBlock> applied = new ArrayList<>(blocks.size());
        for (PropertyBlock block : blocks) {
            if (overriding.containsValue(block)) {
                continue;
            }
            PropertyBlock over = block.section().equals("sources")
                    ? overriding.get(block.project().name() + "\n" + block.name())
                    : null;
            if (over == null) {
                applied.add(block);
            } else {
                left.remove(over);
                unknownTables(block, over, aimless);
                applied.add(overridden(block, over));
            }
        }
        left.forEach(over -> aimless.put("Source " + named(over) + place(over), over));
        warn(aimless, findings);
        return applied;
    }

    private static PropertyBlock overridden(PropertyBlock block, PropertyBlock over) {
        return new PropertyBlock(
                block.project(),
                block.file(),
                block.section(),
                block.name(),
                new PropertyBlock.Contents(
                        written(block.written(), over.written()), rendered(block.rendered(), over.rendered())));
    }

    private static Map<String, @Nullable Object> rendered(
            Map<String, @Nullable Object> block, Map<String, @Nullable Object> over) {
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>(block);
        replace(rendered, over);
        List<Map<String, @Nullable Object>> tables = PropertyBlock.maps(block.get("tables"));
        List<Object> all = new ArrayList<>(tables.size());
        for (Map<String, @Nullable Object> table : tables) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>(table);
            for (Map<String, @Nullable Object> other : PropertyBlock.maps(over.get("tables"))) {
                if (String.valueOf(other.get("name")).equals(String.valueOf(table.get("name")))) {
                    replace(each, other);
                }
            }
            all.add(each);
        }
        if (block.containsKey("tables")) {
            rendered.put("tables", all);
        }
        return rendered;
    }

    private static void replace(Map<String, @Nullable Object> values, Map<String, @Nullable Object> over) {
        over.forEach((key, value) -> {
            if (value != null && !KEPT.contains(key)) {
                values.put(key, value);
            }
        });
    }

    private static YamlNode.Mapping written(YamlNode.Mapping block, YamlNode.Mapping over) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        for (YamlNode.Entry entry : replaced(block, over)) {
            if (AS_WRITTEN.contains(entry.key())) {
                continue;
            }
            entries.add(
                    entry.key().equals("tables") && entry.value() instanceof YamlNode.Sequence tables
                            ? new YamlNode.Entry(
                                    entry.key(),
                                    entry.keySpan(),
                                    new YamlNode.Sequence(tables.span(), tables(tables, over)))
                            : entry);
        }
        block.entries().stream()
                .filter(entry -> AS_WRITTEN.contains(entry.key()))
                .forEach(entries::add);
        return new YamlNode.Mapping(block.span(), entries);
    }

    private static List<YamlNode> tables(YamlNode.Sequence tables, YamlNode.Mapping over) {
        List<YamlNode> all = new ArrayList<>();
        for (YamlNode item : tables.items()) {
            YamlNode each = item;
            for (YamlNode other : PropertyBlock.items(over, "tables")) {
                if (each instanceof YamlNode.Mapping table
                        && other instanceof YamlNode.Mapping with
                        && nameOf(table).equals(nameOf(with))) {
                    each = new YamlNode.Mapping(table.span(), replaced(table, with));
                }
            }
            all.add(each);
        }
        return all;
    }

    private static List<YamlNode.Entry> replaced(YamlNode.Mapping mapping, YamlNode.Mapping over) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
        for (YamlNode.Entry entry : over.entries()) {
            if (entry.value().plain() != null && !KEPT.contains(entry.key())) {
                entries.put(entry.key(), entry);
            }
        }
        return List.copyOf(entries.values());
    }

    private static String nameOf(YamlNode.Mapping table) {
        return table.find("name").map(name -> String.valueOf(name.plain())).orElse("");
    }

    private static String named(PropertyBlock over) {
        return over.text("overrides").orElse("") + "." + over.name();
    }

    private static void unknownTables(PropertyBlock block, PropertyBlock over, Map<String, PropertyBlock> aimless) {
        Set<String> known = new LinkedHashSet<>();
        PropertyBlock.maps(block.rendered().get("tables"))
                .forEach(table -> known.add(String.valueOf(table.get("name"))));
        for (Map<String, @Nullable Object> table :
                PropertyBlock.maps(over.rendered().get("tables"))) {
            if (!known.contains(String.valueOf(table.get("name")))) {
                aimless.put("Source table " + named(over) + "." + table.get("name") + place(over), over);
            }
        }
    }

    private static String place(PropertyBlock over) {
        return " (in " + over.file().text().path() + ")";
    }

    private static void warn(Map<String, PropertyBlock> aimless, Findings findings) {
        if (aimless.isEmpty()) {
            return;
        }
        List<String> lines =
                aimless.keySet().stream().map(what -> "  - " + what).toList();
        PropertyBlock first = aimless.values().iterator().next();
        findings.warn(
                "UnusedTables",
                "I056",
                Diagnostic.of(DiagnosticCode.PAR_015, "this overrides no source: \"" + named(first) + "\"")
                        .inWordsOfDbt("During parsing, dbt encountered source overrides that had no target:\n"
                                + String.join("\n", lines) + "\n")
                        .at(first.written()
                                .find("overrides")
                                .orElse(first.written())
                                .span()),
                Map.of("unused_tables", lines));
    }
}
