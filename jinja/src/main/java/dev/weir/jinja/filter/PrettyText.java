package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value as {@code pprint.pformat} writes it: one line when it fits in 80 columns, else an item a line, keys sorted, long texts
 * broken after blanks. Source: Python docs, "pprint"; recorded cases.
 */
final class PrettyText {
    private static final int WIDTH = 80;
    private static final Pattern WORD = Pattern.compile("\\S+\\s*|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final StringBuilder out = new StringBuilder();

    private PrettyText() {}

    static String of(Object value) {
        var text = new PrettyText();
        text.write(sorted(value), 0, 0, 1);
        return text.out.toString();
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case PyDict dict -> {
                var copy = new PyDict();
                for (var key : inOrder(dict.keySet())) {
                    copy.put(key, sorted(Values.item(dict, key)));
                }
                yield copy;
            }
            case PyList list -> {
                var copy = new PyList(list.size());
                list.forEach(item -> copy.add(sorted(item)));
                yield copy;
            }
            case PyTuple tuple -> {
                var copy = new PyList(tuple.size());
                tuple.forEach(item -> copy.add(sorted(item)));
                yield PyTuple.of(copy.toArray());
            }
            default -> value;
        };
    }

    /** What cannot be compared is in the order of its types. */
    private static PyList inOrder(Iterable<Object> items) {
        var sorted = new PyList();
        items.forEach(sorted::add);
        sorted.sort((a, b) -> {
            try {
                return Values.order(a, b);
            } catch (PyError _) {
                return Values.typeName(a).compareTo(Values.typeName(b));
            }
        });
        return sorted;
    }

    /** @param after how many characters follow on the last line */
    private void write(Object value, int indent, int after, int level) {
        String line = Values.repr(value);
        if (Values.length(line) <= WIDTH - indent - after) {
            out.append(line);
            return;
        }
        switch (value) {
            case PyDict dict when !dict.isEmpty() -> dict(dict, indent, after, level);
            case PyList list when !list.isEmpty() -> items(list, "[", "]", indent, after, level);
            case PyTuple tuple
            when !tuple.isEmpty() -> items(tuple, "(", tuple.size() == 1 ? ",)" : ")", indent, after, level);
            case PySet set when !set.isEmpty() -> items(inOrder(set), "{", "}", indent, after, level);
            case String text -> text(text, line, indent, after, level);
            default -> out.append(line);
        }
    }

    private void dict(PyDict dict, int indent, int after, int level) {
        out.append('{');
        for (Iterator<Map.Entry<Object, Object>> all = dict.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Object, Object> entry = all.next();
            String key = Values.repr(entry.getKey()) + ": ";
            out.append(key);
            boolean last = !all.hasNext();
            write(entry.getValue(), indent + 1 + Values.length(key), last ? after + 1 : 1, level + 1);
            next(last, "}", indent);
        }
    }

    private void items(List<Object> items, String open, String close, int indent, int after, int level) {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            boolean last = i == items.size() - 1;
            write(items.get(i), indent + 1, last ? after + close.length() : 1, level + 1);
            next(last, close, indent);
        }
    }

    private void next(boolean last, String close, int indent) {
        out.append(last ? close : ",\n" + " ".repeat(indent + 1));
    }

    /** Lines of its own for each line of the text, and more for those that are too long; in brackets when nothing is around it. */
    private void text(String text, String whole, int indent, int after, int level) {
        boolean brackets = level == 1;
        int column = brackets ? indent + 1 : indent;
        int width = WIDTH - column;
        int lastWidth = width - (brackets ? after + 1 : after);
        List<String> chunks = new ArrayList<>();
        Iterator<Object> lines = Values.iterate(Values.callMethod(text, "splitlines", Arguments.of(true)));
        while (lines.hasNext()) {
            String line = Values.str(lines.next());
            String written = Values.repr(line);
            int most = lines.hasNext() ? width : lastWidth;
            if (Values.length(written) <= most) {
                chunks.add(written);
            } else {
                broken(line, width, most, chunks);
            }
        }
        if (chunks.size() == 1) {
            out.append(whole);
            return;
        }
        String pieces = String.join("\n" + " ".repeat(column), chunks);
        out.append(brackets ? "(" + pieces + ")" : pieces);
    }

    private static void broken(String line, int width, int lastWidth, List<String> chunks) {
        String current = "";
        for (Matcher words = WORD.matcher(line); words.find(); ) {
            String longer = current + words.group();
            if (Values.length(Values.repr(longer)) > (words.end() == line.length() ? lastWidth : width)) {
                if (!current.isEmpty()) {
                    chunks.add(Values.repr(current));
                }
                current = words.group();
            } else {
                current = longer;
            }
        }
        if (!current.isEmpty()) {
            chunks.add(Values.repr(current));
        }
    }
}
