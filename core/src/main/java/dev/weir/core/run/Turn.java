package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.context.TimeWindow;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.UnitTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clock and the growing result of one node's turn. One thread. */
final class Turn {
    private final Resource node;
    private final InstantSource clock;
    private final Instant startedAt;
    private Optional<String> storedIn = Optional.empty();
    private final long startNanos = System.nanoTime();
    private final List<Timing> timing = new ArrayList<>();
    private Instant stepStart;
    private @Nullable CompiledNode compiled;

    Turn(Resource node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.stepStart = startedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Since the start. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Ends the step that ran. */
    void stepDone(String name) {
        Instant now = clock.instant();
        timing.add(new Timing(name, stepStart, now));
        stepStart = now;
    }

    /** Ends the step that failed: the compilation when it never ended. */
    void stepFailed() {
        stepDone(timing.isEmpty() ? "compile" : "execute");
    }

    /** Where a test keeps what it finds. */
    void keeps(Optional<String> relation) {
        storedIn = relation;
    }

    Optional<String> keptIn() {
        return storedIn;
    }

    /** @param path where the SQL was written, if it was */
    void compiled(CompiledNode newCompiled, Optional<String> path) {
        compiled = new CompiledNode(
                newCompiled.uniqueId(),
                newCompiled.code(),
                newCompiled.ownCode(),
                newCompiled.extraCtes(),
                newCompiled.injected(),
                path,
                storedIn);
    }

    boolean compiled() {
        return compiled != null;
    }

    /** What was compiled is not told of. */
    Turn forgetSql() {
        compiled = null;
        return this;
    }

    private Optional<CompiledNode> sql() {
        return node instanceof SeedNode ? Optional.empty() : Optional.ofNullable(compiled);
    }

    NodeOutcome succeeded(Map<String, @Nullable Object> response, Optional<String> message) {
        return new NodeOutcome.Succeeded(node, result("success", message, Optional.empty(), response), sql());
    }

    /** A hook that went well: counted like a test without failures. */
    NodeOutcome passed(String hook) {
        return new NodeOutcome.Succeeded(
                node, result("success", Optional.of(hook + " passed"), Optional.of(0L), Map.of()), sql());
    }

    NodeOutcome tested(TestVerdict verdict, Map<String, @Nullable Object> response) {
        return new NodeOutcome.Tested(
                node,
                result(verdict.status(), verdict.message(), Optional.of(verdict.failures()), response),
                sql(),
                storedIn);
    }

    /** A source whose freshness is known: {@code pass}, {@code warn} or {@code error}. */
    NodeOutcome measured(String status, Map<String, @Nullable Object> response) {
        return new NodeOutcome.Succeeded(
                node, result(status, Optional.empty(), Optional.empty(), response), Optional.empty());
    }

    /** A source that could not be asked for its freshness. */
    NodeOutcome unmeasured(List<Diagnostic> findings) {
        return new NodeOutcome.Failed(
                node,
                result("runtime error", Optional.of(Failures.message(findings)), Optional.empty(), Map.of()),
                findings,
                Optional.empty(),
                Optional.empty());
    }

    NodeOutcome failed(List<Diagnostic> findings) {
        return new NodeOutcome.Failed(
                node,
                result("error", Optional.of(Failures.message(findings)), Optional.empty(), Map.of()),
                findings,
                sql(),
                storedIn);
    }

    /** A hook that failed: counted like a test with one failure. */
    NodeOutcome failed(List<Diagnostic> findings, String message) {
        return new NodeOutcome.Failed(
                node,
                result("error", Optional.of(message), Optional.of(1L), Map.of()),
                findings,
                sql(),
                Optional.empty());
    }

    NodeOutcome skipped(Optional<String> message) {
        return new NodeOutcome.Skipped(node, result("skipped", message, Optional.empty(), Map.of()), Optional.empty());
    }

    /** A hook after one that failed: counted like a test without failures. */
    NodeOutcome skippedHook(String message) {
        return new NodeOutcome.Skipped(
                node, result("skipped", Optional.of(message), Optional.of(1L), Map.of()), Optional.empty());
    }

    NodeOutcome skipped(EphemeralFault fault) {
        String message = "Compilation Error in " + node.uniqueId()
                + ", caused by compilation error in referenced ephemeral model "
                + fault.model().uniqueId();
        return new NodeOutcome.Skipped(
                node, result("skipped", Optional.of(message), Optional.empty(), Map.of()), Optional.of(fault));
    }

    NodeOutcome noOp() {
        return new NodeOutcome.NoOp(node, result("no-op", Optional.of("NO-OP"), Optional.of(0L), Map.of()));
    }

    /**
     * A microbatch model, when its batches had their turns.
     *
     * @param earlier batches that an earlier invocation built
     */
    NodeOutcome batched(BatchResults results, List<TimeWindow> earlier) {
        List<TimeWindow> good = new ArrayList<>(results.successful());
        good.addAll(earlier);
        BatchResults all = new BatchResults(good, results.failed());
        if (results.failed().isEmpty()) {
            return new NodeOutcome.Succeeded(node, inBatches("success", "SUCCESS", all), Optional.empty());
        }
        if (results.successful().isEmpty()) {
            return new NodeOutcome.Failed(
                    node, inBatches("error", "ERROR", all), List.of(), Optional.empty(), Optional.empty());
        }
        String count = results.successful().size() + "/" + results.total();
        return new NodeOutcome.InPart(node, inBatches("partial success", "PARTIAL SUCCESS (" + count + ")", all));
    }

    private NodeResult inBatches(String status, String message, BatchResults all) {
        NodeResult plain = result(status, Optional.of(message), Optional.of(0L), Map.of());
        return new NodeResult(
                plain.uniqueId(),
                status,
                plain.message(),
                plain.failures(),
                plain.executionTime(),
                plain.timing(),
                plain.threadId(),
                Map.of(),
                plain.compiled(),
                plain.compiledCode(),
                plain.relationName(),
                Optional.of(all));
    }

    private NodeResult result(
            String status, Optional<String> message, Optional<Long> failures, Map<String, @Nullable Object> response) {
        boolean hasCode = !(node instanceof SeedNode)
                && !(node instanceof Exposure)
                && !(node instanceof SavedQuery)
                && (!(node instanceof UnitTest) || compiled != null);
        return new NodeResult(
                node.uniqueId(),
                status,
                message,
                failures,
                Duration.ofNanos(System.nanoTime() - startNanos),
                timing,
                Thread.currentThread().getName(),
                response,
                hasCode ? Optional.of(compiled != null) : Optional.empty(),
                hasCode && compiled != null ? Optional.of(compiled.code()) : Optional.empty(),
                hasCode && node instanceof Node each
                        ? each.relation().rendered().or(() -> storedIn)
                        : Optional.empty());
    }
}
