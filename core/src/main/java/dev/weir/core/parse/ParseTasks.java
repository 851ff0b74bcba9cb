package dev.weir.core.parse;

import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work spread over as many threads as there are cores; what fails becomes a finding, the rest goes on. */
final class ParseTasks implements AutoCloseable {
    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Findings findings;

    ParseTasks(Findings findings) {
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    <T> Batch<T> batch() {
        return new Batch<>();
    }

    /** Tasks whose results are gathered in the order they were added. */
    final class Batch<T> {
        private final List<Future<? extends List<? extends T>>> running = new ArrayList<>();

        void add(Callable<? extends List<? extends T>> task) {
            running.add(pool.submit(task));
        }

        /** All results; those of failed tasks are missing, and their findings recorded. */
        List<T> await() {
            List<T> results = new ArrayList<>();
            for (Future<? extends List<? extends T>> each : running) {
                try {
                    results.addAll(each.get());
                } catch (ExecutionException failed) {
                    switch (failed.getCause()) {
                        case WeirException known -> findings.errors(known);
                        case RuntimeException bug -> throw bug;
                        case Error bug -> throw bug;
                        case null, default -> throw new IllegalStateException(failed.getCause());
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while parsing", stopped);
                }
            }
            return results;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
