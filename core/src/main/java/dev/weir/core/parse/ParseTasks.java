package dev.weir.core.parse;

import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work spread over as many threads as there are cores; what fails becomes a finding, the rest goes on. */
final class ParseTasks implements AutoCloseable {
    /** How many small tasks one thread takes at a time. */
    private static final int TOGETHER = 16;

    /** Its threads bear the name of the one that dbt parses with: what templates log is told of under it. */
    private final ExecutorService pool = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("main").factory());

    private final Findings findings;

    ParseTasks(Findings findings) {
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    /** Of tasks that are worth a thread's turn each. */
    <T> Batch<T> batch() {
        return new Batch<>(1);
    }

    /** Of many small tasks. */
    <T> Batch<T> batchOfMany() {
        return new Batch<>(TOGETHER);
    }

    /** How one task ended. */
    private record Done<T>(List<? extends T> results, Optional<Throwable> failure) {}

    private static <T> Done<T> done(Callable<? extends List<? extends T>> task) {
        try {
            return new Done<>(task.call(), Optional.empty());
        } catch (Exception | Error failed) { // told to whoever waits
            return new Done<>(List.of(), Optional.of(failed));
        }
    }

    /** Tasks whose results are gathered in the order they were added. */
    final class Batch<T> {
        private final List<Future<List<Done<T>>>> running = new ArrayList<>();
        private final int together;
        private List<Callable<? extends List<? extends T>>> next;

        private Batch(int together) {
            this.together = together;
            next = new ArrayList<>(together);
        }

        void add(Callable<? extends List<? extends T>> task) {
            next.add(task);
            if (next.size() == together) {
                start();
            }
        }

        private void start() {
            if (next.isEmpty()) {
                return;
            }
            List<Callable<? extends List<? extends T>>> some = next;
            next = new ArrayList<>(together);
            running.add(pool.submit(() -> {
                List<Done<T>> done = new ArrayList<>(some.size());
                for (Callable<? extends List<? extends T>> task : some) {
                    done.add(done(task));
                }
                return done;
            }));
        }

        /** All results; those of failed tasks are missing, and their findings recorded. */
        List<T> await() {
            start();
            List<T> results = new ArrayList<>(running.size() * together);
            for (Future<List<Done<T>>> each : running) {
                try {
                    for (Done<T> done : each.get()) {
                        results.addAll(done.results);
                        done.failure.ifPresent(this::failed);
                    }
                } catch (ExecutionException failed) {
                    throw new IllegalStateException(failed.getCause());
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while parsing", stopped);
                }
            }
            return results;
        }

        private void failed(Throwable failure) {
            switch (failure) {
                case WeirException known -> findings.errors(known);
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
