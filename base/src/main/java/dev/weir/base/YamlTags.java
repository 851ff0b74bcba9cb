package dev.weir.base;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Finds out what plain scalars are, as YAML 1.1 says; most are words, which no pattern has to be tried on. */
final class YamlTags extends Resolver {
    /** Letters that make a value are {@code false}, or shorter. */
    private static final int LONGEST_VALUE = 5;

    @Override
    public Tag resolve(NodeId kind, @Nullable String value, boolean implicit) {
        boolean word = kind == NodeId.scalar
                && implicit
                && value != null
                && value.length() > LONGEST_VALUE
                && Character.isLetter(value.charAt(0));
        return word ? Tag.STR : super.resolve(kind, value, implicit);
    }
}
