package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.TemplateEvent;
import dev.weir.core.project.Questions;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code exceptions} of templates. Source: dbt docs, "exceptions"; names as dbt 1.11.16 exposes them. */
final class ExceptionsValue implements PyObject {
    static final List<String> NAMES = List.of(
            "warn",
            "missing_config",
            "missing_materialization",
            "missing_relation",
            "raise_ambiguous_alias",
            "raise_ambiguous_catalog_match",
            "raise_cache_inconsistent",
            "raise_dataclass_not_dict",
            "raise_compiler_error",
            "raise_database_error",
            "raise_dep_not_found",
            "raise_dependency_error",
            "raise_duplicate_patch_name",
            "raise_duplicate_resource_name",
            "raise_invalid_property_yml_version",
            "raise_not_implemented",
            "relation_wrong_type",
            "raise_contract_error",
            "column_type_missing",
            "raise_fail_fast_error",
            "warn_snapshot_timestamp_data_types");

    private final String subject;
    private final Events events;

    ExceptionsValue(String subject, Events events) {
        this.subject = subject;
        this.events = events;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "warn" ->
                (PyCallable) arguments -> {
                    Questions.unrepeatable();
                    events.emit(new TemplateEvent.JinjaLogWarning(text(arguments, "msg", "warn")));
                    return "";
                };
            case "raise_compiler_error", "CompilationError" ->
                (PyCallable) arguments -> raise(DiagnosticCode.CMP_001, text(arguments, "msg", name));
            case "raise_database_error" ->
                (PyCallable) arguments -> raise(DiagnosticCode.RUN_001, text(arguments, "msg", name));
            case "raise_not_implemented" ->
                (PyCallable) arguments -> {
                    throw new PyError("NotImplementedError", "ERROR: " + text(arguments, "msg", name));
                };
            case "raise_dependency_error" ->
                (PyCallable) arguments -> raise(DiagnosticCode.CMP_010, text(arguments, "msg", name));
            case "raise_fail_fast_error" ->
                (PyCallable) arguments -> raise(DiagnosticCode.CMP_013, text(arguments, "msg", name));
            case "raise_contract_error" -> (PyCallable) this::contractError;
            case "column_type_missing" ->
                (PyCallable) arguments -> raise(
                        DiagnosticCode.CMP_001,
                        "Contracted models require data_type to be defined for each column. Please ensure that the"
                                + " column name and data_type are defined within the YAML configuration for the "
                                + Values.str(CallArguments.required(arguments, 0, "column_names", name))
                                + " column(s).");
            case "missing_relation" ->
                (PyCallable) arguments -> raise(
                        DiagnosticCode.CMP_001,
                        "Relation " + Values.str(CallArguments.required(arguments, 0, "relation", name))
                                + " not found!");
            case "missing_config" ->
                (PyCallable) arguments -> raise(
                        DiagnosticCode.CMP_004,
                        "Model '" + Values.str(Values.attribute(arguments.positional(0), "unique_id"))
                                + "' does not define a required config parameter '"
                                + Values.str(CallArguments.required(arguments, 1, "name", name)) + "'.");
            case "raise_invalid_property_yml_version" ->
                (PyCallable) arguments -> raise(
                        DiagnosticCode.CMP_001,
                        "The yml property file at " + Values.str(CallArguments.required(arguments, 0, "path", name))
                                + " is invalid because "
                                + Values.str(CallArguments.required(arguments, 1, "issue", name))
                                + ". Please consult the documentation for more information on yml property file"
                                + " syntax:\n\nhttps://docs.getdbt.com/reference/configs-and-properties");
            case "relation_wrong_type" -> (PyCallable) this::relationWrongType;
            case "warn_snapshot_timestamp_data_types" -> (PyCallable) this::warnSnapshotTypes;
            case "raise_dep_not_found" -> (PyCallable) this::packageMissing;
            case "raise_ambiguous_catalog_match" -> (PyCallable) this::ambiguousCatalog;
            case "raise_cache_inconsistent" ->
                (PyCallable) arguments -> {
                    throw new PyError(
                            "CacheInconsistencyError",
                            "Internal Error\n  Cache inconsistency detected: " + text(arguments, "msg", name));
                };
            case "raise_dataclass_not_dict" ->
                (PyCallable) arguments -> raise(
                        DiagnosticCode.CMP_001,
                        "The object (\"" + text(arguments, "obj", name)
                                + "\") was used as a dictionary. This capability has been removed from objects of this"
                                + " type.");
            case "missing_materialization" ->
                (PyCallable) arguments -> {
                    CallArguments.required(arguments, 1, "adapter_type", name);
                    throw without(arguments, "config");
                };
            case "raise_ambiguous_alias" ->
                (PyCallable) arguments -> {
                    boolean named =
                            CallArguments.given(arguments, 2, "duped_name").isPresent();
                    throw without(arguments, named ? "unique_id" : "database");
                };
            case "raise_duplicate_patch_name", "raise_duplicate_resource_name" ->
                (PyCallable) arguments -> {
                    throw without(arguments, "name");
                };
            default -> null;
        };
    }

    private static String text(Arguments arguments, String name, String function) {
        return Values.str(CallArguments.required(arguments, 0, name, function));
    }

    private Object packageMissing(Arguments arguments) {
        String function = "raise_dep_not_found";
        CallArguments.required(arguments, 0, "node", function);
        return raise(
                DiagnosticCode.CMP_001,
                "Error while parsing "
                        + Values.str(CallArguments.required(arguments, 1, "node_description", function))
                        + ".\nThe required package \""
                        + Values.str(CallArguments.required(arguments, 2, "required_pkg", function))
                        + "\" was not found. Is the package installed?\nHint: You may need to run `dbt deps`.");
    }

    private Object ambiguousCatalog(Arguments arguments) {
        String function = "raise_ambiguous_catalog_match";
        String uniqueId = text(arguments, "unique_id", function);
        String first = tableName(CallArguments.required(arguments, 1, "match_1", function));
        String second = tableName(CallArguments.required(arguments, 2, "match_2", function));
        return raise(
                DiagnosticCode.CMP_001,
                "dbt found two relations in your warehouse with similar database identifiers. dbt\nis unable to determine"
                        + " which of these relations was created by the model \"" + uniqueId
                        + "\".\nIn order for dbt to correctly generate the catalog, one of the following relations must be"
                        + " deleted or renamed:\n\n - " + first + "\n - " + second);
    }

    /** Schema and name in an entry of a catalog. */
    private static String tableName(Object entry) {
        Object metadata = Values.toData(entry) instanceof Map<?, ?> map ? map.get("metadata") : null;
        return metadata instanceof Map<?, ?> known
                ? Values.str(Values.fromData(known.get("schema"))) + "."
                        + Values.str(Values.fromData(known.get("name")))
                : "None.None";
    }

    /** Fails as in dbt: templates hold no nodes with the attributes that it looks for. */
    private static PyError without(Arguments arguments, String attribute) {
        Object given = arguments.size() == 0 ? None.NONE : arguments.positional(0);
        return PyError.attribute("'" + Values.typeName(given) + "' object has no attribute '" + attribute + "'");
    }

    private Object relationWrongType(Arguments arguments) {
        String relation = Values.str(CallArguments.required(arguments, 0, "relation", "relation_wrong_type"));
        String expected = Values.str(CallArguments.required(arguments, 1, "expected_type", "relation_wrong_type"));
        String found = Values.str(Values.attribute(arguments.positional(0), "type"));
        return raise(
                DiagnosticCode.CMP_001,
                "Trying to create " + expected + " " + relation + ", but it currently exists as a " + found
                        + ". Either drop " + relation
                        + " manually, or run dbt with `--full-refresh` and dbt will drop it"
                        + " for you.");
    }

    private Object contractError(Arguments arguments) {
        Object yaml = CallArguments.required(arguments, 0, "yaml_columns", "raise_contract_error");
        Object sql = CallArguments.required(arguments, 1, "sql_columns", "raise_contract_error");
        if (!Values.truth(yaml)) {
            return raise(
                    DiagnosticCode.CMP_001,
                    "This model has an enforced contract, and its 'columns' specification is missing");
        }
        return raise(
                DiagnosticCode.CMP_001,
                "This model has an enforced contract that failed.\n"
                        + "Please ensure the name, data_type, and number of columns in your contract match the columns in"
                        + " your model's definition.\n\n"
                        + ContractMismatch.table(Values.toData(yaml), Values.toData(sql)));
    }

    private Object warnSnapshotTypes(Arguments arguments) {
        Questions.unrepeatable();
        events.emit(new TemplateEvent.SnapshotTimestampWarning(
                Values.str(CallArguments.required(arguments, 0, "snapshot_time_data_type", "warn_snapshot")),
                Values.str(CallArguments.required(arguments, 1, "updated_at_data_type", "warn_snapshot"))));
        return None.NONE;
    }

    private Object raise(DiagnosticCode code, String message) {
        throw new WeirException(
                Diagnostic.of(code, firstLine(message)).inWordsOfDbt(message).within(subject));
    }

    private static String firstLine(String message) {
        String stripped = message.strip();
        int end = stripped.indexOf('\n');
        return end < 0 ? stripped : stripped.substring(0, end).strip();
    }

    @Override
    public String typeName() {
        return "dict";
    }
}
