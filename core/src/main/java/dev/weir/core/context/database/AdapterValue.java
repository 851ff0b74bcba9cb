package dev.weir.core.context.database;

import dev.weir.adapter.AdapterMethods;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.QueryResult;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.event.TemplateEvent;
import dev.weir.core.project.Questions;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code adapter}: what templates do with the database. At parse time, without a session, methods that would ask it answer
 * as the reference does: None, an empty list, an empty table. Source: dbt docs, "adapter"; recorded answers.
 */
final class AdapterValue implements PyObject {
    private final DatabaseRuntime runtime;
    private final Optional<DatabaseSession> session;
    private final TemplateContext context;
    private final ConfigMethods configs;

    AdapterValue(DatabaseRuntime runtime, Optional<DatabaseSession> session, TemplateContext context) {
        this.runtime = runtime;
        this.session = session;
        this.context = context;
        this.configs = new ConfigMethods(runtime, context);
    }

    @Override
    public @Nullable Object attribute(String name) {
        switch (name) {
            case "dispatch":
                return (PyCallable) context::dispatch;
            case "behavior":
                return new BehaviorValue(runtime.behavior());
            case "config":
                return new AdapterConfigValue(context);
            case "Relation":
                return new RelationType(
                        runtime.adapter().relationStyle(), AdapterMacros.relationTypeName(runtime.adapter()));
            case "Column":
                return new ColumnValue.ColumnType(AdapterMacros.columnTypeName(runtime.adapter()));
            default:
                break;
        }
        if (session.isEmpty()) {
            PyCallable offline = offline(name);
            return offline != null ? offline : configs.find(name);
        }
        return live(name, session.get());
    }

    private @Nullable Object live(String name, DatabaseSession open) {
        PyCallable found = configs.find(name);
        if (found == null) {
            found = new StatementMethods(runtime, open).find(name);
        }
        if (found == null) {
            found = new RelationMethods(runtime, open, context).find(name);
        }
        if (found == null) {
            found = switch (name) {
                case "valid_snapshot_target" ->
                    arguments -> checkSnapshot(open, arguments, arguments.or(1, "column_names", None.NONE), None.NONE);
                case "assert_valid_snapshot_target_given_strategy" ->
                    arguments -> checkSnapshot(
                            open,
                            arguments,
                            arguments.or(1, "column_names", None.NONE),
                            arguments.or(2, "strategy", None.NONE));
                default -> null;
            };
        }
        if (found == null) {
            Optional<AdapterMethods.Method> own = runtime.adapter().methods().find(name);
            if (own.isPresent()) {
                found = arguments -> callOwn(name, own.get(), arguments, open);
            }
        }
        return found;
    }

    private Object checkSnapshot(DatabaseSession open, Arguments arguments, Object names, Object strategy) {
        PyCallable columns = new RelationMethods(runtime, open, context).find("get_columns_in_relation");
        List<dev.weir.adapter.Column> found = new ArrayList<>();
        if (columns != null) {
            for (Iterator<Object> each =
                            Values.iterate(columns.call(Arguments.of(arguments.or(0, "relation", None.NONE))));
                    each.hasNext(); ) {
                found.add(ColumnValue.of(each.next()));
            }
        }
        return ConfigMethods.checkSnapshotTarget(found, names, strategy);
    }

    /** What the reference answers while parsing; null for methods that need no database. */
    private @Nullable PyCallable offline(String name) {
        return switch (name) {
            case "execute", "get_partitions_metadata" ->
                _ -> PyTuple.of("", new TableValue(Table.EMPTY, runtime.events()));
            case "get_column_schema_from_query",
                    "get_columns_in_relation",
                    "get_columns_in_table",
                    "get_missing_columns" -> _ -> new PyList();
            case "check_schema_exists", "already_exists" -> _ -> false;
            case "drop_relation",
                    "truncate_relation",
                    "rename_relation",
                    "valid_snapshot_target",
                    "assert_valid_snapshot_target_given_strategy",
                    "expand_target_column_types",
                    "get_relation",
                    "create_schema",
                    "drop_schema",
                    "get_incremental_strategy_macro",
                    "get_hard_deletes_behavior",
                    "commit",
                    "load_relation",
                    "run_sql_for_tests" -> _ -> None.NONE;
            case "cache_added", "cache_dropped", "cache_renamed" -> _ -> "";
            case "list_relations", "list_schemas" -> _ -> new PyList();
            case "add_query" -> _ -> PyTuple.of(None.NONE, None.NONE);
            default -> runtime.adapter().methods().find(name).isPresent() ? _ -> None.NONE : null;
        };
    }

    private Object callOwn(String name, AdapterMethods.Method method, Arguments arguments, DatabaseSession open) {
        String[] parameters = new String[method.parameters().size()];
        for (int at = 0; at < parameters.length; at++) {
            parameters[at] = method.parameters().get(at) + (at < method.required() ? "" : "=none");
        }
        Signature.Bound bound = Signature.of(name, parameters).bind(arguments);
        List<@Nullable Object> values = new ArrayList<>(parameters.length);
        for (int at = 0; at < parameters.length; at++) {
            values.add(Values.toData(bound.value(at)));
        }
        return Values.fromData(method.call(new Scope(open), values));
    }

    /** What an adapter's own methods may use. */
    private final class Scope implements AdapterMethods.Scope {
        private final DatabaseSession open;

        Scope(DatabaseSession open) {
            this.open = open;
        }

        @Override
        public Credentials credentials() {
            return runtime.credentials();
        }

        @Override
        public Map<String, @Nullable Object> cliVars() {
            return runtime.cliVars();
        }

        @Override
        public Path project() {
            return runtime.project();
        }

        @Override
        public @Nullable Object callMacro(String name, Map<String, @Nullable Object> arguments) {
            String[] names = arguments.keySet().toArray(String[]::new);
            Object[] values = new Object[names.length];
            for (int at = 0; at < names.length; at++) {
                values[at] = Values.fromData(arguments.get(names[at]));
            }
            return Values.toData(AdapterMacros.call(context, name, Arguments.of(new Object[0], names, values)));
        }

        @Override
        public QueryResult execute(String sql) {
            return open.executeBare(sql);
        }

        @Override
        public void executeEach(List<String> statements) {
            open.executeEach(statements);
        }

        @Override
        public boolean collects() {
            return runtime.gate().collects();
        }

        @Override
        public Optional<Boolean> foreseen(String kind, Optional<String> database, String name) {
            return runtime.gate().foreseen(kind, database, name);
        }

        @Override
        public void log(String text) {
            Questions.unrepeatable();
            runtime.events().emit(new TemplateEvent.JinjaLogInfo(text));
        }
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "dbt.context.providers.RuntimeDatabaseWrapper";
    }

    /** {@code adapter.behavior.some_flag}: a flag's value, also as {@code .no_warn}. */
    private record BehaviorValue(Map<String, @Nullable Object> flags) implements PyObject {
        @Override
        public @Nullable Object attribute(String name) {
            return new Flag(Boolean.TRUE.equals(flags.get(name)));
        }

        @Override
        public String typeName() {
            return "Behavior";
        }

        private record Flag(boolean set) implements PyObject {
            @Override
            public @Nullable Object attribute(String name) {
                return name.equals("no_warn") || name.equals("setting") ? (Object) set : null;
            }

            @Override
            public boolean truth() {
                return set;
            }

            @Override
            public String typeName() {
                return "BehaviorFlagRendered";
            }
        }
    }
}
