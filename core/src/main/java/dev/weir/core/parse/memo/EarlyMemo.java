package dev.weir.core.parse.memo;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The file of a memo, read on a thread of its own while the project is still being loaded. */
public final class EarlyMemo {
    private final Path file;
    private final FutureTask<MemoFile> reading;

    private EarlyMemo(Path file) {
        this.file = file;
        reading = new FutureTask<>(() -> MemoFile.read(file));
    }

    /** Begins to read the file, which need not exist. */
    public static EarlyMemo reading(Path file) {
        EarlyMemo early = new EarlyMemo(file);
        Thread.ofPlatform().daemon().name("memo").start(early.reading);
        return early;
    }

    /** What the file holds. Another file than the one begun with is read now. */
    MemoFile of(Path wanted) {
        if (!wanted.equals(file)) {
            return MemoFile.read(wanted);
        }
        try {
            return reading.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return MemoFile.none();
        }
    }
}
