package dev.weir.core.context.database;

import dev.weir.adapter.Column;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.event.TemplateEvent;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods of {@code adapter} about relations and schemas: look-ups in the cache, DDL through macros. */
final class RelationMethods {
    private static final Signature NAME = Signature.of("get_relation", "database", "schema", "identifier");
    private static final Signature RENAME = Signature.of("rename_relation", "from_relation", "to_relation");

    private final DatabaseRuntime runtime;
    private final DatabaseSession session;
    private final TemplateContext context;

    RelationMethods(DatabaseRuntime runtime, DatabaseSession session, TemplateContext context) {
        this.runtime = runtime;
        this.session = session;
        this.context = context;
    }

    @Nullable
    PyCallable find(String name) {
        return switch (name) {
            case "get_relation", "load_relation" -> this::getRelation;
            case "already_exists" -> this::alreadyExists;
            case "list_relations" -> this::listRelations;
            case "check_schema_exists" -> this::schemaExists;
            case "list_schemas" -> this::listSchemas;
            case "create_schema" -> this::createSchema;
            case "drop_schema" -> this::dropSchema;
            case "drop_relation" -> this::drop;
            case "truncate_relation" -> this::truncate;
            case "rename_relation" -> this::rename;
            case "cache_added" -> this::added;
            case "cache_dropped" -> this::dropped;
            case "cache_renamed" -> this::renamed;
            case "get_columns_in_relation" -> arguments -> columnsValue(columns(relation(arguments, 0, "relation")));
            case "get_columns_in_table" ->
                arguments -> columnsValue(columns(Relation.of(
                        runtime.adapter().relationStyle(),
                        Optional.of(runtime.credentials().database()),
                        Optional.of(Values.str(arguments.or(0, "schema", None.NONE))),
                        Optional.of(Values.str(arguments.or(1, "identifier", None.NONE))))));
            case "get_missing_columns" -> this::missingColumns;
            case "expand_target_column_types" -> this::expandColumns;
            default -> null;
        };
    }

    private static Relation relation(Arguments arguments, int place, String name) {
        return RelationValue.of(arguments.or(place, name, None.NONE));
    }

    private Object value(Relation relation) {
        return new RelationValue(relation, AdapterMacros.relationTypeName(runtime.adapter()));
    }

    private Object call(String macro, Arguments arguments) {
        return AdapterMacros.call(context, macro, arguments);
    }

    private static Arguments named(String name, Object value) {
        return Arguments.of(new Object[0], new String[] {name}, new Object[] {value});
    }

    private List<Relation> listed(Optional<String> database, String schema) {
        know(database, schema);
        return runtime.cache().inSchema(database, schema);
    }

    /** Loads what stands in a schema, once. */
    private void know(Optional<String> database, String schema) {
        if (!runtime.cache().knows(database, schema)) {
            new RelationListing(runtime).load(database, List.of(schema), session, context);
        }
    }

    private Object getRelation(Arguments arguments) {
        Signature.Bound bound = NAME.bind(arguments);
        Optional<String> database = part(bound.value(0));
        Optional<String> schema = part(bound.value(1));
        Optional<String> identifier = part(bound.value(2));
        if (schema.isEmpty()) {
            return None.NONE;
        }
        RelationPath wanted = new RelationPath(
                folded(database, runtime.quoting().database()),
                folded(schema, runtime.quoting().schema()),
                folded(identifier, runtime.quoting().identifier()));
        know(database, schema.get());
        Optional<Relation> found = database.isPresent() && identifier.isPresent()
                ? runtime.cache().find(wanted).filter(relation -> RelationSearch.matches(relation, wanted))
                : RelationSearch.among(runtime.cache().inSchema(database, schema.get()), wanted);
        return found.map(this::value).orElse(None.NONE);
    }

    private static Optional<String> part(Object value) {
        return value == None.NONE || !Values.truth(value) ? Optional.empty() : Optional.of(Values.str(value));
    }

    /** A name that is not quoted means its lower-case form. */
    private static Optional<String> folded(Optional<String> part, boolean quoted) {
        return quoted ? part : part.map(name -> name.toLowerCase(Locale.ROOT));
    }

    private Object alreadyExists(Arguments arguments) {
        runtime.events().emit(new TemplateEvent.AdapterDeprecationWarning("already_exists", "get_relation"));
        Object found = getRelation(Arguments.of(
                runtime.credentials().database(),
                arguments.or(0, "schema", None.NONE),
                arguments.or(1, "name", None.NONE)));
        return found != None.NONE;
    }

    private Object listRelations(Arguments arguments) {
        PyList list = new PyList();
        listed(part(arguments.or(0, "database", None.NONE)), Values.str(arguments.or(1, "schema", None.NONE)))
                .forEach(relation -> list.add(value(relation)));
        return list;
    }

    private Object schemaExists(Arguments arguments) {
        Object schema = arguments.or(1, "schema", None.NONE);
        Relation of = Relation.of(
                runtime.adapter().relationStyle(),
                part(arguments.or(0, "database", None.NONE)),
                Optional.of(Values.str(schema)),
                Optional.empty());
        Object table =
                call("check_schema_exists", Arguments.of(new InformationSchemaValue(of, Optional.empty()), schema));
        Object first = Values.item(Values.item(Values.attribute(table, "rows"), 0L), 0L);
        return first instanceof Number number && number.longValue() > 0;
    }

    private Object listSchemas(Arguments arguments) {
        Object table = call("list_schemas", named("database", arguments.or(0, "database", None.NONE)));
        PyList names = new PyList();
        for (Iterator<Object> rows = Values.iterate(table); rows.hasNext(); ) {
            names.add(Values.item(rows.next(), 0L));
        }
        return names;
    }

    private Object createSchema(Arguments arguments) {
        Relation schema = relation(arguments, 0, "relation").withoutIdentifier();
        call("create_schema", named("relation", value(schema)));
        session.commitIfOpen();
        runtime.cache().addSchema(schema.database(), schema.schema().orElse(""));
        return None.NONE;
    }

    private Object dropSchema(Arguments arguments) {
        Relation schema = relation(arguments, 0, "relation");
        call("drop_schema", named("relation", value(schema)));
        session.commitIfOpen();
        runtime.cache().dropSchema(schema.database(), schema.schema().orElse(""));
        return None.NONE;
    }

    private Object drop(Arguments arguments) {
        Relation relation = relation(arguments, 0, "relation");
        if (relation.type().isEmpty()) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.ADP_007, "relation " + relation.render() + " has no type to drop it by")
                    .inWordsOfDbt("Tried to drop relation " + relation.render() + ", but its type is null."));
        }
        boolean alone = session.atRest() && runtime.cache().leadsOn(relation.path());
        runtime.cache().drop(relation.path());
        if (alone) {
            runtime.cache().drops().lock();
        }
        try {
            call("drop_relation", named("relation", value(relation)));
        } finally {
            if (alone) {
                runtime.cache().drops().unlock();
            }
        }
        return None.NONE;
    }

    private Object truncate(Arguments arguments) {
        call("truncate_relation", named("relation", value(relation(arguments, 0, "relation"))));
        return None.NONE;
    }

    private Object rename(Arguments arguments) {
        Signature.Bound bound = RENAME.bind(arguments);
        Relation from = RelationValue.of(bound.value(0));
        Relation to = RelationValue.of(bound.value(1));
        runtime.cache().rename(from.path(), to);
        call(
                "rename_relation",
                Arguments.of(new Object[0], new String[] {"from_relation", "to_relation"}, new Object[] {
                    bound.value(0), bound.value(1)
                }));
        return None.NONE;
    }

    private Object added(Arguments arguments) {
        runtime.cache().add(relation(arguments, 0, "relation"));
        return "";
    }

    private Object dropped(Arguments arguments) {
        runtime.cache().drop(relation(arguments, 0, "relation").path());
        return "";
    }

    private Object renamed(Arguments arguments) {
        runtime.cache().rename(relation(arguments, 0, "from_relation").path(), relation(arguments, 1, "to_relation"));
        return "";
    }

    private List<Column> columns(Relation relation) {
        Object found = call("get_columns_in_relation", named("relation", value(relation)));
        List<Column> columns = new ArrayList<>();
        if (found != None.NONE) {
            for (Iterator<Object> each = Values.iterate(found); each.hasNext(); ) {
                columns.add(ColumnValue.of(each.next()));
            }
        }
        return columns;
    }

    private Object columnsValue(List<Column> columns) {
        PyList list = new PyList(columns.size());
        String typeName = AdapterMacros.columnTypeName(runtime.adapter());
        columns.forEach(column -> list.add(new ColumnValue(column, typeName)));
        return list;
    }

    private Object missingColumns(Arguments arguments) {
        Map<String, Column> missing = new LinkedHashMap<>();
        for (Column column : columns(relation(arguments, 0, "from_relation"))) {
            missing.put(column.name(), column);
        }
        for (Column column : columns(relation(arguments, 1, "to_relation"))) {
            missing.remove(column.name());
        }
        return columnsValue(List.copyOf(missing.values()));
    }

    /** Widens text columns of the target that the source has wider. */
    private Object expandColumns(Arguments arguments) {
        Map<String, Column> targets = new HashMap<>();
        Relation to = relation(arguments, 1, "to_relation");
        for (Column column : columns(to)) {
            targets.put(column.name(), column);
        }
        for (Column source : columns(relation(arguments, 0, "from_relation"))) {
            Column target = targets.get(source.name());
            if (target != null && target.canExpandTo(source)) {
                call(
                        "alter_column_type",
                        Arguments.of(value(to), target.name(), Column.stringType(source.stringSize())));
            }
        }
        return None.NONE;
    }
}
