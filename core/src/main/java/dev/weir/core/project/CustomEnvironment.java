package dev.weir.core.project;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables {@code DBT_ENV_CUSTOM_ENV_X}, which artifacts and {@code dbt_metadata_envs} show under
 * {@code X}. Source: dbt docs, "env_var", custom metadata.
 */
public final class CustomEnvironment {
    private static final String PREFIX = "DBT_ENV_CUSTOM_ENV_";

    private CustomEnvironment() {}

    /** The variables of that kind, without their prefix, in the order of the environment; may be empty. */
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> custom = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                custom.put(name.substring(PREFIX.length()), value);
            }
        });
        return custom;
    }
}
