package dev.weir.core.project;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables each package sees: {@code --vars} first, then the root project's section for the package, its common part,
 * the package's own section, its common part. Immutable. Source: dbt docs, "Project variables", precedence.
 */
public final class ProjectVars {
    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]|[#}%]\\}");

    private final Map<String, @Nullable Object> cliVars;
    private final Map<String, Map<String, @Nullable Object>> byPackage;
    private final Map<String, @Nullable Object> otherwise;

    private ProjectVars(
            Map<String, @Nullable Object> cliVars,
            Map<String, Map<String, @Nullable Object>> byPackage,
            Map<String, @Nullable Object> otherwise) {
        this.cliVars = cliVars;
        this.byPackage = byPackage;
        this.otherwise = otherwise;
    }

    static ProjectVars of(ProjectFiles files) {
        Map<String, Map<String, @Nullable Object>> byPackage = new HashMap<>();
        Map<String, @Nullable Object> rootVars = files.root().config().vars();
        for (Project project : files.projects()) {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>();
            layer(merged, project.config().vars(), project.name());
            layer(merged, rootVars, project.name());
            merged.putAll(files.cliVars());
            byPackage.put(project.name(), merged);
        }
        Map<String, @Nullable Object> otherwise = new LinkedHashMap<>(rootVars);
        otherwise.putAll(files.cliVars());
        return new ProjectVars(files.cliVars(), byPackage, otherwise);
    }

    private static void layer(
            Map<String, @Nullable Object> into, Map<String, @Nullable Object> vars, String packageName) {
        into.putAll(vars);
        if (vars.get(packageName) instanceof Map<?, ?> section) {
            section.forEach((key, value) -> into.put(String.valueOf(key), value));
        }
    }

    /** Whether a value is rendered where it is asked for. */
    public static boolean template(String value) {
        return TEMPLATE.matcher(value).find();
    }

    /** A defined variable; its value may be null. */
    public record Found(@Nullable Object value) {}

    public Optional<Found> find(String name, String packageName) {
        Map<String, @Nullable Object> visible = visibleTo(packageName);
        Object value = visible.get(name);
        Questions.asked(
                Questions.Kind.VAR,
                packageName + "\n" + name,
                () -> visible.containsKey(name) ? Fingerprint.of(value) : "");
        return value == null && !visible.containsKey(name) ? Optional.empty() : Optional.of(new Found(value));
    }

    /** All variables a package sees. Read only. */
    public Map<String, @Nullable Object> visibleTo(String packageName) {
        return byPackage.getOrDefault(packageName, otherwise);
    }

    public Map<String, @Nullable Object> commandLine() {
        return cliVars;
    }
}
