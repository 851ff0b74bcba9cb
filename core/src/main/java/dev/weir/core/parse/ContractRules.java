package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.ColumnInfo;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Resource;
import java.util.Map;
import java.util.Set;

/** What an enforced contract asks of a model's configs, known before anything runs. Source: recorded runs. */
final class ContractRules {
    private static final Set<String> GROWING_SAFELY = Set.of("append_new_columns", "fail");

    private final Findings findings;

    ContractRules(Findings findings) {
        this.findings = findings;
    }

    /** Also looks at what is disabled, as dbt does. */
    void check(Iterable<? extends Resource> resources) {
        for (Resource resource : resources) {
            if (resource instanceof ModelNode model
                    && Boolean.TRUE.equals(model.config().map("contract").get("enforced"))) {
                check(model);
            }
        }
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
