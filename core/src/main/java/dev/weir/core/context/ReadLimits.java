package dev.weir.core.context;

import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SnapshotNode;
import java.util.Optional;

/**
 * What of refs and sources is read: no rows with {@code --empty}, a window of event time with {@code --sample} or in a batch of
 * a microbatch model.
 */
public record ReadLimits(boolean empty, Optional<TimeWindow> sample, Optional<Batch> batch) {
    public static final ReadLimits NONE = new ReadLimits(false, Optional.empty(), Optional.empty());

    /**
     * A batch of a microbatch model; only what this model reads itself is narrowed to it.
     *
     * @param id as it stands in names of tables: {@code 20200101}
     */
    public record Batch(String model, String id, TimeWindow window) {}

    public ReadLimits in(Batch newBatch) {
        return new ReadLimits(empty, sample, Optional.of(newBatch));
    }

    /** The batch this node is built in. */
    public Optional<Batch> batchOf(Node reader) {
        return batch.isPresent() && batch.get().model().equals(reader.uniqueId()) ? batch : Optional.empty();
    }

    /** The window this node reads of what has an event time. */
    Optional<TimeWindow> windowOf(Node reader) {
        if (!(reader instanceof ModelNode) && !(reader instanceof SnapshotNode)) {
            return Optional.empty();
        }
        Optional<TimeWindow> own = batchOf(reader).map(Batch::window);
        if (own.isEmpty()) {
            return sample;
        }
        return sample.isEmpty() ? own : own.map(window -> window.within(sample.get()));
    }
}
