package dev.weir.core.context.database;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A relation as templates see it: its text is its name in SQL. Source: dbt docs, "Relation"; recorded renderings. */
public final class RelationValue implements PyObject {
    private static final Signature PARTS = Signature.of("include", "database=none", "schema=none", "identifier=none");

    private static final List<String> FIELDS = List.of(
            "path",
            "type",
            "quote_character",
            "include_policy",
            "quote_policy",
            "dbt_created",
            "limit",
            "event_time_filter",
            "require_alias",
            "catalog");

    private final Relation relation;
    private final String typeName;

    public RelationValue(Relation relation, String typeName) {
        this.relation = relation;
        this.typeName = typeName;
    }

    public Relation relation() {
        return relation;
    }

    /** The relation in a template value; a TypeError when it is none. */
    static Relation of(Object value) {
        if (value instanceof RelationValue wrapped) {
            return wrapped.relation;
        }
        throw new PyError("TypeError", "expected a Relation, not " + Values.typeName(value));
    }

    private RelationValue with(Relation other) {
        return new RelationValue(other, typeName);
    }

    private static Object text(Optional<String> part) {
        return part.isPresent() ? part.get() : None.NONE;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "database" -> text(relation.database());
            case "schema" -> text(relation.schema());
            case "identifier", "name", "table" -> text(relation.identifier());
            case "type" -> text(relation.type());
            case "path" -> PartsValue.of(relation.path());
            case "metadata" -> metadata();
            case "quote_policy" -> PartsValue.of(relation.quote());
            case "include_policy" -> PartsValue.of(relation.include());
            case "quote_character" -> String.valueOf(relation.style().quoteCharacter());
            case "limit" -> Values.fromData(relation.subset().limit());
            case "require_alias" -> relation.style().requireAlias();
            case "dbt_created" -> false;
            case "event_time_filter", "catalog" -> None.NONE;
            case "can_be_renamed" -> relation.renameable();
            case "can_be_replaced" -> relation.replaceable();
            case "renameable_relations" -> PyTuple.copyOf(relation.style().renameableTypes());
            case "replaceable_relations" -> PyTuple.copyOf(relation.style().replaceableTypes());
            case "is_table" -> relation.ofType("table");
            case "is_view" -> relation.ofType("view");
            case "is_cte" -> relation.ofType("cte");
            case "is_pointer" -> relation.ofType("pointer_table");
            case "is_function" -> relation.ofType("function");
            case "is_materialized_view" -> relation.ofType("materialized_view") || relation.ofType("materializedview");
            case "is_source", "is_source_table", "is_sink" -> predicate(name);
            default -> method(name);
        };
    }

    private @Nullable Object predicate(String name) {
        String type = name.substring("is_".length());
        return relation.style().types().contains(type) ? (Object) relation.ofType(type) : null;
    }

    private @Nullable Object method(String name) {
        return switch (name) {
            case "render" -> (PyCallable) _ -> relation.name();
            case "render_limited" -> (PyCallable) _ -> relation.limited();
            case "render_event_time_filtered" ->
                (PyCallable) arguments -> relation.filtered(Optional.of(arguments.or(0, "rendered", None.NONE))
                        .filter(given -> given != None.NONE)
                        .map(Values::str));
            case "keys", "items", "values" ->
                (PyCallable) _ -> {
                    throw RelationMakers.noMapping(relation.render());
                };
            case "include" ->
                (PyCallable) arguments -> with(relation.withInclude(parts(arguments, relation.include())));
            case "quote" -> (PyCallable) arguments -> with(relation.withQuote(parts(arguments, relation.quote())));
            case "incorporate" -> (PyCallable) this::incorporate;
            case "replace" -> (PyCallable) this::incorporate;
            case "replace_path" -> (PyCallable) arguments -> with(relation.withPath(path(arguments.keywords())));
            case "without_identifier" -> (PyCallable) _ -> with(relation.withoutIdentifier());
            case "information_schema" ->
                (PyCallable) arguments -> new InformationSchemaValue(
                        relation,
                        Optional.of(arguments.or(0, "view_name", None.NONE))
                                .filter(view -> view != None.NONE)
                                .map(Values::str));
            case "information_schema_only" -> (PyCallable) _ -> new InformationSchemaValue(relation, Optional.empty());
            case "matches" -> (PyCallable) this::matches;
            case "quoted" ->
                (PyCallable) arguments -> relation.style().quoted(Values.str(arguments.or(0, "identifier", None.NONE)));
            case "get" ->
                (PyCallable) arguments -> {
                    Object found = field(Values.str(arguments.positional(0)));
                    return found != null ? found : arguments.or(1, "default", None.NONE);
                };
            case "relation_max_name_length" ->
                (PyCallable) _ -> (long) relation.style().maxIdentifierLength().orElse(Integer.MAX_VALUE);
            case "to_dict" -> (PyCallable) arguments -> fields(Values.truth(arguments.or(0, "omit_none", false)));
            case "get_materialized_view_config_change_collection" ->
                (PyCallable)
                        arguments -> IndexChanges.between(arguments.positional(0), arguments.positional(1), relation);
            default -> RelationType.staticMember(name, relation.style(), typeName);
        };
    }

    private PyDict metadata() {
        return PyDict.of("type", typeName);
    }

    /** What {@code get} finds: the parts of a relation, not its methods. */
    private @Nullable Object field(String name) {
        return RelationMakers.FIELDS.contains(name) ? attribute(name) : null;
    }

    /** dbt's relations call themselves mappings, which packages test for. */
    @Override
    public boolean mapping() {
        return true;
    }

    private PyDict fields(boolean withoutNone) {
        PyDict fields = new PyDict();
        for (String name : FIELDS) {
            Object value = Objects.requireNonNull(attribute(name));
            if (value != None.NONE || !withoutNone) {
                fields.put(name, value instanceof PartsValue parts ? parts.toDict() : value);
            }
        }
        for (String name : List.of("renameable_relations", "replaceable_relations")) {
            fields.put(name, new PyList(PyList.from(Objects.requireNonNull(attribute(name)))));
        }
        return fields;
    }

    private static PartPolicy parts(Arguments arguments, PartPolicy policy) {
        Signature.Bound bound = PARTS.bind(arguments);
        return new PartPolicy(
                bound.value(0) == None.NONE ? policy.database() : bound.truth(0),
                bound.value(1) == None.NONE ? policy.schema() : bound.truth(1),
                bound.value(2) == None.NONE ? policy.identifier() : bound.truth(2));
    }

    private Object incorporate(Arguments arguments) {
        Relation changed = relation;
        for (int at = 0; at < arguments.keywordCount(); at++) {
            Object value = arguments.keywordValue(at);
            changed = switch (arguments.keywordName(at)) {
                case "path" ->
                    PartsValue.mapping(value)
                            .map(parts -> path(parts))
                            .map(changed::withPath)
                            .orElse(changed);
                case "type" -> changed.withType(RelationType.typeWord(value, relation.style(), typeName));
                case "quote_policy" -> changed.withQuote(RelationType.policy(value, changed.quote()));
                case "include_policy" -> changed.withInclude(RelationType.policy(value, changed.include()));
                case "limit" ->
                    changed.withSubset(
                            value instanceof Number number
                                    ? Relation.Subset.limit(number.longValue())
                                    : Relation.Subset.ALL);
                default -> changed;
            };
        }
        return with(RelationType.checked(changed));
    }

    private RelationPath path(Map<Object, Object> parts) {
        return new RelationPath(
                part(parts, "database", relation.database()),
                part(parts, "schema", relation.schema()),
                part(parts, "identifier", relation.identifier()));
    }

    private static Optional<String> part(Map<Object, Object> parts, String name, Optional<String> old) {
        Object value = parts.get(name);
        return value == null ? old : value == None.NONE ? Optional.empty() : Optional.of(Values.str(value));
    }

    private Object matches(Arguments arguments) {
        Signature.Bound bound = PARTS.bind(arguments);
        RelationPath wanted = new RelationPath(given(bound, 0), given(bound, 1), given(bound, 2));
        return RelationSearch.matches(relation, wanted);
    }

    private static Optional<String> given(Signature.Bound bound, int place) {
        return bound.value(place) == None.NONE ? Optional.empty() : Optional.of(bound.text(place));
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String str() {
        return relation.render();
    }

    @Override
    public String repr() {
        return "<" + typeName + " " + relation.render() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelationValue value && value.relation.equals(relation);
    }

    @Override
    public int hashCode() {
        return relation.path().hashCode();
    }
}
