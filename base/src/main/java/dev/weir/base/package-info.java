/**
 * What every room stands on: source text and positions, diagnostics, positioned YAML, ordered collections. Knows nothing
 * of dbt. Start with {@link dev.weir.base.Diagnostic} and {@link dev.weir.base.YamlParser}.
 */
@NullMarked
package dev.weir.base;

import org.jspecify.annotations.NullMarked;
