package dev.weir.core.context.database;

import dev.weir.adapter.Column;
import dev.weir.adapter.SeedTypes;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.TemplateContext;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of {@code adapter} that turn configs, types and names into SQL, and need no database. */
final class ConfigMethods {
    private static final List<String> BUILT_IN_STRATEGIES =
            List.of("append", "delete+insert", "merge", "insert_overwrite", "microbatch");

    private final DatabaseRuntime runtime;
    private final TemplateContext context;

    ConfigMethods(DatabaseRuntime runtime, TemplateContext context) {
        this.runtime = runtime;
        this.context = context;
    }

    @Nullable
    PyCallable find(String name) {
        return switch (name) {
            case "type" -> _ -> runtime.adapter().type();
            case "quote" -> arguments -> quoted(Values.str(arguments.or(0, "identifier", None.NONE)));
            case "quote_as_configured" -> this::quoteAsConfigured;
            case "quote_seed_column" -> this::quoteSeedColumn;
            case "convert_type" -> this::convertType;
            case "verify_database" -> this::verifyDatabase;
            case "parse_index" -> this::parseIndex;
            case "render_raw_columns_constraints" -> this::columnConstraints;
            case "render_raw_model_constraints" -> this::modelConstraints;
            case "standardize_grants_dict" -> this::grants;
            case "get_hard_deletes_behavior" -> this::hardDeletes;
            case "get_incremental_strategy_macro" -> this::incrementalStrategy;
            case "valid_incremental_strategies" ->
                _ -> PyList.of(runtime.adapter().incrementalStrategies().toArray());
            case "date_function" -> _ -> "now()";
            case "is_cancelable" -> _ -> true;
            case "build_catalog_relation" -> _ -> None.NONE;
            case "get_catalog_integration" -> ConfigMethods::catalogIntegration;
            default -> null;
        };
    }

    private String quoted(String identifier) {
        return runtime.adapter().relationStyle().quoted(identifier);
    }

    private Object quoteAsConfigured(Arguments arguments) {
        String identifier = Values.str(arguments.or(0, "identifier", None.NONE));
        boolean quotes = switch (Values.str(arguments.or(1, "quote_key", None.NONE))) {
            case "database" -> runtime.quoting().database();
            case "schema" -> runtime.quoting().schema();
            case "identifier" -> runtime.quoting().identifier();
            default -> true;
        };
        return quotes ? quoted(identifier) : identifier;
    }

    private Object quoteSeedColumn(Arguments arguments) {
        String column = Values.str(arguments.or(0, "column", None.NONE));
        Object config = arguments.or(1, "quote_config", None.NONE);
        if (config != None.NONE && !(config instanceof Boolean)) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.ADP_007, "\"quote_columns\" is no boolean")
                    .inWordsOfDbt("The seed configuration value of \"quote_columns\" has an invalid type <class '"
                            + Values.typeName(config) + "'>"));
        }
        return config == None.NONE || Values.truth(config) ? quoted(column) : column;
    }

    private Object convertType(Arguments arguments) {
        Object table = arguments.or(0, "agate_table", None.NONE);
        Object place = arguments.or(1, "col_idx", 0L);
        if (!(table instanceof TableValue value) || !(place instanceof Number at)) {
            return None.NONE;
        }
        SeedTypes types = runtime.adapter().seedTypes();
        int column = at.intValue();
        return switch (value.table().types().get(column)) {
            case INTEGER -> types.integer();
            case NUMBER -> fractional(value.table(), column) ? types.number() : types.integer();
            case DATE -> types.date();
            case DATETIME -> types.datetime();
            case BOOLEAN -> types.bool();
            case TEXT -> types.text();
        };
    }

    private static boolean fractional(Table table, int column) {
        for (List<@Nullable Object> row : table.rows()) {
            Object value = row.get(column);
            if (value instanceof Double || (value instanceof BigDecimal number && number.scale() > 0)) {
                return true;
            }
        }
        return false;
    }

    private Object verifyDatabase(Arguments arguments) {
        String database = Values.str(arguments.or(0, "database", None.NONE));
        Optional<String> refusal = runtime.adapter().refusalOfDatabase(database, runtime.credentials());
        if (refusal.isPresent()) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.ADP_010, "database \"" + database + "\" cannot be used from this connection")
                    .inWordsOfDbt(refusal.get()));
        }
        return "";
    }

    private Object parseIndex(Arguments arguments) {
        Object raw = arguments.or(0, "raw_index", None.NONE);
        return runtime.adapter()
                .parseIndex(Values.toData(raw))
                .map(index -> (Object) new IndexValue(index, InstantSource.system()))
                .orElse(None.NONE);
    }

    private ConstraintText constraints() {
        return new ConstraintText(runtime.adapter(), runtime.events());
    }

    private Object columnConstraints(Arguments arguments) {
        Object raw = Values.toData(arguments.or(0, "raw_columns", None.NONE));
        return Values.fromData(raw instanceof Map<?, ?> map ? constraints().columns(map) : List.of());
    }

    private Object modelConstraints(Arguments arguments) {
        Object raw = Values.toData(arguments.or(0, "raw_constraints", None.NONE));
        return Values.fromData(raw instanceof List<?> list ? constraints().model(list) : List.of());
    }

    /** Rows of grantee and privilege ⇒ grantees by privilege. */
    private Object grants(Arguments arguments) {
        PyDict grants = new PyDict();
        if (arguments.or(0, "grants_table", None.NONE) instanceof TableValue value) {
            Table table = value.table();
            int grantee = Math.max(0, table.indexOf("grantee"));
            int privilege = Math.max(0, table.indexOf("privilege_type"));
            for (List<@Nullable Object> row : table.rows()) {
                Object key = CellText.of(row.get(privilege));
                if (!(grants.get(key) instanceof PyList)) {
                    grants.put(key, new PyList());
                }
                if (grants.get(key) instanceof PyList list) {
                    list.add(CellText.of(row.get(grantee)));
                }
            }
        }
        return grants;
    }

    /** There are none: catalogs are another kind of database's. */
    private static Object catalogIntegration(Arguments arguments) {
        String name = Values.str(arguments.or(0, "name", None.NONE));
        throw new WeirException(Diagnostic.of(DiagnosticCode.ADP_015, "catalog \"" + name + "\" does not exist")
                .inWordsOfDbt("Catalog not found.Received: " + name + "Expected one of: ?"));
    }

    private Object hardDeletes(Arguments arguments) {
        Object config = arguments.or(0, "config", None.NONE);
        Object legacy = get(config, "invalidate_hard_deletes");
        Object wanted = get(config, "hard_deletes");
        if (wanted != None.NONE && legacy != None.NONE && Values.truth(legacy)) {
            throw invalid("You cannot set both the invalidate_hard_deletes and hard_deletes config properties on the"
                    + " same snapshot.");
        }
        if (legacy != None.NONE && Values.truth(legacy)) {
            return "invalidate";
        }
        if (wanted == None.NONE) {
            return "ignore";
        }
        return switch (Values.str(wanted)) {
            case "ignore", "invalidate", "new_record" -> wanted;
            default -> throw invalid("Invalid setting for property hard_deletes.");
        };
    }

    private static Object get(Object config, String key) {
        Object found = Values.call(Values.attribute(config, "get"), Arguments.of(key));
        return found;
    }

    private static WeirException invalid(String words) {
        return new WeirException(Diagnostic.of(DiagnosticCode.ADP_011, "a snapshot's hard_deletes cannot be understood")
                .inWordsOfDbt(words));
    }

    private Object incrementalStrategy(Arguments arguments) {
        String strategy = Values.str(arguments.or(1, "strategy", None.NONE));
        if (BUILT_IN_STRATEGIES.contains(strategy)
                && !runtime.adapter().incrementalStrategies().contains(strategy)) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.ADP_012,
                            "incremental strategy \"" + strategy + "\" does not fit this database")
                    .inWordsOfDbt("The incremental strategy '" + strategy + "' is not valid for this adapter"));
        }
        String macro = "get_incremental_" + strategy.replace('+', '_') + "_sql";
        Object found = context.find(macro);
        if (found == null) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.ADP_012, "incremental strategy \"" + strategy + "\" has no macro")
                            .inWordsOfDbt("dbt could not find an incremental strategy macro with the name \"" + macro
                                    + "\" in " + context.catalog().rootProject()));
        }
        return found;
    }

    /** Missing columns of a snapshot's target are an error that names them. */
    static Object checkSnapshotTarget(List<Column> columns, Object names, Object strategy) {
        Set<String> present = new HashSet<>();
        columns.forEach(column -> present.add(column.name().toLowerCase(Locale.ROOT)));
        List<String> missing = new ArrayList<>();
        List<String> needed = new ArrayList<>(List.of("dbt_scd_id", "dbt_valid_from", "dbt_valid_to"));
        if (strategy != None.NONE
                && Values.str(Values.attribute(strategy, "hard_deletes")).equals("new_record")) {
            needed.add("dbt_is_deleted");
        }
        for (String column : needed) {
            Object given = names == None.NONE ? None.NONE : Values.item(names, column);
            String actual = given == None.NONE || !Values.truth(given) ? column : Values.str(given);
            if (!present.contains(actual.toLowerCase(Locale.ROOT))) {
                missing.add(actual);
            }
        }
        if (!missing.isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.ADP_013, "the snapshot's target has not the columns of a snapshot")
                            .inWordsOfDbt("Snapshot target is missing configured columns (missing \""
                                    + String.join("\", \"", missing)
                                    + "\"). See https://docs.getdbt.com/docs/build/snapshots#snapshot-meta-fields for more"
                                    + " information."));
        }
        return None.NONE;
    }
}
