package dev.weir.jinja.tree;

import java.util.List;

/** What a value is assigned to. */
public sealed interface Target {
    record Variable(String name) implements Target {}

    /** {@code {% set namespace.attribute = … %}}. */
    record NamespaceAttribute(int offset, String namespace, String attribute) implements Target {}

    record Unpack(int offset, List<Target> targets) implements Target {
        public Unpack {
            targets = List.copyOf(targets);
        }
    }
}
