package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.Tree;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as the reference's messages show them. */
final class PythonWords {
    private PythonWords() {}

    static String of(@Nullable Object value) {
        return Values.repr(Values.fromData(value));
    }

    /** {@code {'orders', 'customers'}}. */
    static String set(Collection<String> names) {
        List<String> shown = new ArrayList<>();
        names.forEach(name -> shown.add(of(name)));
        return "{" + String.join(", ", shown) + "}";
    }

    /** {@code name='order_total' filter=None …} of the input measure of a metric. */
    static String members(Tree input, String between) {
        return String.join(
                between,
                "name=" + of(input.members().get("name")),
                "filter=" + input.tree("filter").map(PythonWords::filter).orElse("None"),
                "alias=" + of(input.members().get("alias")),
                "join_to_timespine=" + of(input.members().get("join_to_timespine")),
                "fill_nulls_with=" + of(input.members().get("fill_nulls_with")));
    }

    private static String filter(Tree filter) {
        List<String> each = new ArrayList<>();
        for (Tree where : filter.trees("where_filters")) {
            each.add("PydanticWhereFilter(where_sql_template="
                    + of(where.members().get("where_sql_template")) + ")");
        }
        return "PydanticWhereFilterIntersection(where_filters=[" + String.join(", ", each) + "])";
    }
}
