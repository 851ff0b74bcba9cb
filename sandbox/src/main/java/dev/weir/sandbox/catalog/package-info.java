/**
 * Materialize's catalog over PostgreSQL's: SQL resources that make it (types, functions, state, relations) and the class
 * that brings a data folder up to date with them.
 */
@NullMarked
package dev.weir.sandbox.catalog;

import org.jspecify.annotations.NullMarked;
