/**
 * The template language: text ⇒ tokens ⇒ tree ⇒ values and text, as Jinja2 3.1 does it with Python's values. Knows nothing of
 * dbt: statement tags, filters and global names come from outside. Start with {@link dev.weir.jinja.JinjaParser} and
 * {@link dev.weir.jinja.Renderer}.
 */
@NullMarked
package dev.weir.jinja;

import org.jspecify.annotations.NullMarked;
