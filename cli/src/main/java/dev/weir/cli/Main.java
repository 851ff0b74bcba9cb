package dev.weir.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The program {@code weir}. */
public final class Main {
    private static final int BUG = 2;
    private static final int TERMINATED = 128 + 15;
    private static final int SECONDS_TO_END = 30;

    private Main() {}

    public static void main(String[] words) {
        Program program = new Program(Surroundings.ofProcess());
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger(BUG);
        // Ctrl-C starts the hook while the command still runs: it is asked to stop, ends in its own way and says how.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (done.getCount() == 0) {
                                return;
                            }
                            program.cancel();
                            try {
                                done.await(SECONDS_TO_END, TimeUnit.SECONDS);
                            } catch (InterruptedException impatient) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(terminated() ? TERMINATED : exitCode.get());
                        },
                        "ctrl-c"));
        try {
            exitCode.set(program.run(List.of(words)));
        } finally {
            done.countDown();
        }
        System.exit(exitCode.get());
    }

    /** Whether it is SIGTERM that ends the program: the JVM names the thread that waits for hooks after the signal. */
    private static boolean terminated() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("SIGTERM handler"));
    }
}
