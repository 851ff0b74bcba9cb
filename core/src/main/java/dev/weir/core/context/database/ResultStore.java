package dev.weir.core.context.database;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named results of the statements of one node: {@code store_result}, {@code store_raw_result}, {@code load_result}. A result
 * other than {@code main} can be loaded once. Source: dbt docs, "statement blocks".
 */
public final class ResultStore {
    private static final Signature STORE = Signature.of("store_result", "name", "response", "agate_table=none");
    private static final Signature STORE_RAW = Signature.of(
            "store_raw_result", "name", "message=none", "code=none", "rows_affected=none", "agate_table=none");

    private final Events events;
    /** Name ⇒ a dict, or none once it was loaded. Templates see it as {@code _sql_results}. */
    private final PyDict results = new PyDict();

    ResultStore(Events events) {
        this.events = events;
    }

    void addTo(Map<String, Object> members) {
        members.put("store_result", (PyCallable) this::store);
        members.put("store_raw_result", (PyCallable) this::storeRaw);
        members.put("load_result", (PyCallable) this::load);
        members.put("_sql_results", results);
    }

    private Object store(Arguments arguments) {
        Signature.Bound bound = STORE.bind(arguments);
        return keep(bound.text(0), bound.value(1), bound.value(2));
    }

    private Object storeRaw(Arguments arguments) {
        Signature.Bound bound = STORE_RAW.bind(arguments);
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("_message", Values.toData(bound.value(1)));
        response.put("code", Values.toData(bound.value(2)));
        response.put("rows_affected", Values.toData(bound.value(3)));
        return keep(bound.text(0), new ResponseValue(response), bound.value(4));
    }

    private Object keep(String name, Object response, Object table) {
        Object kept = table == None.NONE ? new TableValue(Table.EMPTY, events) : table;
        PyList data = new PyList();
        if (kept instanceof TableValue value) {
            value.table().rows().forEach(row -> data.add(CellValues.tuple(row)));
        }
        results.put(name, PyDict.of("response", response, "data", data, "table", kept));
        return "";
    }

    private Object load(Arguments arguments) {
        String name = Values.str(arguments.or(0, "name", None.NONE));
        Object result = results.get(name);
        if (result == null) {
            return None.NONE;
        }
        if (result == None.NONE) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.ADP_007, "the result \"" + name + "\" was loaded before")
                            .inWordsOfDbt("The 'statement' result named '" + name
                                    + "' has already been loaded into a variable"));
        }
        if (!name.equals("main")) {
            results.put(name, None.NONE);
        }
        return result;
    }

    /** What the statement {@code main} gave; empty when there was none. */
    public Optional<Main> main() {
        if (!(results.get("main") instanceof PyDict result)) {
            return Optional.empty();
        }
        return Optional.of(new Main(
                result.get("response") instanceof ResponseValue response ? response.response() : Map.of(),
                result.get("table") instanceof TableValue table ? table.table() : Table.EMPTY));
    }

    /** The response and rows of the statement {@code main}. */
    public record Main(Map<String, @Nullable Object> response, Table table) {}
}
