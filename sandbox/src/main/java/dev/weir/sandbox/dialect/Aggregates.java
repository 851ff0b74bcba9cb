package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import dev.weir.sandbox.dialect.SqlFragment.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Aggregates that Materialize computes from sums and counts, to 39 digits, where PostgreSQL stops at about 16 behind the point;
 * and those that yield their values in order. Source: Materialize docs, "Aggregate functions".
 */
final class Aggregates {
    static final Set<String> COMPOSED = Set.of(
            "avg",
            "variance",
            "var_samp",
            "var_pop",
            "variance_samp",
            "variance_pop",
            "stddev",
            "stddev_samp",
            "stddev_pop");

    /** Where nothing else is said, by the values themselves. Source: test/sqllogictest/arrays.slt. */
    static final Set<String> SORTED = Set.of("array_agg", "list_agg", "string_agg", "jsonb_agg");

    private Aggregates() {}

    /** ORDER BY the arguments of a call, unless they say more than what to aggregate. */
    static Optional<Edit> sorted(List<Token> arguments, Token close) {
        if (arguments.isEmpty()) return Optional.empty();
        int open = 0;
        for (Token token : arguments) {
            if (token.symbol("(")) open++;
            if (token.symbol(")")) open--;
            boolean more =
                    token.word("order") || token.word("distinct") || token.word("variadic") || token.symbol("=>");
            if (open == 0 && more) return Optional.empty();
        }
        if (arguments.getLast().symbol("*")) return Optional.empty();
        var values =
                new Part.Range(arguments.getFirst().start(), arguments.getLast().end());
        return Optional.of(new Edit(close.start(), close.end(), List.of(text(" ORDER BY "), values, text(")"))));
    }

    /**
     * @param arguments what stands between the parentheses
     * @param after FILTER and OVER, as far as they are there
     */
    static Optional<Edit> composed(Token function, String source, Part.Range arguments, Part.Range after) {
        String written = source.substring(arguments.from(), arguments.to()).strip();
        if (written.isEmpty() || written.equals("*")) return Optional.empty();
        String name = function.text();
        var parts = new ArrayList<Part>();
        parts.add(new Part.Text("_weir_final." + name + "("));
        if (name.equals("avg")) {
            parts.addAll(List.of(text("sum("), arguments, text(")"), after));
        } else {
            boolean distinct = written.length() > 8 && written.substring(0, 8).equalsIgnoreCase("distinct");
            if (distinct) {
                throw SqlError.unsupported(name + "(DISTINCT …)", "Take the distinct values in a subquery.")
                        .at(function.start());
            }
            parts.addAll(List.of(
                    text("sum(_weir_final.square("),
                    arguments,
                    text("))"),
                    after,
                    text(", sum(_weir_final.wide("),
                    arguments,
                    text("))"),
                    after));
        }
        parts.addAll(List.of(text(", count("), arguments, text(")"), after, text(")")));
        return Optional.of(new Edit(function.start(), after.to(), parts));
    }

    private static Part text(String sql) {
        return new Part.Text(sql);
    }
}
