package dev.weir.core.project;

import dev.weir.base.Ordered;
import dev.weir.base.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an invocation reads from disk before it parses. Immutable.
 *
 * @param packages installed packages, sorted by folder name
 * @param builtIns built-in macro packages in order of precedence: the adapter's own first, {@code dbt} last
 * @param cliVars {@code --vars}
 * @param selectors the text of {@code selectors.yml}
 */
public record ProjectFiles(
        Project root,
        List<Project> packages,
        List<BuiltInPackage> builtIns,
        Profile profile,
        Map<String, @Nullable Object> cliVars,
        Optional<SourceText> selectors) {
    public ProjectFiles {
        packages = List.copyOf(packages);
        builtIns = List.copyOf(builtIns);
        cliVars = Ordered.copyOf(cliVars);
    }

    /** The root project and its installed packages. */
    public List<Project> projects() {
        List<Project> all = new ArrayList<>(packages.size() + 1);
        all.add(root);
        all.addAll(packages);
        return all;
    }

    public Optional<Project> project(String name) {
        for (Project project : projects()) {
            if (project.name().equals(name)) {
                return Optional.of(project);
            }
        }
        return Optional.empty();
    }

    /** {@code var()} look-ups over {@code --vars} and the {@code vars:} of all projects. */
    public ProjectVars vars() {
        return ProjectVars.of(this);
    }
}
