package dev.weir.core.project;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * What Jinja in YAML sees: {@code env_var}, {@code var}, {@code target}, {@code dbt_version}, {@code project_name}. Source:
 * dbt docs, "dbt_project.yml context", "profiles.yml context", "properties.yml context". Thread-safe.
 */
public final class YamlScope {
    private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

    private final Map<String, String> environment;
    private final Map<String, @Nullable Object> vars;
    private final String varsOf;
    private final SecretScope secrets;
    private final Map<String, Object> members;
    private final Set<String> secretsRead = new ConcurrentSkipListSet<>();

    YamlScope(
            LoadRequest request,
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> vars,
            SecretScope secrets) {
        this(request.environment(), request.dbtVersion(), target, vars, "<Configuration>", secrets);
    }

    private YamlScope(
            Map<String, String> environment,
            String dbtVersion,
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> vars,
            String varsOf,
            SecretScope secrets) {
        this.environment = environment;
        this.vars = vars;
        this.varsOf = varsOf;
        this.secrets = secrets;
        Map<String, Object> known = new java.util.HashMap<>();
        known.put("dbt_version", dbtVersion);
        if (!target.isEmpty()) {
            known.put("target", target);
        }
        members = known;
    }

    /**
     * The scope of a project's property files.
     *
     * @param vars all the package sees
     */
    public static YamlScope forProperties(
            Map<String, String> environment,
            String dbtVersion,
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> vars,
            String projectName) {
        YamlScope scope = new YamlScope(environment, dbtVersion, target, vars, "<Configuration>", SecretScope.REFUSED);
        scope.members.put("project_name", projectName);
        return scope;
    }

    public @Nullable Object find(String name) {
        return members.get(name);
    }

    /** Values of secret variables that were read. */
    List<String> secretsRead() {
        return List.copyOf(secretsRead);
    }

}
