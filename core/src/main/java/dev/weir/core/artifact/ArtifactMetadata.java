package dev.weir.core.artifact;

import dev.weir.base.Digests;
import dev.weir.base.Ordered;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every artifact says about the invocation that wrote it.
 *
 * @param dbtVersion the version of dbt we answer as
 * @param env what {@link dev.weir.core.project.CustomEnvironment} makes of the environment
 */
public record ArtifactMetadata(
        String dbtVersion,
        String invocationId,
        Instant startedAt,
        Instant generatedAt,
        Map<String, String> env,
        ProjectFacts project) {
    public ArtifactMetadata {
        env = Ordered.copyOf(env);
    }

    /**
     * What only the manifest says: whose it is and for which database.
     *
     * @param quoting {@code database}, {@code schema}, {@code identifier}, {@code column}; values may be null
     */
    public record ProjectFacts(String projectName, String adapterType, Map<String, @Nullable Object> quoting) {
        public ProjectFacts {
            quoting = Ordered.copyOf(quoting);
        }

        /** MD5 of the project's name, in hex. */
        public String projectId() {
            return Digests.md5(projectName);
        }
    }

    /** The same, for a file generated at another instant. */
    public ArtifactMetadata generatedAt(Instant instant) {
        return new ArtifactMetadata(dbtVersion, invocationId, startedAt, instant, env, project);
    }
}
