package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.database.Table;
import dev.weir.core.manifest.NodeConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a data test's counts mean under its thresholds. Source: dbt docs, "severity, error_if, and warn_if".
 *
 * @param status {@code pass}, {@code warn} or {@code fail}
 */
record TestVerdict(String status, Optional<String> message, long failures) {

    /** @param table one row: failures, should_warn, should_error */
    static TestVerdict of(String uniqueId, NodeConfig config, Table table, boolean warnError) {
        if (table.rows().size() != 1) {
            throw uncountable(uniqueId, "Returned " + table.rows().size() + " rows, but expected 1 row");
        }
        List<@Nullable Object> row = table.rows().getFirst();
        if (row.size() < 3) {
            throw uncountable(uniqueId, "Returned " + row.size() + " columns, but expected 3 columns");
        }
        long failures = row.get(0) instanceof Number number ? number.longValue() : count(uniqueId, row.get(0));
        boolean shouldWarn = truth(row.get(1));
        boolean shouldError = truth(row.get(2));
        String counted = "Got " + failures + (failures == 1 ? " result" : " results");
        boolean severe =
                config.text("severity").orElse("ERROR").toUpperCase(Locale.ROOT).equals("ERROR");
        if (severe && shouldError) {
            return new TestVerdict(
                    "fail",
                    Optional.of(counted + ", configured to fail if "
                            + config.text("error_if").orElse("!= 0")),
                    failures);
        }
        if (shouldWarn) {
            String threshold = config.text("warn_if").orElse("!= 0");
            return warnError
                    ? new TestVerdict("fail", Optional.of(counted + ", configured to fail if " + threshold), failures)
                    : new TestVerdict("warn", Optional.of(counted + ", configured to warn if " + threshold), failures);
        }
        return new TestVerdict("pass", Optional.empty(), 0);
    }

    private static long count(String uniqueId, @Nullable Object value) {
        if (value == null) {
            throw uncountable(uniqueId, "Returned no number of failures");
        }
        return Long.parseLong(String.valueOf(value));
    }

    private static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.doubleValue() != 0;
            default ->
                switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
                    case "true", "t", "1", "yes", "y", "on" -> true;
                    default -> false;
                };
        };
    }

    private static WeirException uncountable(String uniqueId, String what) {
        return new WeirException(Diagnostic.of(DiagnosticCode.RUN_006, "a test's query gave no count")
                .inWordsOfDbt("dbt internally failed to execute " + uniqueId + ": " + what));
    }
}
