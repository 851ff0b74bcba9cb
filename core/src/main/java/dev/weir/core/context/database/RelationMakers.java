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
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rarer ways to a relation, and what the class of relations says of itself. Source: answers of dbt 1.11.16 to templates. */
final class RelationMakers {
    private static final String EPHEMERAL = "__dbt__cte__";

    /** What a relation has beside methods. */
    static final Set<String> FIELDS = Set.of(
            "metadata",
            "path",
            "type",
            "quote_character",
            "include_policy",
            "quote_policy",
            "dbt_created",
            "limit",
            "event_time_filter",
            "require_alias",
            "catalog",
            "renameable_relations",
            "replaceable_relations");

    private final RelationStyle style;
    private final String typeName;

    RelationMakers(RelationStyle style, String typeName) {
        this.style = style;
        this.typeName = typeName;
    }

    @Nullable
    Object member(String name) {
        return switch (name) {
            case "create_from" -> (PyCallable) this::createFrom;
            case "create_ephemeral_from" -> (PyCallable) this::createEphemeral;
            case "from_dict" -> (PyCallable) arguments -> fromDict(arguments.or(0, "d", None.NONE));
            case "validate" -> (PyCallable) arguments -> validate(arguments.or(0, "data", None.NONE));
            case "get_default_quote_policy" -> (PyCallable) _ -> PartsValue.of(blank().quote());
            case "get_default_include_policy" -> (PyCallable) _ -> PartsValue.of(blank().include());
            case "get_function_config" -> (PyCallable) RelationMakers::functionConfig;
            case "get_function_macro_name" -> (PyCallable) RelationMakers::functionMacro;
            case "Config" -> new ConfigClass();
            default -> null;
        };
    }

    private Relation blank() {
        return Relation.of(style, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A member of a mapping or of an object; null when it has none, or None. */
    private static @Nullable Object part(Object holder, String name) {
        Object found = holder instanceof PyDict dict
                ? dict.get(name)
                : holder instanceof PyObject object ? object.attribute(name) : null;
        return found == None.NONE ? null : found;
    }

    private static Optional<String> text(Object holder, String name) {
        return Optional.ofNullable(part(holder, name)).map(Values::str).filter(text -> !text.isEmpty());
    }

    private Object createFrom(Arguments arguments) {
        Object quoting = arguments.or(0, "quoting", None.NONE);
        Object config = arguments.or(1, "relation_config", None.NONE);
        Relation relation = Relation.of(
                style,
                text(config, "database"),
                text(config, "schema"),
                text(config, "identifier").or(() -> text(config, "alias")));
        PartPolicy quote = RelationType.policy(Optional.ofNullable(part(quoting, "quoting")), relation.quote());
        quote = RelationType.policy(Optional.ofNullable(part(config, "quoting_dict")), quote);
        quote = RelationType.policy(Optional.ofNullable(arguments.keyword("quote_policy")), quote);
        Object type = arguments.keyword("type");
        return new RelationValue(
                relation.withQuote(quote)
                        .withType(type == null ? Optional.empty() : RelationType.typeWord(type, style, typeName)),
                typeName);
    }

    private Object createEphemeral(Arguments arguments) {
        Object config = arguments.or(0, "relation_config", None.NONE);
        String name = text(config, "identifier").or(() -> text(config, "name")).orElse("None");
        Relation relation = Relation.of(style, Optional.empty(), Optional.empty(), Optional.of(EPHEMERAL + name))
                .withType(Optional.of("cte"))
                .withQuote(new PartPolicy(false, false, false));
        return new RelationValue(
                arguments.or(1, "limit", None.NONE) instanceof Number limit
                        ? relation.withSubset(Relation.Subset.limit(limit.longValue()))
                        : relation,
                typeName);
    }

    private Object fromDict(Object data) {
        Object path = part(data, "path");
        if (path == null) {
            throw new PyError("MissingField", "Field \"path\" of type Path is missing in " + typeName + " instance");
        }
        Relation relation = Relation.of(style, text(path, "database"), text(path, "schema"), text(path, "identifier"));
        Object type = part(data, "type");
        relation = relation.withQuote(
                        RelationType.policy(Optional.ofNullable(part(data, "quote_policy")), relation.quote()))
                .withInclude(RelationType.policy(Optional.ofNullable(part(data, "include_policy")), relation.include()))
                .withType(type == null ? Optional.empty() : RelationType.typeWord(type, style, typeName));
        return new RelationValue(
                part(data, "limit") instanceof Number limit
                        ? relation.withSubset(Relation.Subset.limit(limit.longValue()))
                        : relation,
                typeName);
    }

    private static Object validate(Object data) {
        if (!(data instanceof PyDict dict)) {
            throw new PyError("ValidationError", Values.repr(data) + " is not of type 'object'");
        }
        for (Iterator<Object> keys = Values.iterate(dict); keys.hasNext(); ) {
            String key = Values.str(keys.next());
            if (!FIELDS.contains(key)) {
                throw new PyError(
                        "ValidationError", "Additional properties are not allowed ('" + key + "' was unexpected)");
            }
        }
        if (dict.get("path") == null) {
            throw new PyError("ValidationError", "'path' is a required property");
        }
        return None.NONE;
    }

    private static Object functionConfig(Arguments arguments) {
        Object model = arguments.or(0, "model", None.NONE);
        if (!text(model, "resource_type").orElse("").equals("function")) {
            return None.NONE;
        }
        Object config = Optional.ofNullable(part(model, "config")).orElse(new PyDict());
        return new FunctionConfig(
                text(model, "language").orElse("sql"),
                text(config, "type").orElse("scalar"),
                text(config, "runtime_version"),
                text(config, "entry_point"));
    }

    private static Object functionMacro(Arguments arguments) {
        Object config = arguments.or(0, "config", None.NONE);
        String language = text(config, "language").orElse("sql");
        for (String needed : new String[] {"runtime_version", "entry_point"}) {
            if (language.equals("python") && part(config, needed) == null) {
                throw new WeirException(Diagnostic.of(DiagnosticCode.ADP_014, "a python function without " + needed)
                        .inWordsOfDbt("A `" + needed + "` is required for python functions"));
            }
        }
        return text(config, "type").orElse("scalar") + "_function_" + language;
    }

    /** What comes of taking a relation, or the parts of its name, for a mapping. */
    static WeirException noMapping(String shown) {
        return new WeirException(Diagnostic.of(DiagnosticCode.ADP_007, "a relation or a part of it is no mapping")
                .inWordsOfDbt("The object (\"" + shown
                        + "\") was used as a dictionary. This capability has been removed from objects of this"
                        + " type."));
    }

    private record FunctionConfig(
            String language, String type, Optional<String> runtimeVersion, Optional<String> entryPoint)
            implements PyObject {
        @Override
        public @Nullable Object attribute(String name) {
            return switch (name) {
                case "language" -> language;
                case "type" -> type;
                case "runtime_version" -> runtimeVersion.isPresent() ? runtimeVersion.get() : None.NONE;
                case "entry_point" -> entryPoint.isPresent() ? entryPoint.get() : None.NONE;
                default -> null;
            };
        }

        @Override
        public String typeName() {
            return "FunctionConfig";
        }

        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String repr() {
            return "FunctionConfig()";
        }
    }

    private static final class ConfigClass implements PyObject {
        @Override
        public @Nullable Object attribute(String name) {
            return null;
        }

        @Override
        public String typeName() {
            return "type";
        }

        @Override
        public boolean truth() {
            return true;
        }

        @Override
        public String repr() {
            return "<class 'dbt_common.dataclass_schema.dbtClassMixin.Config'>";
        }
    }
}
