package dev.weir.core.manifest;

import java.time.Instant;
import java.util.List;

/**
 * What every kind of node has.
 *
 * @param tags each once: of a test those of the tested column first, then those of its config
 */
public record NodeBody(
        Identity identity,
        RelationName relation,
        NodeConfig config,
        List<String> tags,
        Documentation docs,
        NodeCode code,
        NodeLinks links,
        Instant createdAt) {
    public NodeBody {
        tags = List.copyOf(tags);
    }

    public NodeBody withConfig(NodeConfig newConfig) {
        return new NodeBody(identity, relation, newConfig, tags, docs, code, links, createdAt);
    }

    public NodeBody withRelation(RelationName newRelation) {
        return new NodeBody(identity, newRelation, config, tags, docs, code, links, createdAt);
    }

    public NodeBody withDocs(Documentation newDocs) {
        return new NodeBody(identity, relation, config, tags, newDocs, code, links, createdAt);
    }

    public NodeBody withLinks(NodeLinks newLinks) {
        return new NodeBody(identity, relation, config, tags, docs, code, newLinks, createdAt);
    }

    public NodeBody withTags(List<String> newTags) {
        return new NodeBody(identity, relation, config, newTags, docs, code, links, createdAt);
    }
}
