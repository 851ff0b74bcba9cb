package dev.weir.core.project;

import dev.weir.base.SourceText;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import dev.weir.jinja.module.PyDate;
import dev.weir.jinja.module.PyDateTime;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyMapping;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Represent;
import org.yaml.snakeyaml.representer.Representer;

/** Values of templates ⇔ YAML text, as PyYAML's safe loader and dumper have it. Source: recorded cases of the context. */
final class YamlValues {
    private YamlValues() {}

    /** Throws a {@link dev.weir.base.WeirException} when the text is no YAML. */
    static Object parse(String text) {
        return YamlParser.parse(new SourceText("fromyaml()", text))
                .map(YamlNode::plain)
                .map(YamlValues::value)
                .orElse(None.NONE);
    }

    private static Object value(@Nullable Object data) {
        return switch (data) {
            case Map<?, ?> map -> {
                PyDict dict = new PyDict();
                map.forEach((key, item) -> dict.put(value(key), value(item)));
                yield dict;
            }
            case List<?> list -> {
                PyList items = new PyList(list.size());
                for (Object item : list) {
                    items.add(value(item));
                }
                yield items;
            }
            case null, default -> Values.fromData(data);
        };
    }

    /** @throws PyError when the value, or one in it, has no form in YAML */
    static String write(Object value, boolean sorted) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(80);
        options.setAllowUnicode(false);
        Object data = data(value, sorted);
        String text = new Yaml(new PlainRepresenter(options), options).dump(data);
        boolean scalar = !(data instanceof Map<?, ?> || data instanceof List<?>);
        return scalar && text.indexOf('"') != 0 && text.indexOf('\'') != 0 ? text + "...\n" : text;
    }

    private static @Nullable Object data(Object value, boolean sorted) {
        return switch (value) {
            case None _ -> null;
            case String _, Boolean _, Double _, PyDate _, PyDateTime _ -> value;
            case PyDict dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (Map.Entry<Object, Object> entry : dict.entrySet()) {
                    map.put(data(entry.getKey(), sorted), data(entry.getValue(), sorted));
                }
                yield sorted ? new TreeMap<>(map) : map;
            }
            case PyMapping mapping -> data(mapping.toDict(), sorted);
            case PyList items -> list(items, sorted);
            case PyTuple items -> list(items, sorted);
            default -> {
                if (!Numbers.isInteger(value)) {
                    throw PyError.type("cannot represent an object of type " + Values.typeName(value));
                }
                yield new BigInteger(Values.str(value));
            }
        };
    }

    private static List<@Nullable Object> list(List<Object> items, boolean sorted) {
        List<@Nullable Object> list = new ArrayList<>(items.size());
        for (Object item : items) {
            list.add(data(item, sorted));
        }
        return list;
    }

    /** Texts of several lines are quoted, not written as blocks; dates are plain. */
    private static final class PlainRepresenter extends Representer {
        PlainRepresenter(DumperOptions options) {
            super(options);
            representers.put(String.class, new PlainText());
            representers.put(PyDate.class, data -> timestamp(Values.str(data)));
            representers.put(PyDateTime.class, data -> timestamp(Values.str(data)));
        }

        private Node timestamp(String text) {
            return representScalar(Tag.TIMESTAMP, text, DumperOptions.ScalarStyle.PLAIN);
        }

        private final class PlainText implements Represent {
            @Override
            public Node representData(Object data) {
                String text = (String) data;
                return representScalar(
                        Tag.STR,
                        text,
                        text.indexOf('\n') < 0
                                ? DumperOptions.ScalarStyle.PLAIN
                                : DumperOptions.ScalarStyle.SINGLE_QUOTED);
            }
        }
    }
}
