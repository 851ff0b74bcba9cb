/**
 * The tree of a parsed template: {@link dev.weir.jinja.tree.Statement}s holding {@link dev.weir.jinja.tree.Expression}s, all
 * immutable once the parser hands them out. Work over a tree is a class beside it.
 */
@NullMarked
package dev.weir.jinja.tree;

import org.jspecify.annotations.NullMarked;
