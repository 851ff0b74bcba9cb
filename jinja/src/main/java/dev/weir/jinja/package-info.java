/**
 * The template language: text goes in, trees and rendered text come out. It knows nothing of dbt; what dbt adds to Jinja is
 * registered in a {@link dev.weir.jinja.Syntax}. Start with {@link dev.weir.jinja.JinjaParser} and {@link
 * dev.weir.jinja.Renderer}.
 */
@NullMarked
package dev.weir.jinja;

import org.jspecify.annotations.NullMarked;
