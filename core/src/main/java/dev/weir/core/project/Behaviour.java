package dev.weir.core.project;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project may choose under {@code flags:} of dbt_project.yml, between how dbt did something once and how it will. Source:
 * dbt docs, "Behavior changes"; defaults as of dbt 1.11.
 */
public enum Behaviour {
    REQUIRE_BATCHED_EXECUTION_FOR_CUSTOM_MICROBATCH_STRATEGY(false),
    REQUIRE_EXPLICIT_PACKAGE_OVERRIDES_FOR_BUILTIN_MATERIALIZATIONS(true),
    REQUIRE_RESOURCE_NAMES_WITHOUT_SPACES(true),
    SOURCE_FRESHNESS_RUN_PROJECT_HOOKS(true),
    SKIP_NODES_IF_ON_RUN_START_FAILS(false),
    STATE_MODIFIED_COMPARE_MORE_UNRENDERED_VALUES(false),
    STATE_MODIFIED_COMPARE_VARS(false),
    REQUIRE_YAML_CONFIGURATION_FOR_MF_TIME_SPINES(false),
    REQUIRE_NESTED_CUMULATIVE_TYPE_PARAMS(false),
    VALIDATE_MACRO_ARGS(false),
    REQUIRE_ALL_WARNINGS_HANDLED_BY_WARN_ERROR(false),
    REQUIRE_GENERIC_TEST_ARGUMENTS_PROPERTY(true),
    REQUIRE_UNIQUE_PROJECT_RESOURCE_NAMES(false),
    REQUIRE_REF_SEARCHES_NODE_PACKAGE_BEFORE_ROOT(false),
    /** Changes nothing in dbt 1.11: which deprecations show their names is fixed there. */
    REQUIRE_EVENT_NAMES_IN_DEPRECATIONS(false);

    private final boolean usual;

    Behaviour(boolean usual) {
        this.usual = usual;
    }

    /** As dbt_project.yml spells it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the flags of a project choose; what they do not speak of is as usual. */
    public boolean chosen(Map<String, ? extends @Nullable Object> flags) {
        return flags.get(wireName()) instanceof Boolean choice ? choice : usual;
    }

    /** The choices by name, as {@code invocation_args_dict} has them. */
    public static Map<String, Boolean> all(Map<String, ? extends @Nullable Object> flags) {
        Map<String, Boolean> all = new LinkedHashMap<>();
        for (Behaviour behaviour : values()) {
            if (behaviour != REQUIRE_EVENT_NAMES_IN_DEPRECATIONS) {
                all.put(behaviour.wireName(), behaviour.chosen(flags));
            }
        }
        return all;
    }
}
