package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.ServerMessage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors of expressions in Materialize's words, where PostgreSQL has others for the same. Source: Materialize's
 * test/sqllogictest (aggregates.slt, table_func.slt, string.slt, funcs.slt).
 */
final class Wording {
    private static final Pattern INTEGER =
            Pattern.compile("invalid input syntax for type (integer|bigint|smallint): \"(.*)\"", Pattern.DOTALL);
    private static final Pattern INTEGER_RANGE =
            Pattern.compile("value \"(.*)\" is out of range for type (integer|bigint|smallint)", Pattern.DOTALL);
    private static final Pattern CONDITION =
            Pattern.compile("argument of (\\S+) must be type (\\S+), not type (.*)", Pattern.DOTALL);

    private static final Pattern INTERVAL =
            Pattern.compile("invalid input syntax for type interval: \"(.*)\"", Pattern.DOTALL);
    /** What an interval is written in; any other word is told of. Source: test/sqllogictest/interval.slt. */
    private static final Pattern NO_UNIT = Pattern.compile(
            "(?i)(?<![a-z])(?!(?:y|yrs?|years?|mons?|months?|w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|"
                    + "ms|msecs?|milliseconds?|us|usecs?|microseconds?|decades?|c|centuries|century|cent|mil|mils|millenniums?|millennia|"
                    + "to|p|pt|ago)(?![a-z]))([a-z]+)");

    private record Rule(Pattern pattern, String words) {}

    private static final List<Rule> RULES = List.of(
            rule("(?:GROUP|ORDER) BY (\".*\") is ambiguous", "column reference $1 is ambiguous"),
            rule("invalid regular expression: (.*)", "invalid regular expression: regex parse error: $1"),
            rule(
                    "null value in column (\".*\") of relation \".*\" violates not-null constraint",
                    "null value in column $1 violates not-null constraint"),
            rule(
                    "column \".*\" is of type (.*) but default expression is of type (.*)",
                    "DEFAULT expression does not support casting from $2 to $1"),
            rule("unit \"(.*)\" not (recognized|supported) for type .*", "unit '$1' not $2"),
            rule("column ([^\" ]+\\.[^\" ]+) does not exist", "column \"$1\" does not exist"),
            rule("set-returning functions are not allowed in WHERE", "table functions are not allowed in WHERE clause"),
            rule("set-returning functions are not allowed in (.*)", "table functions are not allowed in $1"),
            rule(
                    "aggregate function calls cannot contain set-returning function calls",
                    "table functions are not allowed in aggregate function calls"),
            rule(
                    "(aggregate|window) functions are not allowed in (WHERE|HAVING)",
                    "$1 functions are not allowed in $2 clause"),
            rule(
                    "(aggregate|window) functions are not allowed in JOIN conditions",
                    "$1 functions are not allowed in ON clause"),
            rule(
                    "aggregate function calls cannot be nested",
                    "aggregate functions are not allowed in aggregate function calls"),
            rule(
                    "more than one row returned by a subquery used as an expression",
                    "more than one record produced in subquery"),
            rule("field position must not be zero", "field position must be greater than zero"),
            rule(
                    "length for type varchar must be at least 1",
                    "length for type character varying must be between 1 and 10485760"),
            rule(
                    "length for type varchar cannot exceed 10485760",
                    "length for type character varying must be between 1 and 10485760"),
            rule("length for type char must be at least 1", "length for type character must be between 1 and 10485760"),
            rule(
                    "length for type char cannot exceed 10485760",
                    "length for type character must be between 1 and 10485760"),
            rule(
                    "NUMERIC scale (-?\\d+) must be between .*",
                    "scale for type numeric must be between 0 and precision 39"),
            rule(
                    "NUMERIC precision (-?\\d+) must be between .*",
                    "precision for type numeric must be between 1 and 39"),
            rule("cannot cast type (.*) to (.*)", "CAST does not support casting from $1 to $2"),
            rule("cannot take logarithm of zero", "function ln is not defined for zero"),
            rule("cannot take logarithm of a negative number", "function ln is not defined for negative numbers"),
            rule(
                    "a negative number raised to a non-integer power yields a complex result",
                    "function pow cannot return complex numbers"),
            rule(
                    "function (?:mz_catalog\\.)?_at\\(\"?(.+?)( list)*\"?(, [a-z ]+)+\\) does not exist",
                    "cannot subscript type $1"),
            rule("invalid input syntax for type json", "invalid input syntax for type jsonb"),
            rule(
                    "function pg_catalog\\.position\\((.*), (.*)\\) does not exist",
                    "function position($2, $1) does not exist"),
            rule(
                    "invalid input syntax for type xid8: (.*)",
                    "invalid input syntax for type uint8: invalid digit found in string: $1"),
            rule("argument \\d+: key must not be null", "key cannot be null"),
            rule(
                    "interval time zone .* must not include months or days",
                    "timezone interval must not contain months or years"),
            rule("invalid (?:source|destination) encoding name \"(.*)\"", "invalid encoding name '$1'"),
            rule("invalid encoding name \"(.*)\"", "invalid encoding name '$1'"));

    private Wording() {}

    private static Rule rule(String pattern, String words) {
        return new Rule(Pattern.compile(pattern, Pattern.DOTALL), words);
    }

    static ServerMessage of(ServerMessage error, String message) {
        String detail = error.field('D').orElse("");
        if (detail.equals("Arrays with differing element dimensions are not compatible for concatenation.")) {
            return error.with('D', "Arrays with differing dimensions are not compatible for concatenation.");
        }
        if (message.startsWith("malformed array literal: ")) {
            String why = switch (detail) {
                case "Junk after closing right brace." -> "junk after closing right brace";
                case "Unexpected end of input." -> "missing closing right brace";
                default -> detail.startsWith("Array value must start") ? "missing opening left brace" : "";
            };
            if (!why.isEmpty()) {
                return error.with(
                                'M',
                                "invalid input syntax for type array: malformed array literal: " + why
                                        + message.substring("malformed array literal".length()))
                        .without('D');
            }
        }
        if (message.startsWith("malformed range literal: ") && !detail.isEmpty()) {
            String why = Character.toLowerCase(detail.charAt(0)) + detail.substring(1, detail.length() - 1);
            return error.with(
                            'M',
                            "invalid input syntax for type range: " + why
                                    + message.substring("malformed range literal".length()))
                    .without('D');
        }
        String words = of(message);
        return words.equals(message)
                ? error
                : error.with('M', words).without('D').without('H');
    }

    static String of(String message) {
        Matcher integer = INTEGER.matcher(message);
        if (integer.matches()) {
            String reason = integer.group(2).isBlank()
                    ? "cannot parse integer from empty string"
                    : "invalid digit found in string";
            return "invalid input syntax for type " + integer.group(1) + ": " + reason + ": \"" + integer.group(2)
                    + '"';
        }
        Matcher range = INTEGER_RANGE.matcher(message);
        if (range.matches()) {
            String size = range.group(1).strip().startsWith("-") ? "small" : "large";
            return "invalid input syntax for type " + range.group(2) + ": number too " + size
                    + " to fit in target type: \"" + range.group(1) + '"';
        }
        Matcher condition = CONDITION.matcher(message);
        if (condition.matches()) {
            String where = switch (condition.group(1)) {
                case "WHERE", "HAVING", "LIMIT", "OFFSET" -> condition.group(1) + " clause";
                case "JOIN/ON" -> "ON clause";
                case "AND", "OR", "NOT" -> condition.group(1) + " argument";
                default -> condition.group(1);
            };
            return where + " must have type " + condition.group(2) + ", not type " + condition.group(3);
        }
        Matcher interval = INTERVAL.matcher(message);
        if (interval.matches()) {
            Matcher unit = NO_UNIT.matcher(interval.group(1));
            if (!unit.find() || !interval.group(1).matches(".*\\d.*")) return message;
            return "invalid input syntax for type interval: unknown units " + unit.group(1) + ": \"" + interval.group(1)
                    + '"';
        }
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(message);
            if (matcher.matches()) return matcher.replaceFirst(rule.words());
        }
        return message;
    }
}
