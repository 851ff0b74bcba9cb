package dev.weir.core.context.database;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.RelationPath;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something said of each part of a relation's name, as templates see it: its path, or which parts are quoted or included.
 * Source: answers of dbt 1.11.16 to templates.
 */
record PartsValue(Kind kind, Object database, Object schema, Object identifier) implements PyObject {
    /** What is said: names, or yes and no. */
    enum Kind {
        PATH("Path", None.NONE),
        POLICY("Policy", true);

        private final String typeName;
        private final Object otherwise;

        Kind(String typeName, Object otherwise) {
            this.typeName = typeName;
            this.otherwise = otherwise;
        }
    }

    private static final List<String> PARTS = List.of("database", "schema", "identifier");

    static PartsValue of(RelationPath path) {
        return new PartsValue(Kind.PATH, name(path.database()), name(path.schema()), name(path.identifier()));
    }

    static PartsValue of(PartPolicy policy) {
        return new PartsValue(Kind.POLICY, policy.database(), policy.schema(), policy.identifier());
    }

    private static Object name(Optional<String> part) {
        return part.isPresent() ? part.get() : None.NONE;
    }

    /** As a mapping; nothing when the value is neither one nor parts. */
    static Optional<PyDict> mapping(Object value) {
        return switch (value) {
            case PartsValue parts -> Optional.of(parts.toDict());
            case PyDict dict -> Optional.of(dict);
            default -> Optional.empty();
        };
    }

    PyDict toDict() {
        return PyDict.of("database", database, "schema", schema, "identifier", identifier);
    }

    @Override
    public @Nullable Object attribute(String name) {
        Object part = part(name);
        return part != null ? part : method(name);
    }

    private @Nullable Object part(String name) {
        return switch (name) {
            case "database" -> database;
            case "schema" -> schema;
            case "identifier" -> identifier;
            default -> null;
        };
    }

    private @Nullable Object method(String name) {
        return switch (name) {
            case "get_part" -> (PyCallable) arguments -> known(arguments);
            case "get_lowered_part" -> kind == Kind.PATH ? (PyCallable) this::lowered : null;
            case "get" ->
                (PyCallable) arguments -> {
                    Object found = part(Values.str(arguments.or(0, "key", None.NONE)));
                    return found != null ? found : arguments.or(1, "default", None.NONE);
                };
            case "to_dict" ->
                (PyCallable) arguments -> {
                    PyDict dict = toDict();
                    if (Values.truth(arguments.or(0, "omit_none", false))) {
                        PARTS.stream()
                                .filter(part -> dict.get(part) == None.NONE)
                                .forEach(dict::remove);
                    }
                    return dict;
                };
            case "replace", "incorporate" -> (PyCallable) arguments -> with(this, arguments.keywords());
            case "replace_dict" -> (PyCallable) arguments -> with(this, given(arguments));
            case "from_dict" ->
                (PyCallable) arguments ->
                        with(new PartsValue(kind, kind.otherwise, kind.otherwise, kind.otherwise), given(arguments));
            case "validate" -> (PyCallable) _ -> None.NONE;
            case "keys", "items", "values" ->
                (PyCallable) _ -> {
                    throw RelationMakers.noMapping(repr());
                };
            default -> null;
        };
    }

    private Object known(Arguments arguments) {
        String key = Values.str(arguments.or(0, "key", None.NONE));
        Object found = part(key);
        if (found == null) {
            throw PyError.value("Got a key of " + key + ", expected one of [<ComponentName.Database: 'database'>,"
                    + " <ComponentName.Schema: 'schema'>, <ComponentName.Identifier: 'identifier'>]");
        }
        return found;
    }

    private Object lowered(Arguments arguments) {
        return known(arguments) instanceof String name ? name.toLowerCase(Locale.ROOT) : None.NONE;
    }

    private static PyDict given(Arguments arguments) {
        return mapping(arguments.or(0, "d", None.NONE)).orElseGet(PyDict::new);
    }

    private static PartsValue with(PartsValue old, PyDict given) {
        List<Object> parts = new ArrayList<>(PARTS.size());
        for (String name : PARTS) {
            Object value = given.get(name);
            parts.add(value == null ? Objects.requireNonNull(old.part(name)) : old.checked(name, value));
        }
        for (Object key : given.keySet()) {
            if (!PARTS.contains(Values.str(key))) {
                throw PyError.type(old.typeName() + ".__init__() got an unexpected keyword argument '" + key + "'");
            }
        }
        return new PartsValue(old.kind, parts.get(0), parts.get(1), parts.get(2));
    }

    private Object checked(String name, Object value) {
        if (kind == Kind.PATH && !(value instanceof String) && value != None.NONE) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.ADP_007, "a path holds names")
                    .inWordsOfDbt("Got an invalid path " + name + ": " + Values.str(value)));
        }
        return value;
    }

    @Override
    public @Nullable Object item(Object key) {
        return key instanceof String name ? part(name) : null;
    }

    @Override
    public Boolean contains(Object value) {
        return value instanceof String name && PARTS.contains(name);
    }

    @Override
    public boolean mapping() {
        return true;
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return kind.typeName;
    }

    @Override
    public String qualifiedTypeName() {
        return "dbt.adapters.contracts.relation." + typeName();
    }

    @Override
    public Iterator<Object> iterate() {
        throw RelationMakers.noMapping(repr());
    }

    @Override
    public String repr() {
        return typeName() + "(database=" + Values.repr(database) + ", schema=" + Values.repr(schema) + ", identifier="
                + Values.repr(identifier) + ")";
    }
}
