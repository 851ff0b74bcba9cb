package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import dev.weir.sandbox.dialect.SqlFragment.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code lag} and {@code lead} with {@code IGNORE NULLS} ⇒ an aggregate of the sandbox over the rows before or after, which
 * keeps as many values as are counted. Source: Materialize docs, "Window functions".
 */
final class IgnoredNulls {
    private IgnoredNulls() {}

    /**
     * @param arguments the tokens between the parentheses of the call
     * @param overClose the closing parenthesis of OVER
     */
    static List<Edit> edits(Token function, List<Token> arguments, Token overOpen, Token overClose) {
        List<Part.Range> ranges = ranges(arguments);
        boolean back = function.word("lag");
        if (ranges.isEmpty() || (!back && !function.word("lead"))) {
            throw SqlError.of(
                            "0A000",
                            "IGNORE NULLS and RESPECT NULLS options for functions other than LAG and LEAD not yet supported")
                    .at(function.start());
        }
        Part count = ranges.size() > 1 ? ranges.get(1) : new Part.Text("1");
        var call = new ArrayList<Part>();
        call.add(new Part.Text("_weir_final." + function.text() + "(_weir_final.kept_" + function.text() + "("));
        call.add(ranges.getFirst());
        call.addAll(List.of(new Part.Text(", "), count, new Part.Text(") OVER ")));
        var after = new ArrayList<Part>();
        after.add(new Part.Text(
                back
                        ? " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), "
                        : " ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), "));
        after.add(count);
        if (ranges.size() > 2) after.addAll(List.of(new Part.Text(", "), ranges.get(2)));
        after.add(new Part.Text(")"));
        return List.of(
                new Edit(function.start(), overOpen.start(), call),
                new Edit(overClose.start(), overClose.end(), after));
    }

    private static List<Part.Range> ranges(List<Token> tokens) {
        var ranges = new ArrayList<Part.Range>();
        int first = 0;
        int depth = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean end = i == tokens.size();
            if (!end && (tokens.get(i).symbol("(") || tokens.get(i).symbol("["))) depth++;
            if (!end && (tokens.get(i).symbol(")") || tokens.get(i).symbol("]"))) depth--;
            if (!end && (depth > 0 || !tokens.get(i).symbol(","))) continue;
            if (i > first)
                ranges.add(new Part.Range(
                        tokens.get(first).start(), tokens.get(i - 1).end()));
            first = i + 1;
        }
        return ranges;
    }
}
