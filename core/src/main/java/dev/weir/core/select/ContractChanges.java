package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.core.manifest.ModelNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Compares the contract of a model with what it promised. */
final class ContractChanges {
    private ContractChanges() {}

    static Optional<Change> compare(
            ModelNode model,
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> earlier,
            BiConsumer<String, Diagnostic> warn) {
        Map<String, @Nullable Object> mine = StateComparison.tree(now, "contract");
        Map<String, @Nullable Object> theirs = StateComparison.tree(earlier, "contract");
        boolean enforced = Boolean.TRUE.equals(mine.get("enforced"));
        boolean was = Boolean.TRUE.equals(theirs.get("enforced"));
        if (!enforced && !was) {
            return Optional.empty();
        }
        if (enforced && was && Objects.equals(mine.get("checksum"), theirs.get("checksum"))) {
            return Optional.empty();
        }
        return Optional.of(new Change(Change.Part.CONTRACT, "contract"));
    }
}
