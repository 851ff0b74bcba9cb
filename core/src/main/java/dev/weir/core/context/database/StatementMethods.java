package dev.weir.core.context.database;

import dev.weir.adapter.Column;
import dev.weir.adapter.QueryDescription;
import dev.weir.adapter.QueryResult;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The methods of {@code adapter} that run SQL. */
final class StatementMethods {
    private static final Signature EXECUTE =
            Signature.of("execute", "sql", "auto_begin=false", "fetch=false", "limit=none");
    private static final Signature ADD_QUERY =
            Signature.of("add_query", "sql", "auto_begin=true", "bindings=none", "abridge_sql_log=false");

    private final DatabaseRuntime runtime;
    private final DatabaseSession session;

    StatementMethods(DatabaseRuntime runtime, DatabaseSession session) {
        this.runtime = runtime;
        this.session = session;
    }

    @Nullable
    PyCallable find(String name) {
        return switch (name) {
            case "execute" -> this::execute;
            case "add_query" -> this::addQuery;
            case "run_sql_for_tests" -> this::runForTests;
            case "commit", "commit_if_has_connection" -> this::commit;
            case "get_column_schema_from_query" -> this::columnSchema;
            default -> null;
        };
    }

    private Object execute(Arguments arguments) {
        Signature.Bound bound = EXECUTE.bind(arguments);
        OptionalInt limit =
                bound.value(3) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
        boolean fetch = bound.truth(2);
        QueryResult result = session.execute(bound.text(0), bound.truth(1), fetch, limit);
        Table table = fetch ? Table.of(result) : Table.EMPTY;
        return PyTuple.of(new ResponseValue(result), new TableValue(table, runtime.events()));
    }

    /** As the reference's test suites ask: one row, all rows, or nothing. */
    private Object runForTests(Arguments arguments) {
        String fetch = Values.str(arguments.or(1, "fetch", None.NONE));
        QueryResult result = session.execute(
                Values.str(arguments.or(0, "sql", None.NONE)), false, !fetch.equals("None"), OptionalInt.empty());
        PyList rows = new PyList();
        if (!fetch.equals("None")) {
            for (List<@Nullable Object> row : result.rows()) {
                rows.add(PyTuple.copyOf(row.stream().map(CellValues::toTemplate).toList()));
            }
        }
        session.commitIfOpen();
        return switch (fetch) {
            case "one" -> rows.isEmpty() ? None.NONE : rows.get(0);
            case "all" -> rows;
            default -> None.NONE;
        };
    }

    private Object addQuery(Arguments arguments) {
        Signature.Bound bound = ADD_QUERY.bind(arguments);
        List<@Nullable Object> bindings = new ArrayList<>();
        if (bound.value(2) != None.NONE) {
            for (Iterator<Object> each = Values.iterate(bound.value(2)); each.hasNext(); ) {
                bindings.add(CellValues.fromTemplate(each.next()));
            }
        }
        QueryResult result = session.execute(bound.text(0), bindings, bound.truth(1), bound.truth(3));
        return PyTuple.of(None.NONE, new ResponseValue(result));
    }

    private Object commit(Arguments arguments) {
        session.commitIfOpen();
        return None.NONE;
    }

    /** The columns of a query with the type labels of contracts. */
    private Object columnSchema(Arguments arguments) {
        String sql = Values.str(arguments.or(0, "sql", None.NONE));
        List<QueryResult.ResultColumn> yielded = yielded(sql);
        PyList columns = new PyList(yielded.size());
        String typeName = AdapterMacros.columnTypeName(runtime.adapter());
        for (QueryResult.ResultColumn column : yielded) {
            String label = runtime.adapter()
                    .contractTypeLabel(column.typeId())
                    .orElseGet(() -> "unknown type_code " + column.typeId());
            columns.add(new ColumnValue(Column.of(column.name(), label), typeName));
        }
        return columns;
    }

    private List<QueryResult.ResultColumn> yielded(String sql) {
        Optional<QueryDescription> description = runtime.adapter().describing(sql, session::backendId);
        if (description.isEmpty()) {
            return session.execute(sql, false, true, OptionalInt.of(0)).columns();
        }
        session.execute(description.get().create(), false, false, OptionalInt.empty());
        List<QueryResult.ResultColumn> columns = new ArrayList<>();
        try {
            QueryResult answer = session.execute(description.get().question(), false, true, OptionalInt.empty());
            for (List<@Nullable Object> row : answer.rows()) {
                columns.add(new QueryResult.ResultColumn(
                        String.valueOf(row.get(0)), Integer.parseInt(String.valueOf(row.get(1)))));
            }
        } finally {
            session.execute(description.get().drop(), false, false, OptionalInt.empty());
        }
        return columns;
    }
}
