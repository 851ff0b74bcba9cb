package dev.weir.core.parse.semantic;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What filters, group-bys and orders name: their templates are rendered with functions that write down what they are called
 * with. Source: dbt docs, "Filters"; recorded cases.
 */
final class FilterItems {
    /**
     * One {@code Dimension(…)}, {@code TimeDimension(…)}, {@code Entity(…)} or {@code Metric(…)}.
     *
     * @param name with the entities in front: {@code "order_id__is_food"}
     * @param grain in lower case
     */
    record Item(String kind, String name, Optional<String> grain) {
        /** The name without entities. */
        String element() {
            return name.substring(name.lastIndexOf("__") < 0 ? 0 : name.lastIndexOf("__") + 2);
        }

        /** The same as far as an order has to fit a group-by. */
        boolean same(Item other) {
            return kind.equals(other.kind) && name.equals(other.name) && grain.equals(other.grain);
        }
    }

    /** What cannot be read, in the reference's words. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String words) {
            super(words);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /** Thrown from inside of a template for what the reference finds after rendering it. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String words) {
            super(words, null, false, false);
        }
    }

    private final Renderer renderer;

    FilterItems(Renderer renderer) {
        this.renderer = renderer.withLenient(false);
    }

    /** The items of a template, in their order. */
    List<Item> read(String template) throws Unreadable {
        List<Called> called = new ArrayList<>();
        try {
            renderer.render(
                    JinjaParser.parse(new SourceText("filter", template), renderer.syntax()), name -> switch (name) {
                        case "Dimension", "TimeDimension", "Entity", "Metric" ->
                            (PyCallable) arguments -> called(name, arguments, called);
                        default -> null;
                    });
        } catch (Wrong wrong) {
            throw new Unreadable(String.valueOf(wrong.getMessage()));
        } catch (WeirException broken) {
            throw new Unreadable("Error while parsing Jinja template:\n" + template);
        }
        List<Item> items = new ArrayList<>();
        for (Called each : called) {
            items.add(each.item());
        }
        return items;
    }

    private static Called called(String kind, Arguments arguments, List<Called> into) {
        int most = switch (kind) {
            case "TimeDimension" -> 5;
            case "Entity" -> 3;
            default -> 2;
        };
        if (arguments.isEmpty() || arguments.size() > most) {
            throw PyError.type(kind + " takes other arguments");
        }
        Object first = arguments.size() > 0 ? arguments.positional(0) : arguments.keywordValue(0);
        if (first instanceof Undefined undefined) {
            throw new Wrong("'" + undefined.name() + "' is undefined");
        }
        Called item = new Called(kind, Values.str(first));
        if (kind.equals("TimeDimension")) {
            Object grain = arguments.find(1, "time_granularity_name");
            if (grain != null && grain != None.NONE) {
                item.grain = Optional.of(Values.str(grain).toLowerCase(Locale.ROOT));
            }
        }
        if (kind.equals("Metric") && arguments.find(1, "group_by") == null) {
            item.ungrouped = true;
        }
        into.add(item);
        return item;
    }

    /** An item while its template is rendered: methods add to it. */
    private static final class Called implements PyObject {
        private final String kind;
        private final String name;
        private Optional<String> grain = Optional.empty();
        private boolean ungrouped;

        Called(String kind, String name) {
            this.kind = kind;
            this.name = name;
        }

        Item item() {
            return new Item(kind, name, grain);
        }

        @Override
        public @Nullable Object attribute(String method) {
            return switch (method) {
                case "grain" ->
                    (PyCallable) arguments -> {
                        grain = Optional.of(Values.str(arguments.positional(0)).toLowerCase(Locale.ROOT));
                        return this;
                    };
                case "date_part", "descending" -> (PyCallable) _ -> this;
                default -> null;
            };
        }

        @Override
        public String str() {
            return "";
        }

        @Override
        public String typeName() {
            return "_RenderingClassForJinjaTemplate";
        }
    }

    /** The items of a filter, each with an entity in front. */
    List<Item> filter(String template) throws Unreadable {
        List<Item> items = new ArrayList<>();
        for (Item item : read(template)) {
            boolean dimension = item.kind.equals("Dimension") || item.kind.equals("TimeDimension");
            if (dimension && !item.name.contains("__") && !item.name.equals("metric_time")) {
                throw new Unreadable("Name is in an incorrect format: " + PythonWords.of(item.name)
                        + ". It should be of the form: <primary entity name>__<dimension_name>");
            }
            items.add(item);
        }
        return items;
    }

    /** The items of a filter on a metric, whose other metrics have to be grouped. */
    List<Item> where(String template) throws Unreadable {
        List<Called> seen = new ArrayList<>();
        List<Item> items = filter(template);
        try {
            renderer.render(
                    JinjaParser.parse(new SourceText("filter", template), renderer.syntax()), name -> switch (name) {
                        case "Dimension", "TimeDimension", "Entity", "Metric" ->
                            (PyCallable) arguments -> called(name, arguments, seen);
                        default -> null;
                    });
        } catch (WeirException broken) {
            throw new Unreadable("Error while parsing Jinja template:\n" + template);
        }
        for (Called each : seen) {
            if (each.ungrouped) {
                throw new Unreadable(
                        "`group_by` parameter is required for Metric in where filter. This is needed to determine 1) the granularity to aggregate the metric to and 2) how to join the metric to the rest of the query.");
            }
        }
        return items;
    }
}
