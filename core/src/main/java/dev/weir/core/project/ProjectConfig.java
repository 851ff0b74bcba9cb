package dev.weir.core.project;

import dev.weir.base.Ordered;
import dev.weir.base.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code dbt_project.yml}, checked and rendered. Source: dbt docs, "dbt_project.yml".
 *
 * @param written the whole file with positions
 * @param quoting {@code database}, {@code schema}, {@code identifier}, {@code snowflake_ignore_case}: only what is written
 * @param dispatch namespace to packages searched, in the file's order
 * @param queryComment as written: text, {@code {comment, append, job-label}}, or false; empty when not given
 * @param sections present sections only
 */
public record ProjectConfig(
        String name,
        Optional<String> version,
        Optional<String> profile,
        ProjectPaths paths,
        Optional<String> targetPath,
        Optional<String> logPath,
        List<String> cleanTargets,
        Hooks hooks,
        Map<String, Boolean> quoting,
        Map<String, List<String>> dispatch,
        Optional<Object> queryComment,
        Map<String, @Nullable Object> vars,
        Map<ConfigSection, ConfigTree> sections,
        boolean restrictAccess,
        Map<String, @Nullable Object> flags,
        YamlNode.Mapping written) {
    public ProjectConfig {
        cleanTargets = List.copyOf(cleanTargets);
        quoting = Ordered.copyOf(quoting);
        dispatch = Ordered.copyOf(dispatch);
        vars = Ordered.copyOf(vars);
        sections = Ordered.copyOf(sections);
        flags = Ordered.copyOf(flags);
    }

    /** SQL to run before the first and after the last node, as written. */
    public record Hooks(List<String> onRunStart, List<String> onRunEnd) {
        public Hooks {
            onRunStart = List.copyOf(onRunStart);
            onRunEnd = List.copyOf(onRunEnd);
        }
    }

    public Optional<ConfigTree> section(ConfigSection section) {
        return Optional.ofNullable(sections.get(section));
    }
}
