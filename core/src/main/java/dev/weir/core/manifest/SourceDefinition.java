package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that dbt reads and does not build.
 *
 * @param quoting as written: {@code database}, {@code schema}, {@code identifier}, {@code column}, values may be null
 * @param freshness as manifest v12 shows it; empty when there is none
 * @param relation its {@code alias} is the identifier
 */
public record SourceDefinition(
        Identity identity,
        NodeConfig config,
        RelationName relation,
        Documentation docs,
        String sourceName,
        String sourceDescription,
        String loader,
        Map<String, @Nullable Object> sourceMeta,
        Map<String, @Nullable Object> quoting,
        Freshness freshness,
        Optional<Map<String, @Nullable Object>> external,
        Optional<String> unrenderedDatabase,
        Optional<String> unrenderedSchema,
        Instant createdAt)
        implements Resource {
    /** How fresh a source should be and how to tell. {@code thresholds} is the plain tree of manifest v12 or absent. */
    public record Freshness(
            Optional<Map<String, @Nullable Object>> thresholds,
            Optional<String> loadedAtField,
            Optional<String> loadedAtQuery) {
        /** Whether any threshold is given. */
        public boolean wanted() {
            return given("warn_after") || given("error_after");
        }

        /** What is asked for the time of the last load; empty when only the database's own knowledge is left. */
        public Optional<String> loadedAt() {
            return loadedAtQuery.or(() -> loadedAtField);
        }

        private boolean given(String key) {
            return thresholds
                    .map(each -> each.get(key) instanceof Map<?, ?> threshold && threshold.get("count") != null)
                    .orElse(false);
        }
    }

    public SourceDefinition {
        sourceMeta = Ordered.copyOf(sourceMeta);
        quoting = Ordered.copyOf(quoting);
    }

    @Override
    public List<String> parents() {
        return List.of();
    }
}
