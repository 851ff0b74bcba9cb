package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.function.UnaryOperator;

/** The comment that tells the server who sent a statement. Source: dbt docs, "query-comment". */
public interface QueryComment {
    /**
     * Puts the comment on statements of a node or of a connection.
     *
     * @param uniqueId the node's; empty text for none
     */
    UnaryOperator<String> on(String uniqueId, String connectionName);

    /** None at all ({@code query-comment: ""}). */
    QueryComment NONE = (_, _) -> UnaryOperator.identity();

    /** The reference's own: a line of JSON in front. */
    static QueryComment usual(String dbtVersion, String profileName, String targetName) {
        String head = "/* {\"app\": \"dbt\", \"dbt_version\": " + quoted(dbtVersion) + ", \"profile_name\": "
                + quoted(profileName) + ", \"target_name\": " + quoted(targetName) + ", ";
        return (uniqueId, connection) -> {
            String line = head
                    + (uniqueId.isEmpty()
                            ? "\"connection_name\": " + quoted(connection)
                            : "\"node_id\": " + quoted(uniqueId))
                    + "} */\n";
            return sql -> line + sql;
        };
    }

    /** A text of the project's own, in front or behind. Throws {@code RUN-015} where it would end the comment itself. */
    static UnaryOperator<String> around(String text, boolean append) {
        if (text.isEmpty()) {
            return UnaryOperator.identity();
        }
        if (text.contains("*/")) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.RUN_015, "the query comment ends itself")
                    .inWordsOfDbt("query comment contains illegal value \"*/\": " + text)
                    .withHint("Leave */ out of query-comment: and of what its macros yield."));
        }
        String comment = "/* " + text.strip() + " */";
        if (!append) {
            return sql -> comment + "\n" + sql;
        }
        return sql -> {
            String bare = sql.stripTrailing();
            return bare.endsWith(";")
                    ? bare.substring(0, bare.length() - 1) + "\n" + comment + ";"
                    : bare + "\n" + comment;
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
