package dev.weir.adapter;

import dev.weir.base.Diagnostic;
import java.util.List;

/**
 * What is wrong with the value of a config only an adapter knows.
 *
 * @param path what leads from the value to what is wrong in it: keys of mappings (text) and numbers of items, from 0; empty
 *     for the value itself
 * @param finding without a place
 */
public record ConfigFault(List<Object> path, Diagnostic finding) {
    public ConfigFault {
        path = List.copyOf(path);
    }
}
