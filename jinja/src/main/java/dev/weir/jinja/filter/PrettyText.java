package dev.weir.jinja.filter;

import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;

/** A value as {@code pprint.pformat} writes it: one line when it fits in 80 columns, keys sorted. */
final class PrettyText {
    private static final int WIDTH = 80;

    private PrettyText() {}

    static String of(Object value) {
        var out = new StringBuilder();
        write(out, sorted(value), 0, 0);
        return out.toString();
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case PyDict dict -> {
                var keys = new PyList();
                for (Map.Entry<Object, Object> entry : dict.entrySet()) {
                    keys.add(entry.getKey());
                }
                keys.sort((a, b) -> a instanceof String == b instanceof String
                        ? Values.order(a, b)
                        : Values.typeName(a).compareTo(Values.typeName(b)));
                var copy = new PyDict();
                for (var key : keys) {
                    copy.put(key, sorted(Values.item(dict, key)));
                }
                yield copy;
            }
            case PyList list -> {
                var copy = new PyList(list.size());
                list.forEach(item -> copy.add(sorted(item)));
                yield copy;
            }
            default -> value;
        };
    }

    private static void write(StringBuilder out, Object value, int indent, int after) {
        String line = Values.repr(value);
        if (line.length() <= WIDTH - indent - after) {
            out.append(line);
            return;
        }
        switch (value) {
            case PyDict dict
            when !dict.isEmpty() -> {
                out.append('{');
                int left = dict.size();
                for (Map.Entry<Object, Object> entry : dict.entrySet()) {
                    String key = Values.repr(entry.getKey()) + ": ";
                    out.append(key);
                    left--;
                    write(out, entry.getValue(), indent + 1 + key.length(), left == 0 ? after + 1 : 1);
                    out.append(left == 0 ? "}" : ",\n" + " ".repeat(indent + 1));
                }
            }
            case PyList list when !list.isEmpty() -> write(out, list, "[", "]", indent, after);
            case PyTuple tuple when tuple.size() > 1 -> write(out, tuple, "(", ")", indent, after);
            default -> out.append(line);
        }
    }

    private static void write(StringBuilder out, List<Object> items, String open, String close, int indent, int after) {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            boolean last = i == items.size() - 1;
            write(out, items.get(i), indent + 1, last ? after + 1 : 1);
            out.append(last ? close : ",\n" + " ".repeat(indent + 1));
        }
    }
}
