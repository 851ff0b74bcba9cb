package dev.weir.core.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Plain trees ⇒ YAML text in block style, as PyYAML's {@code safe_dump} lays it out. */
final class YamlText {
    private YamlText() {}

    static String write(@Nullable Object data, boolean sorted) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(80);
        return new Yaml(options).dump(sorted ? sort(data) : data);
    }

    private static @Nullable Object sort(@Nullable Object data) {
        return switch (data) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> sorted = new LinkedHashMap<>();
                new TreeMap<>(map).forEach((key, value) -> sorted.put(key, sort(value)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(YamlText::sort).toList();
            case Object other -> other;
        };
    }
}
