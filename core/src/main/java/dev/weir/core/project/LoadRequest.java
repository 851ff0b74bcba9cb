package dev.weir.core.project;

import dev.weir.base.Ordered;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the project is and what it is to run against.
 *
 * @param projectDir absolute
 * @param profilesDir as the user named it; empty: {@code DBT_PROFILES_DIR}, the working folder, {@code ~/.dbt}
 * @param vars the text of {@code --vars}
 * @param dbtVersion the version of dbt we answer as
 * @param shared what templates in YAML see beside variables
 * @param versionCheck whether {@code require-dbt-version} is compared with it
 */
public record LoadRequest(
        Path projectDir,
        Optional<Path> profilesDir,
        Path workingFolder,
        Optional<String> profile,
        Optional<String> target,
        Optional<String> vars,
        OptionalInt threads,
        Map<String, String> environment,
        String dbtVersion,
        boolean versionCheck,
        TargetReader targets,
        SharedMembers shared) {
    public LoadRequest {
        environment = Ordered.copyOf(environment);
    }
}
