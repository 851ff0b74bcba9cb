package dev.weir.core.run;

import dev.weir.core.select.Selection;

/**
 * What to run and how.
 *
 * @param warnError whether a test's warning is a failure
 * @param showSeedRows whether a sample of each seed is printed
 * @param storeFailures the flag {@code --store-failures}
 * @param batches into which batches microbatch models fall
 */
public record RunRequest(
        RunKind kind,
        Selection selection,
        int threads,
        boolean failFast,
        boolean warnError,
        boolean showSeedRows,
        boolean storeFailures,
        boolean fullRefresh,
        BatchPlan batches) {}
