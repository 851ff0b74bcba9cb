package dev.weir.core.context.database;

import dev.weir.adapter.Relation;
import dev.weir.core.context.DatabaseScope;
import dev.weir.core.context.TemplateContext;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The database half of contexts: {@code adapter}, {@code api} and the results of statements. With a session it asks the
 * database; without one (while parsing) it answers blindly. Make one for each node; used by one thread.
 */
public final class LiveDatabase implements DatabaseScope {
    private final DatabaseRuntime runtime;
    private final Optional<DatabaseSession> session;
    private final ResultStore results;

    private LiveDatabase(DatabaseRuntime runtime, Optional<DatabaseSession> session) {
        this.runtime = runtime;
        this.session = session;
        this.results = new ResultStore(runtime.events());
    }

    /** For compiling and running. */
    public static LiveDatabase on(DatabaseRuntime runtime, DatabaseSession session) {
        return new LiveDatabase(runtime, Optional.of(session));
    }

    /** For parsing. */
    public static LiveDatabase offline(DatabaseRuntime runtime) {
        return new LiveDatabase(runtime, Optional.empty());
    }

    /** The results of the node's statements so far. */
    public ResultStore results() {
        return results;
    }

    @Override
    public Map<String, Object> members(TemplateContext context) {
        Map<String, Object> members = new LinkedHashMap<>();
        AdapterValue adapter = new AdapterValue(runtime, session, context);
        members.put("adapter", adapter);
        members.put(
                "api",
                PyDict.of(
                        "Relation",
                        new RelationType(
                                runtime.adapter().relationStyle(), AdapterMacros.relationTypeName(runtime.adapter())),
                        "Column",
                        new ColumnValue.ColumnType(AdapterMacros.columnTypeName(runtime.adapter()))));
        members.put("column", new ColumnValue.ColumnType(AdapterMacros.columnTypeName(runtime.adapter())));
        results.addTo(members);
        members.put("load_agate_table", (PyCallable) _ -> new TableValue(Table.EMPTY, runtime.events()));
        members.put("submit_python_job", (PyCallable) _ -> {
            throw new PyError("NotImplementedError", "Python models are not supported by this adapter");
        });
        return members;
    }

    @Override
    public Object relation(Relation relation) {
        return new RelationValue(relation, AdapterMacros.relationTypeName(runtime.adapter()));
    }

    /** The relation in a template value that {@link #relation} or a macro made; empty when it is none. */
    public static Optional<Relation> relationIn(Object value) {
        return value instanceof RelationValue wrapped ? Optional.of(wrapped.relation()) : Optional.empty();
    }
}
