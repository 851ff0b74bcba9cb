package dev.weir.core.manifest;

import java.time.Instant;

/** What every kind of node has. */
public record NodeBody(
        Identity identity,
        RelationName relation,
        NodeConfig config,
        Documentation docs,
        NodeCode code,
        NodeLinks links,
        Instant createdAt) {
    public NodeBody withConfig(NodeConfig newConfig) {
        return new NodeBody(identity, relation, newConfig, docs, code, links, createdAt);
    }

    public NodeBody withRelation(RelationName newRelation) {
        return new NodeBody(identity, newRelation, config, docs, code, links, createdAt);
    }

    public NodeBody withDocs(Documentation newDocs) {
        return new NodeBody(identity, relation, config, newDocs, code, links, createdAt);
    }

    public NodeBody withLinks(NodeLinks newLinks) {
        return new NodeBody(identity, relation, config, docs, code, newLinks, createdAt);
    }
}
