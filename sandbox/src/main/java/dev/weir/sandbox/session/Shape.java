package dev.weir.sandbox.session;

import dev.weir.sandbox.upstream.Export;
import java.util.ArrayList;
import java.util.List;

/**
 * How rows as they are written become rows of a relation: columns with the expressions that make them, over a row of
 * {@code staged}.
 *
 * @param lastOf expressions of which each combination keeps its last row only; empty to keep all
 */
record Shape(List<Made> columns, List<String> lastOf) {
    Shape {
        columns = List.copyOf(columns);
        lastOf = List.copyOf(lastOf);
    }

    record Made(Export.Column column, String expression) {}

    /** Each column as it is written. */
    static Shape same(List<Export.Column> columns) {
        var made = new ArrayList<Made>();
        for (Export.Column column : columns) made.add(new Made(column, staged(column.name())));
        return new Shape(made, List.of());
    }

    static String staged(String column) {
        return "staged." + Quoted.identifier(column);
    }

    List<Export.Column> relation() {
        return columns.stream().map(Made::column).toList();
    }

    /** With other names, as given in parentheses behind the relation's. */
    Shape named(String relation, List<String> names) {
        if (names.isEmpty()) return this;
        if (names.size() > columns.size()) {
            throw dev.weir.sandbox.dialect.SqlError.of(
                    "XX000",
                    "SOURCE " + relation + " definition names " + names.size() + " columns, but " + relation + " has "
                            + columns.size() + " columns");
        }
        var renamed = new ArrayList<Made>();
        for (int i = 0; i < columns.size(); i++) {
            Made made = columns.get(i);
            String name = i < names.size() ? names.get(i) : made.column().name();
            renamed.add(new Made(
                    new Export.Column(name, made.column().type(), made.column().nullable()), made.expression()));
        }
        return new Shape(renamed, lastOf);
    }
}
