package dev.weir.packages;

import dev.weir.base.Ordered;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code deps} is asked to do.
 *
 * @param projectDir absolute
 * @param vars the text of {@code --vars}
 * @param dbtVersion the version of dbt we answer as
 * @param versionCheck whether versions of packages that ask for another dbt are left out
 */
public record DepsRequest(
        Path projectDir,
        Map<String, String> environment,
        Optional<String> vars,
        String dbtVersion,
        boolean versionCheck,
        Mode mode,
        Optional<NewPackage> newPackage) {
    /** How far to go. */
    public enum Mode {
        /** Install what the lock file says; resolve again when it does not fit the packages file. */
        INSTALL,
        /** Resolve again, then install: {@code --upgrade}. */
        UPGRADE,
        /** Write the lock file only, where it does not fit the packages file: {@code --lock}. */
        LOCK
    }

    /** Where a package of {@code --add-package} comes from. */
    public enum Source {
        HUB,
        GIT,
        LOCAL
    }

    /**
     * A package to be added to the packages file first.
     *
     * @param written {@code name@version}; the version may be left out for local ones
     */
    public record NewPackage(String written, Source source) {}

    public DepsRequest {
        environment = Ordered.copyOf(environment);
    }
}
