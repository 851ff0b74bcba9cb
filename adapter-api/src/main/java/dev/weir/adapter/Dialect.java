package dev.weir.adapter;

import org.jspecify.annotations.Nullable;

/** The only place where identifiers and values become SQL text. */
public interface Dialect {
    /** An identifier, safe whatever it holds. dbt's {@code adapter.quote} does not escape; that is {@link RelationStyle#quoted}. */
    String identifier(String name);

    /** A text literal, safe whatever it holds. */
    String text(String value);

    /** Any value a result may hold, as a literal. */
    String literal(@Nullable Object value);
}
