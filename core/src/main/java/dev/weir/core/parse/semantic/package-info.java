/**
 * Whether semantic models, metrics and saved queries make sense: a parsed manifest comes in, issues in dbt's words go out. Start with
 * {@link dev.weir.core.parse.semantic.SemanticValidator}.
 */
@NullMarked
package dev.weir.core.parse.semantic;

import org.jspecify.annotations.NullMarked;
