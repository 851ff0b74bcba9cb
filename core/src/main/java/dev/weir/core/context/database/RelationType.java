package dev.weir.core.context.database;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationStyle;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code api.Relation}: makes relations, and holds the type words. */
final class RelationType implements PyCallable {
    private final RelationStyle style;
    private final String typeName;

    RelationType(RelationStyle style, String typeName) {
        this.style = style;
        this.typeName = typeName;
    }

    @Override
    public Object call(Arguments arguments) {
        return create(arguments, style, typeName);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return staticMember(name, style, typeName);
    }

    static @Nullable Object staticMember(String name, RelationStyle style, String typeName) {
        return switch (name) {
            case "create" -> (PyCallable) arguments -> create(arguments, style, typeName);
            case "View" -> "view";
            case "Table" -> "table";
            case "CTE" -> "cte";
            case "External" -> "external";
            case "MaterializedView" -> "materialized_view";
            case "PointerTable" -> "pointer_table";
            case "Function" -> "function";
            case "get_relation_type" -> (PyCallable) arguments -> Values.str(arguments.or(0, "value", None.NONE));
            case "add_ephemeral_prefix" ->
                (PyCallable) arguments -> "__dbt__cte__" + Values.str(arguments.or(0, "name", None.NONE));
            case "scd_args" -> (PyCallable) RelationType::scdArguments;
            default -> new RelationMakers(style, typeName).member(name);
        };
    }

    private static Object scdArguments(Arguments arguments) {
        Object key = arguments.or(0, "primary_key", None.NONE);
        PyList all = key instanceof String ? PyList.of(key) : new PyList(PyList.from(key));
        all.add(arguments.or(1, "updated_at", None.NONE));
        return all;
    }

    private static Object create(Arguments arguments, RelationStyle style, String typeName) {
        Relation relation = Relation.of(
                style, part(arguments, 0, "database"), part(arguments, 1, "schema"), part(arguments, 2, "identifier"));
        relation = relation.withType(typeWord(arguments.or(3, "type", None.NONE), style, typeName));
        Object quote = arguments.keyword("quote_policy");
        if (quote != null) {
            relation = relation.withQuote(policy(quote, relation.quote()));
        }
        Object include = arguments.keyword("include_policy");
        if (include != null) {
            relation = relation.withInclude(policy(include, relation.include()));
        }
        if (arguments.keyword("limit") instanceof Number limit) {
            relation = relation.withSubset(Relation.Subset.limit(limit.longValue()));
        }
        return new RelationValue(checked(relation), typeName);
    }

    private static Optional<String> part(Arguments arguments, int place, String name) {
        Object value = arguments.or(place, name, None.NONE);
        return value == None.NONE || (value instanceof PyObject object && !object.truth())
                ? Optional.empty()
                : Optional.of(Values.str(value));
    }

    /** A typed relation whose name the database would cut is an error. */
    static Relation checked(Relation relation) {
        int longest = relation.style().maxIdentifierLength().orElse(Integer.MAX_VALUE);
        String name = relation.identifier().orElse("");
        if (relation.type().isPresent() && name.length() > longest) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.ADP_006, "the name \"" + name + "\" is too long for the database")
                            .inWordsOfDbt("Relation name '" + name + "' is longer than " + longest + " characters"));
        }
        return relation;
    }

    static Optional<String> typeWord(Object value, RelationStyle style, String typeName) {
        if (value == None.NONE || !Values.truth(value)) {
            return Optional.empty();
        }
        String word = Values.str(value);
        if (style.types().contains(word)) {
            return Optional.of(word);
        }
        if (style.unknownType().isPresent()) {
            return style.unknownType();
        }
        throw new PyError(
                "InvalidFieldValue",
                "Field \"type\" of type Optional[RelationType] in " + typeName + " has invalid value '" + word + "'");
    }

    static PartPolicy policy(Optional<Object> value, PartPolicy old) {
        return value.map(given -> policy(given, old)).orElse(old);
    }

    static PartPolicy policy(Object value, PartPolicy old) {
        return PartsValue.mapping(value)
                .map(parts -> new PartPolicy(
                        flag(parts, "database", old.database()),
                        flag(parts, "schema", old.schema()),
                        flag(parts, "identifier", old.identifier())))
                .orElse(old);
    }

    private static boolean flag(PyDict dict, String name, boolean old) {
        Object value = dict.get(name);
        return value == null || value == None.NONE ? old : Values.truth(value);
    }

    @Override
    public String typeName() {
        return "type";
    }

    @Override
    public String repr() {
        return "<class '" + typeName + "'>";
    }
}
