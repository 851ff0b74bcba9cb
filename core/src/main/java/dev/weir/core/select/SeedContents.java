package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.Node;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Compares the data of a seed with what it was: by checksum, and where a file is too big for one, by its path. */
final class SeedContents {
    private SeedContents() {}

    static Optional<Change> compare(
            Node seed,
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> earlier,
            BiConsumer<String, Diagnostic> warn) {
        Map<String, @Nullable Object> mine = StateComparison.tree(now, "checksum");
        Map<String, @Nullable Object> theirs = StateComparison.tree(earlier, "checksum");
        boolean big = "path".equals(mine.get("name"));
        boolean wasBig = "path".equals(theirs.get("name"));
        boolean same = Objects.equals(mine.get("name"), theirs.get("name"))
                && Objects.equals(mine.get("checksum"), theirs.get("checksum"));
        if (big) {
            String what = "Found a seed (" + seed.packageName() + "." + seed.name() + ") >1MB in size";
            if (!wasBig) {
                warn(warn, "SeedIncreased", what + ". The previous file was <=1MB, so it has changed");
            } else if (same) {
                warn(
                        warn,
                        "SeedExceedsLimitSamePath",
                        what + " at the same path, dbt cannot tell if it has changed: assuming they are the same");
            } else {
                warn(
                        warn,
                        "SeedExceedsLimitAndPathChanged",
                        what + ". The previous file was in a different location, assuming it has changed");
            }
        }
        return same ? Optional.empty() : Optional.of(new Change(Change.Part.BODY, "the file's data"));
    }

    private static void warn(BiConsumer<String, Diagnostic> warn, String name, String words) {
        warn.accept(
                name,
                Diagnostic.of(DiagnosticCode.SEL_008, "a seed is too big to be compared")
                        .inWordsOfDbt(words));
    }
}
