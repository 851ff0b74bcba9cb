package dev.weir.core.manifest;

import java.util.Optional;

/**
 * Where a node's result stands in the database, unquoted.
 *
 * @param rendered the quoted name as it stands in SQL ({@code relation_name}); empty for what builds no relation
 */
public record RelationName(Optional<String> database, String schema, String alias, Optional<String> rendered) {}
