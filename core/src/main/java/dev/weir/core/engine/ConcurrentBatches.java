package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.run.BatchPlan;
import java.util.Map;

/** The warning that batches run one after the other where {@code concurrent_batches} is set. Source: recorded runs. */
final class ConcurrentBatches {
    private ConcurrentBatches() {}

    static void warn(Manifest manifest, String adapterType, Events events) {
        int models = 0;
        for (Node node : manifest.nodes().values()) {
            if (node instanceof ModelNode model
                    && BatchPlan.batched(model)
                    && model.config().flag("concurrent_batches").orElse(false)) {
                models++;
            }
        }
        if (models > 0) {
            events.emit(new FindingEvent.Warning(
                    "InvalidConcurrentBatchesConfig",
                    "I075",
                    Diagnostic.of(DiagnosticCode.RUN_012, "batches cannot run at the same time")
                            .inWordsOfDbt("Found " + models + " microbatch model" + (models == 1 ? "" : "s")
                                    + " with the `concurrent_batches` config set to true, but the " + adapterType
                                    + " adapter does not support running batches concurrently. Batches will be run"
                                    + " sequentially."),
                    Map.of("num_models", models, "adapter_type", adapterType)));
        }
    }
}
