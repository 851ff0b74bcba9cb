package dev.weir.adapter;

import dev.weir.base.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one statement gave.
 *
 * @param message the command tag: {@code "SELECT 5"}, {@code "CREATE VIEW"}
 * @param code the tag without its numbers
 * @param rowsAffected rows in the tag; -1 when it has none
 * @param rows in the server's order; each as long as {@code columns}. Values are {@code null}, Boolean, Long, BigInteger,
 *     BigDecimal, Double, String, java.time values, or lists and maps of them
 */
public record QueryResult(
        String message, String code, long rowsAffected, List<ResultColumn> columns, List<List<@Nullable Object>> rows) {
    /** No statement ran. */
    public static final QueryResult NONE = new QueryResult("", "", -1, List.of(), List.of());

    /** @param typeId the wire's type id */
    public record ResultColumn(String name, int typeId) {}

    /** As {@code adapter_response} of run results and of {@code store_result}: {@code _message}, {@code code}, {@code rows_affected}. */
    public Map<String, @Nullable Object> response() {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("_message", message);
        response.put("code", code);
        response.put("rows_affected", rowsAffected);
        return Ordered.copyOf(response);
    }

    /** Splits a command tag as dbt does: words of digits only are numbers, the last of them the rows. */
    public static QueryResult ofTag(String tag, List<ResultColumn> columns, List<List<@Nullable Object>> rows) {
        StringBuilder code = new StringBuilder();
        long affected = -1;
        for (String word : tag.split(" ", -1)) {
            if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                affected = Long.parseLong(word);
            } else if (!word.isEmpty()) {
                code.append(code.isEmpty() ? "" : " ").append(word);
            }
        }
        return new QueryResult(tag, code.toString(), affected, columns, rows);
    }
}
