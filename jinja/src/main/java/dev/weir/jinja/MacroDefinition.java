package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.jinja.tree.MacroTree;

/**
 * A macro as written: its tree and where the block stands in its source, from the opening tag to the closing one (start
 * inclusive, end exclusive).
 */
public record MacroDefinition(MacroTree tree, SourceText source, int start, int end) {
    public String name() {
        return tree.name();
    }
}
