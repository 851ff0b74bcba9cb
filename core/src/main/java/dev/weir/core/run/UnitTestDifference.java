package dev.weir.core.run;

import dev.weir.core.context.database.CellText;
import dev.weir.core.context.database.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a model differ from those a unit test expects, whatever their order: a table of rows that changed, appeared
 * ({@code +++}) or are missing ({@code ---}), with a row and a column around each. Source of the form: recorded runs of dbt
 * 1.11.16. Without colours, and numbers of all rows alike: // intended: COMPATIBILITY #51
 */
final class UnitTestDifference {
    private static final String SAME = "";
    private static final String CHANGED = "→";
    private static final String ADDED = "+++";
    private static final String REMOVED = "---";
    private static final String DOTS = "...";

    private record Line(String mark, List<String> cells, List<Boolean> changed) {}

    private final List<String> columns;
    private final List<Line> lines = new ArrayList<>();

    private UnitTestDifference(List<String> columns) {
        this.columns = columns;
    }

    /** @param table rows of both sides; its last column says of which */
    static Optional<String> of(Table table) {
        int side = table.columnNames().size() - 1;
        List<List<String>> actual = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            List<String> cells = new ArrayList<>(side);
            for (Object value : row.subList(0, side)) {
                cells.add(text(value));
            }
            ("actual".equals(row.get(side)) ? actual : expected).add(cells);
        }
        return of(table.columnNames().subList(0, side), actual, expected);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Boolean flag -> flag ? "True" : "False";
            case Object other -> CellText.of(other);
        };
    }

    static Optional<String> of(List<String> columns, List<List<String>> actual, List<List<String>> expected) {
        UnitTestDifference difference = new UnitTestDifference(columns);
        difference.align(actual, new ArrayList<>(expected));
        return difference.lines.stream().allMatch(line -> line.mark().equals(SAME))
                ? Optional.empty()
                : Optional.of("\n\nactual differs from expected:\n\n" + difference.table() + "\n");
    }

    /** Equal rows find each other first, then those that have most values in common; the rest came or went. */
    private void align(List<List<String>> actual, List<List<String>> expected) {
        List<@Nullable List<String>> partners = new ArrayList<>();
        for (List<String> row : actual) {
            partners.add(expected.remove(row) ? row : null);
        }
        for (int at = 0; at < actual.size(); at++) {
            if (partners.get(at) == null) {
                List<String> near = nearest(actual.get(at), expected);
                if (near != null) {
                    expected.remove(near);
                    partners.set(at, near);
                }
            }
        }
        for (int at = 0; at < actual.size(); at++) {
            lines.add(line(actual.get(at), partners.get(at)));
        }
        for (List<String> row : expected) {
            lines.add(new Line(REMOVED, row, List.of()));
        }
    }

    private static @Nullable List<String> nearest(List<String> row, List<List<String>> among) {
        List<String> best = null;
        int most = 0;
        for (List<String> each : among) {
            int same = 0;
            for (int column = 0; column < row.size(); column++) {
                if (row.get(column).equals(each.get(column)) && !row.get(column).equals("NULL")) {
                    same += column == 0 ? 2 : 1;
                }
            }
            if (same > most) {
                most = same;
                best = each;
            }
        }
        return best;
    }

    private static Line line(List<String> actual, @Nullable List<String> expected) {
        if (expected == null) {
            return new Line(ADDED, actual, List.of());
        }
        List<String> cells = new ArrayList<>();
        List<Boolean> changed = new ArrayList<>();
        for (int column = 0; column < actual.size(); column++) {
            boolean differs = !actual.get(column).equals(expected.get(column));
            changed.add(differs);
            cells.add(differs ? expected.get(column) + CHANGED + actual.get(column) : actual.get(column));
        }
        return new Line(changed.contains(true) ? CHANGED : SAME, cells, changed);
    }

    private String table() {
        boolean[] shown = shownColumns();
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells("@@", columns, shown));
        boolean skipping = false;
        for (int at = 0; at < lines.size(); at++) {
            if (nearChange(at)) {
                rows.add(cells(lines.get(at).mark(), lines.get(at).cells(), shown));
                skipping = false;
            } else if (!skipping) {
                rows.add(java.util.Collections.nCopies(rows.getFirst().size(), DOTS));
                skipping = true;
            }
        }
        return layOut(rows);
    }

    private boolean nearChange(int at) {
        for (int near = Math.max(0, at - 1); near <= Math.min(lines.size() - 1, at + 1); near++) {
            if (!lines.get(near).mark().equals(SAME)) {
                return true;
            }
        }
        return false;
    }

    /** Where rows came or went all columns count, else the first, those that changed, and their neighbours. */
    private boolean[] shownColumns() {
        boolean[] shown = new boolean[columns.size()];
        shown[0] = true;
        for (Line line : lines) {
            boolean whole = line.mark().equals(ADDED) || line.mark().equals(REMOVED);
            for (int column = 0; column < shown.length; column++) {
                if (whole) {
                    shown[column] = true;
                } else if (line.changed().get(column)) {
                    for (int near = Math.max(0, column - 1); near <= Math.min(shown.length - 1, column + 1); near++) {
                        shown[near] = true;
                    }
                }
            }
        }
        return shown;
    }

    private static List<String> cells(String mark, List<String> values, boolean[] shown) {
        List<String> cells = new ArrayList<>();
        cells.add(mark);
        boolean skipping = false;
        for (int column = 0; column < shown.length; column++) {
            if (shown[column]) {
                cells.add(values.get(column));
                skipping = false;
            } else if (!skipping) {
                cells.add(DOTS);
                skipping = true;
            }
        }
        return cells;
    }

    /** Cells are filled up to the width of their column, save the last. */
    private static String layOut(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                text.append(column == 0 ? "" : ",").append(cell);
                if (column < widths.length - 1) {
                    text.append(" ".repeat(widths[column] - cell.length()));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }
}
