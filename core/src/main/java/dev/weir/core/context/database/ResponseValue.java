package dev.weir.core.context.database;

import dev.weir.adapter.QueryResult;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement's response: its text is the command tag; {@code code} and {@code rows_affected} beside it. */
public final class ResponseValue implements PyObject {
    private final Map<String, @Nullable Object> response;

    public ResponseValue(QueryResult result) {
        this(result.response());
    }

    public ResponseValue(Map<String, @Nullable Object> response) {
        this.response = response;
    }

    /** As {@code adapter_response} of run results. */
    public Map<String, @Nullable Object> response() {
        return response;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "_message", "code", "rows_affected" -> Values.fromData(response.get(name));
            case "query_id" -> None.NONE;
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "AdapterResponse";
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String str() {
        Object message = response.get("_message");
        return message == null ? "None" : String.valueOf(message);
    }

    @Override
    public String repr() {
        return str();
    }
}
