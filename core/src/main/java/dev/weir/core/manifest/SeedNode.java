package dev.weir.core.manifest;

/**
 * A CSV file that becomes a table.
 *
 * @param rootPath the absolute folder of its project
 */
public record SeedNode(NodeBody body, String rootPath) implements Node {
    @Override
    public SeedNode withBody(NodeBody newBody) {
        return new SeedNode(newBody, rootPath);
    }
}
