package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What constraints, and an enforced contract of a model's configs, ask before anything runs. Source: recorded runs. */
final class ContractRules {
    private static final List<String> KINDS =
            List.of("check", "not_null", "unique", "primary_key", "foreign_key", "custom");
    private static final String PRIMARY_KEY = "primary_key";
    private static final Set<String> GROWING_SAFELY = Set.of("append_new_columns", "fail");

    private final Findings findings;

    ContractRules(Findings findings) {
        this.findings = findings;
    }

    /** Also looks at what is disabled, as dbt does. */
    void check(Iterable<? extends Resource> resources) {
        for (Resource resource : resources) {
            switch (resource) {
                case Node node -> checkKinds(node, node.docs().columns());
                case SourceDefinition source -> checkKinds(source, source.docs().columns());
                default -> {}
            }
            if (resource instanceof ModelNode model) {
                checkPrimaryKeys(model);
            }
            if (resource instanceof ModelNode model
                    && Boolean.TRUE.equals(model.config().map("contract").get("enforced"))) {
                check(model);
            }
        }
    }

    private void checkKinds(Resource resource, Map<String, ColumnInfo> columns) {
        columns.values().forEach(column -> {
            if (!column.constraints().stream().allMatch(ContractRules::known)) {
                refuseKind(resource, "column " + column.name(), "");
            }
        });
        if (resource instanceof ModelNode model && !model.constraints().stream().allMatch(ContractRules::known)) {
            refuseKind(
                    model,
                    "model " + model.name(),
                    KINDS.stream().collect(Collectors.joining("', '", ": Type must be one of ['", "']")));
        }
    }

    private static boolean known(Map<String, @Nullable Object> constraint) {
        return constraint.get("type") instanceof String kind && KINDS.contains(kind);
    }

    private void refuseKind(Resource resource, String owner, String dbtAllowed) {
        findings.error(Diagnostic.of(DiagnosticCode.PAR_043, "a constraint of " + owner + " is of no known type")
                .inWordsOfDbt("Invalid constraint type on " + owner + dbtAllowed)
                .withDetail("It is described for " + resource.uniqueId() + " in "
                        + resource.identity().originalFilePath() + ".")
                .withHint("Types are " + String.join(", ", KINDS) + "."));
    }

    private void checkPrimaryKeys(ModelNode model) {
        List<String> columns = model.docs().columns().values().stream()
                .filter(column -> column.constraints().stream().anyMatch(ContractRules::primaryKey))
                .map(ColumnInfo::name)
                .toList();
        String wrong = "";
        if (columns.size() > 1) {
            wrong = "Found " + columns.size() + " columns (['" + String.join("', '", columns)
                    + "']) with primary key constraints defined. Primary keys for multiple columns must be defined as a"
                    + " model level constraint.";
        } else if (!columns.isEmpty() && model.constraints().stream().anyMatch(ContractRules::primaryKey)) {
            wrong = "Primary key constraints defined at the model level and the columns level. Primary keys can be"
                    + " defined at the model level or the column level, not both.";
        }
        if (!wrong.isEmpty()) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_043, "model \"" + model.name() + "\" has more than one primary key")
                    .at(model.code().source().span(0, 0))
                    .inWordsOfDbt(
                            "Primary key constraint error: (" + model.identity().originalFilePath() + ")\n" + wrong));
        }
    }

    private static boolean primaryKey(Map<String, @Nullable Object> constraint) {
        return PRIMARY_KEY.equals(constraint.get("type"));
    }

    private void check(ModelNode model) {
        String materialized = model.config().materialized();
        if (materialized.equals("incremental")) {
            String mode = model.config().text("on_schema_change").orElse("ignore");
            if (!GROWING_SAFELY.contains(mode)) {
                findings.error(about(
                                model,
                                "model \"" + model.name() + "\" has a contract and on_schema_change \"" + mode + "\"")
                        .inWordsOfDbt((model.docs().patchPath().isPresent() ? "" : "at path []: ")
                                + "Invalid value for on_schema_change: " + mode
                                + ". Models materialized as incremental with contracts enabled must set"
                                + " on_schema_change to 'append_new_columns' or 'fail'")
                        .within(subject(model)));
            }
        }
        if (model.docs().patchPath().isPresent() && model.docs().columns().isEmpty()) {
            findings.error(about(model, "model \"" + model.name() + "\" has a contract that names no column")
                    .inWordsOfDbt("Contract enforcement failed for: ("
                            + model.identity().originalFilePath()
                            + ")\nConstraints must be defined in a `yml` schema configuration file like `schema.yml`.")
                    .withHint("List the columns with their data types below columns:"));
        }
        if (!materialized.equals("table") && !materialized.equals("incremental") && constrained(model)) {
            findings.warn(
                    "UnsupportedConstraintMaterialization",
                    "I068",
                    about(model, "a " + materialized + " keeps no constraints")
                            .inWordsOfDbt("Constraint types are not supported for " + materialized
                                    + " materializations and will be ignored.  Set 'warn_unsupported: false' on this"
                                    + " constraint to ignore this warning."),
                    Map.of("materialized", materialized));
        }
    }

    /** Whether a column has a constraint that asks to be warned of; those of the model do not count. */
    private static boolean constrained(ModelNode model) {
        for (ColumnInfo column : model.docs().columns().values()) {
            if (column.constraints().stream().anyMatch(each -> !Boolean.FALSE.equals(each.get("warn_unsupported")))) {
                return true;
            }
        }
        return false;
    }

    private static String subject(ModelNode model) {
        return "model " + model.name() + " (" + model.identity().originalFilePath() + ")";
    }

    private static Diagnostic about(ModelNode model, String primary) {
        return Diagnostic.of(DiagnosticCode.PAR_036, primary)
                .at(model.code().source().span(0, 0));
    }
}
