package dev.weir.core.parse;

import dev.weir.core.context.ContextFactory;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.parse.memo.Memo;
import java.util.Optional;

/**
 * A manifest, and the contexts (with every macro) its nodes are compiled and run in.
 *
 * @param memo what was remembered and is to be kept
 */
public record ParsedProject(Manifest manifest, ContextFactory contexts, Memo memo) {
    /** Keeps what this parse did for the next one, as it stands in the manifest. Not before that is written: its texts are kept too. */
    public void remember() {
        remember(Memo.Unfit.NOTHING);
    }

    /** The same without what must not be kept. */
    public void remember(Memo.Unfit unfit) {
        memo.save(this::settled, unfit);
    }

    /**
     * What became of it that may be kept: links, but not names of other nodes' relations, nor what unit tests take from other
     * files. Nothing for a node that linking turned off; it is parsed again each time.
     */
    private Optional<Object> settled(Object result) {
        return switch (result) {
            case Node node -> settled(node);
            case Exposure exposure -> {
                Exposure linked = manifest.exposures().get(exposure.uniqueId());
                yield Optional.of(linked != null && linked.config() == exposure.config() ? linked : exposure);
            }
            case SemanticModel model -> {
                SemanticModel linked = manifest.semantics().models().get(model.uniqueId());
                yield Optional.of(linked != null && linked.config() == model.config() ? linked : model);
            }
            case Metric metric -> {
                Metric linked = manifest.semantics().metrics().get(metric.uniqueId());
                yield Optional.of(linked != null && linked.config() == metric.config() ? linked : metric);
            }
            case SavedQuery query -> {
                SavedQuery linked = manifest.semantics().savedQueries().get(query.uniqueId());
                yield Optional.of(linked != null && linked.config() == query.config() ? linked : query);
            }
            case Object other -> Optional.of(other);
        };
    }

    private Optional<Object> settled(Node node) {
        Node linked = manifest.nodes().get(node.uniqueId());
        if (linked == null || linked.code() != node.code() || linked.docs() != node.docs()) {
            return Optional.of(node);
        }
        return linked.config() == node.config() ? Optional.of(linked) : Optional.empty();
    }
}
