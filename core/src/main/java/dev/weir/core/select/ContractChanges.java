package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the contract of a model, and what of it breaks a reader. Source: dbt docs, "Model contracts"; recorded cases in
 * {@code select/state}.
 *
 * @param breaking what readers may have relied on, in dbt's words; may be empty
 */
record ContractChanges(boolean changed, List<String> breaking) {
    /** Materializations on which constraints are enforced. */
    private static final Set<String> ENFORCING = Set.of("table", "incremental");

    ContractChanges {
        breaking = List.copyOf(breaking);
    }

    static ContractChanges between(Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier) {
        boolean enforced = enforced(now);
        if (!enforced(earlier)) {
            return new ContractChanges(enforced, List.of());
        }
        if (!enforced) {
            return new ContractChanges(
                    true,
                    List.of(
                            "Contract enforcement was removed: Previously, this model had an enforced contract. It is no"
                                    + " longer configured to enforce its contract, and this is a breaking change."));
        }
        List<String> breaking = new ArrayList<>();
        columns(StateComparison.tree(now, "columns"), StateComparison.tree(earlier, "columns"), breaking);
        constraints(now, earlier, breaking);
        boolean changed = !Objects.equals(
                StateComparison.tree(now, "contract").get("checksum"),
                StateComparison.tree(earlier, "contract").get("checksum"));
        return new ContractChanges(changed || !breaking.isEmpty(), breaking);
    }

    /** What changed, in words. */
    String shown() {
        return breaking.isEmpty()
                ? "enforced now, or with more or other columns and constraints"
                : String.join("; ", breaking);
    }

    static boolean enforced(Map<String, @Nullable Object> model) {
        return Boolean.TRUE.equals(StateComparison.tree(model, "contract").get("enforced"));
    }

    private static void columns(
            Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier, List<String> breaking) {
        List<String> removed = new ArrayList<>();
        List<String> retyped = new ArrayList<>();
        for (String name : earlier.keySet()) {
            Object was = StateComparison.tree(earlier, name).get("data_type");
            Object is = StateComparison.tree(now, name).get("data_type");
            if (!now.containsKey(name)) {
                removed.add(name);
            } else if (!Objects.equals(was, is)) {
                retyped.add(name + " (" + was + " -> " + is + ")");
            }
        }
        section("Columns were removed", removed, breaking);
        section("Columns with data_type changes", retyped, breaking);
    }

    private static void constraints(
            Map<String, @Nullable Object> now, Map<String, @Nullable Object> earlier, List<String> breaking) {
        String was = StateComparison.text(StateComparison.tree(earlier, "config"), "materialized");
        String is = StateComparison.text(StateComparison.tree(now, "config"), "materialized");
        if (!ENFORCING.contains(was)) {
            return;
        }
        List<String> gone = new ArrayList<>();
        boolean any = !list(earlier.get("constraints")).isEmpty();
        Map<String, @Nullable Object> columns = StateComparison.tree(earlier, "columns");
        for (String name : columns.keySet()) {
            List<?> written = list(StateComparison.tree(columns, name).get("constraints"));
            any |= !written.isEmpty();
            Map<String, @Nullable Object> column = StateComparison.tree(StateComparison.tree(now, "columns"), name);
            for (Object constraint : written) {
                if (!column.isEmpty() && !contains(list(column.get("constraints")), constraint)) {
                    gone.add("'ConstraintType." + type(constraint) + "' constraint on column " + name);
                }
            }
        }
        section("Enforced column level constraints were removed", gone, breaking);
        List<String> goneOfModel = new ArrayList<>();
        for (Object constraint : list(earlier.get("constraints"))) {
            if (!contains(list(now.get("constraints")), constraint)) {
                goneOfModel.add("'ConstraintType." + type(constraint) + "' constraint");
            }
        }
        section("Enforced model level constraints were removed", goneOfModel, breaking);
        if (any && !ENFORCING.contains(is)) {
            section("Materialization changed with enforced constraints", List.of(was + " -> " + is), breaking);
        }
    }

    private static boolean contains(List<?> constraints, @Nullable Object wanted) {
        return constraints.stream().anyMatch(each -> StateComparison.same(each, wanted));
    }

    private static String type(@Nullable Object constraint) {
        return constraint instanceof Map<?, ?> map ? String.valueOf(map.get("type")) : "";
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static void section(String title, List<String> lines, List<String> breaking) {
        if (!lines.isEmpty()) {
            breaking.add(title + ": \n    - " + String.join("\n    - ", lines));
        }
    }

    /** What is said of a model with versions, whose readers were promised that a version stays as it is. */
    Diagnostic error(Map<String, @Nullable Object> model) {
        return broken(model)
                .within("model " + subject(model))
                .inWordsOfDbt("While comparing to previous project state, dbt detected a breaking change to an enforced"
                        + " contract." + listed()
                        + "\nConsider making an additive (non-breaking) change instead, if possible."
                        + "\nOtherwise, create a new model version:"
                        + " https://docs.getdbt.com/docs/collaborate/govern/model-versions");
    }

    /** What is said of a model without versions. */
    Diagnostic warning(Map<String, @Nullable Object> model) {
        return broken(model)
                .inWordsOfDbt("Breaking change to contracted, unversioned model " + subject(model)
                        + "\nWhile comparing to previous project state, dbt detected a breaking change to an unversioned"
                        + " model." + listed() + "\n");
    }

    private String listed() {
        return "\n  - " + String.join("\n  - ", breaking);
    }

    private static Diagnostic broken(Map<String, @Nullable Object> model) {
        return Diagnostic.of(
                DiagnosticCode.SEL_009,
                "the contract of model \"" + StateComparison.text(model, "name") + "\" is broken");
    }

    private static String subject(Map<String, @Nullable Object> model) {
        return StateComparison.text(model, "name") + " (" + StateComparison.text(model, "original_file_path") + ")";
    }
}
