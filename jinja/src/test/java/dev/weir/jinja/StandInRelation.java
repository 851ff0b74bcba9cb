package dev.weir.jinja;

import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyObject;
import org.jspecify.annotations.Nullable;

/** What macros are given for a relation when conformance/render_macros.py renders them; its other side stands there. */
record StandInRelation() implements PyObject {
    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "database" -> "db";
            case "schema" -> "sch";
            case "identifier", "name", "table" -> "tbl";
            case "type" -> "table";
            case "is_table" -> true;
            case "is_view", "is_cte", "is_materialized_view", "can_be_renamed", "can_be_replaced" -> false;
            case "include", "quote", "incorporate", "without_identifier", "information_schema_only" ->
                (PyCallable) _ -> this;
            case "render" -> (PyCallable) _ -> str();
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Relation";
    }

    @Override
    public String str() {
        return "\"db\".\"sch\".\"tbl\"";
    }

    @Override
    public String repr() {
        return "<Relation \"db\".\"sch\".\"tbl\">";
    }
}
