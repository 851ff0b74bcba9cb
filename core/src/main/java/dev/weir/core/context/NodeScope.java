package dev.weir.core.context;

import dev.weir.core.manifest.RelationName;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The node a context belongs to.
 *
 * @param packageName the package macros and vars are looked up for
 * @param subject how messages name it: {@code "model orders (models/orders.sql)"}
 * @param model the template's {@code model}: the node as manifest v12 shows it (a plain tree), made on first use
 * @param relation what {@code this} names; empty for operations
 */
public record NodeScope(
        String packageName,
        Optional<String> uniqueId,
        String subject,
        java.util.function.Supplier<Map<String, @Nullable Object>> model,
        Optional<RelationName> relation) {}
