package dev.weir.core.context.database;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the print methods of a table of results write. Source: agate docs, "Table"; recorded cases. */
final class TablePrints {
    private static final Signature TABLE = Signature.of(
            "print_table",
            "self",
            "max_rows=20",
            "max_columns=6",
            "output=none",
            "max_column_width=20",
            "locale=none",
            "max_precision=3");
    private static final Signature STRUCTURE = Signature.of("print_structure", "self", "output=none", "max_rows=none");
    private static final Signature CSV = Signature.of(
            "print_csv", "self", "*", "delimiter=','", "quoting=0", "quotechar='\"'", "lineterminator='\n'");
    private static final Signature JSON =
            Signature.of("print_json", "self", "*", "key=none", "newline=false", "indent=none");

    private TablePrints() {}

    static String table(TableValue of, Arguments arguments) {
        Signature.Bound bound = TABLE.bind(arguments.prepend(of));
        return TableText.of(
                of.table(), new TableText.Limits(most(bound, 1), most(bound, 2), most(bound, 4), most(bound, 6)));
    }

    private static int most(Signature.Bound bound, int place) {
        return bound.value(place) == None.NONE ? Integer.MAX_VALUE : (int) bound.integer(place);
    }

    static String structure(TableValue of, Arguments arguments) {
        return TableText.structure(of.table(), most(STRUCTURE.bind(arguments.prepend(of)), 2));
    }

    static String csv(TableValue of, Arguments arguments) {
        Signature.Bound bound = CSV.bind(arguments.prepend(of));
        return TableText.csv(of.table(), bound.text(1), bound.integer(2) == 1);
    }

    static String json(TableValue of, Arguments arguments) {
        Signature.Bound bound = JSON.bind(arguments.prepend(of));
        int indent = bound.value(3) == None.NONE ? -1 : (int) bound.integer(3);
        List<Object> objects = new ArrayList<>();
        for (List<@Nullable Object> row : of.table().rows()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int at = 0; at < row.size(); at++) {
                object.put(of.table().columnNames().get(at), TableText.jsonValue(row.get(at)));
            }
            objects.add(object);
        }
        if (bound.truth(2)) {
            StringBuilder lines = new StringBuilder();
            objects.forEach(object -> lines.append(TableText.json(object, -1)).append('\n'));
            return lines.toString();
        }
        if (bound.value(1) == None.NONE) {
            return TableText.json(objects, indent);
        }
        List<Object> keys = new TableRows(of).keys(bound.value(1));
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        for (int at = 0; at < keys.size(); at++) {
            keyed.put(Values.str(keys.get(at)), objects.get(at));
        }
        return TableText.json(keyed, indent);
    }
}
