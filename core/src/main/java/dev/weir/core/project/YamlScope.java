package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.jinja.Globals;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Jinja in YAML sees: {@code env_var}, {@code var}, {@code target}, {@code dbt_version}, {@code project_name}, and what
 * {@link SharedMembers every template} sees. Source: dbt docs, "dbt_project.yml context", "profiles.yml context", "properties.yml context". Thread-safe.
 */
public final class YamlScope implements Globals {
    private final Function<String, Optional<String>> environment;
    private final Map<String, @Nullable Object> vars;
    private final String varsOf;
    private final SecretScope secrets;
    private final SharedMembers shared;
    private final Map<String, Object> members;
    private final Set<String> secretsRead = new ConcurrentSkipListSet<>();

    /** What files beside {@code dbt_project.yml} see. */
    public static YamlScope ofProject(
            LoadRequest request, Map<String, @Nullable Object> target, Map<String, @Nullable Object> vars) {
        return new YamlScope(request, target, vars, SecretScope.REFUSED);
    }

    YamlScope(
            LoadRequest request,
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> vars,
            SecretScope secrets) {
        this(
                name -> Optional.ofNullable(request.environment().get(name)),
                request.dbtVersion(),
                target,
                vars,
                "<Configuration>",
                secrets,
                request.shared());
    }

    private YamlScope(
            Function<String, Optional<String>> environment,
            String dbtVersion,
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> vars,
            String varsOf,
            SecretScope secrets,
            SharedMembers shared) {
        this.shared = shared;
        this.environment = environment;
        this.vars = vars;
        this.varsOf = varsOf;
        this.secrets = secrets;
        Map<String, Object> known = new java.util.HashMap<>();
        known.put("env_var", (PyCallable) this::environmentVariable);
        known.put("var", (PyCallable) this::variable);
        known.put("dbt_version", dbtVersion);
        if (!target.isEmpty()) {
            known.put("target", new TargetValue(target));
        }
        members = known;
    }

    /**
     * The scope of a project's property files.
     *
     * @param vars all the package sees
     */
    public static YamlScope forProperties(
            Function<String, Optional<String>> environment,
            String dbtVersion,
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> vars,
            String projectName,
            SharedMembers shared) {
        YamlScope scope =
                new YamlScope(environment, dbtVersion, target, vars, "<Configuration>", SecretScope.REFUSED, shared);
        scope.members.put("project_name", projectName);
        return scope;
    }

    /** The scope of {@code packages.yml}, which may read secrets; {@code vars} are those of {@code --vars}. */
    public static YamlScope forPackages(
            Map<String, String> environment,
            String dbtVersion,
            Map<String, @Nullable Object> vars,
            SharedMembers shared) {
        return new YamlScope(
                name -> Optional.ofNullable(environment.get(name)),
                dbtVersion,
                Map.of(),
                vars,
                "<Configuration>",
                SecretScope.ALLOWED,
                shared);
    }

    @Override
    public @Nullable Object find(String name) {
        Object found = members.get(name);
        if (found == null) {
            found = name.equals("builtins") || name.equals("context") ? all() : shared.find(name);
        }
        return found;
    }

    private PyDict all() {
        PyDict all = new PyDict();
        shared.functions().forEach(all::put);
        all.putAll(members);
        return all;
    }

    /** Values of secret variables that were read. */
    List<String> secretsRead() {
        return List.copyOf(secretsRead);
    }

    private Object environmentVariable(Arguments arguments) {
        if (arguments.find(0, "var") == null) {
            throw new PyError("TypeError", "env_var() missing 1 required positional argument: 'var'");
        }
        String name = Values.str(arguments.or(0, "var", ""));
        boolean secret = SecretVariables.named(name);
        if (secret && secrets == SecretScope.REFUSED) {
            throw SecretVariables.refused(DiagnosticCode.PRJ_011, name);
        }
        String value = environment.apply(name).orElse(null);
        Questions.asked(Questions.Kind.ENVIRONMENT, name, () -> value == null ? "" : Fingerprint.of(value));
        if (value == null) {
            Object otherwise = arguments.or(1, "default", None.NONE);
            if (otherwise != None.NONE) {
                return otherwise;
            }
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_010, "environment variable \"" + name + "\" is not set")
                            .inWordsOfDbt("Env var required but not provided: '" + name + "'")
                            .withHint("Set it, or give a default: env_var('" + name + "', '...')."));
        }
        if (secret && !value.isEmpty()) {
            secretsRead.add(value);
        }
        return value;
    }

    private Object variable(Arguments arguments) {
        String name = Values.str(arguments.or(0, "var", None.NONE));
        Questions.asked(
                Questions.Kind.VAR,
                members.get("project_name") + "\n" + name,
                () -> vars.containsKey(name) ? Fingerprint.of(vars.get(name)) : "");
        if (vars.containsKey(name)) {
            return Values.fromData(vars.get(name));
        }
        Optional<Object> otherwise = Optional.ofNullable(arguments.find(1, "default"));
        if (otherwise.isPresent()) {
            return otherwise.get();
        }
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.PRJ_018, "variable \"" + name + "\" is not defined")
                .inWordsOfDbt("Required var '" + name + "' not found in config:\nVars supplied to " + varsOf + " = "
                        + Values.repr(Values.fromData(vars)));
        throw new WeirException(NearestName.to(name, vars.keySet())
                .map(near -> diagnostic.withHint("Did you mean \"" + near + "\"?"))
                .orElse(diagnostic.withHint(
                        "Define it under vars: or with --vars, or give a default: var('" + name + "', ...).")));
    }
}
