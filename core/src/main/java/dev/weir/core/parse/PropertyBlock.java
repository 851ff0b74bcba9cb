package dev.weir.core.parse;

import dev.weir.base.Ordered;
import dev.weir.base.YamlNode;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a property file: {@code - name: orders …} under {@code models:}.
 *
 * @param section the file's key it stands under: {@code "models"}
 * @param written with positions
 * @param rendered as plain data, Jinja rendered except in descriptions and tests
 */
record PropertyBlock(
        Project project,
        SourceFile file,
        String section,
        String name,
        YamlNode.Mapping written,
        Map<String, @Nullable Object> rendered) {
    PropertyBlock {
        rendered = Ordered.copyOf(rendered);
    }

    /** {@code "shop://models/schema.yml"}. */
    String patchPath() {
        return project.name() + "://" + file.projectPath();
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(rendered.get(key)).map(String::valueOf);
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    Map<String, @Nullable Object> map(String key) {
        return rendered.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    List<YamlNode> items(String key) {
        return items(written, key);
    }

    static List<YamlNode> items(YamlNode.Mapping mapping, String key) {
        return mapping.find(key).orElse(null) instanceof YamlNode.Sequence sequence ? sequence.items() : List.of();
    }

    /** The entry's tests: {@code data_tests}, else {@code tests}. */
    static List<YamlNode> tests(YamlNode.Mapping mapping) {
        List<YamlNode> tests = items(mapping, "data_tests");
        return tests.isEmpty() ? items(mapping, "tests") : tests;
    }

    /** The maps of a rendered list. */
    @SuppressWarnings("unchecked") // mappings have text keys
    static List<Map<String, @Nullable Object>> maps(@Nullable Object list) {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    maps.add((Map<String, @Nullable Object>) map);
                }
            }
        }
        return maps;
    }

    /**
     * What the entry says about the config of its resource: {@code config:}, and the keys that may stand beside it. The
     * manifest shows such configs rendered also where it shows what is written.
     */
    ConfigLayer configLayer(List<String> besides) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(map("config"));
        for (String key : besides) {
            if (rendered.get(key) != null) {
                values.put(key, rendered.get(key));
            }
        }
        return values.isEmpty() ? ConfigLayer.NONE : ConfigLayer.of(values);
    }
}
