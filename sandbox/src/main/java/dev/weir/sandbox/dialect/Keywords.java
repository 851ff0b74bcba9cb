package dev.weir.sandbox.dialect;

import java.util.Set;

/** Words with a fixed meaning in the grammar. */
final class Keywords {
    /** Words that cannot be an unquoted name or alias without {@code AS}. */
    static final Set<String> RESERVED = Set.of(
            "all", "and", "any", "as", "asc", "between", "by", "case", "cast", "cross", "desc", "distinct", "else", "end",
            "except", "exists", "false", "fetch", "from", "full", "group", "having", "in", "inner", "intersect", "into",
            "is", "isnull", "join", "lateral", "left", "like", "limit", "natural", "not", "notnull", "null", "offset",
            "on", "or", "order", "outer", "returning", "right", "select", "then", "true", "union", "using", "values",
            "when", "where", "with", "window");

    /** Words an error message shows as keywords though they can be names. */
    static final Set<String> STATEMENT_WORDS = Set.of(
            "alter", "begin", "cascade", "cluster", "comment", "commit", "copy", "create", "database", "delete", "drop",
            "explain", "grant", "if", "index", "insert", "materialized", "option", "rename", "reset", "restrict",
            "revoke", "rollback", "schema", "set", "show", "source", "sink", "subscribe", "swap", "table", "temporary",
            "to", "update", "view");

    /** What ends an expression at its own level of parentheses. */
    static final Set<String> CLAUSES = Set.of(
            "from", "where", "group", "having", "order", "limit", "offset", "fetch", "union", "intersect", "except",
            "on", "using", "join", "inner", "left", "right", "full", "cross", "natural", "returning", "window",
            "options", "into", "qualify");

    private Keywords() {}
}
