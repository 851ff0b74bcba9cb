/**
 * What a template sees: {@code ref}, {@code source}, {@code config}, {@code var}, {@code adapter}, every macro by name.
 * {@link dev.weir.core.context.ContextFactory} makes a {@link dev.weir.core.context.TemplateContext} for a node and a phase.
 * Source: dbt docs, "dbt Jinja functions"; dbt 1.11.16, recorded cases.
 */
@NullMarked
package dev.weir.core.context;

import org.jspecify.annotations.NullMarked;
