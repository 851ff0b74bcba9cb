package dev.weir.core.run;

import dev.weir.adapter.DatabaseException;
import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.RelationCache;
import dev.weir.core.event.DatabaseEvent;
import java.util.function.Supplier;

/**
 * Lets a node try again when its transaction lost against another one (a deadlock, a serialization failure): as long as nothing
 * it did was kept, starting anew is the same as starting later. One thread. // intended: COMPATIBILITY #130
 */
final class Conflicts {
    private static final int MOST_TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final DatabaseRuntime runtime;
    private final DatabaseSession session;
    private final Cancellation cancellation;

    Conflicts(DatabaseRuntime runtime, DatabaseSession session, Cancellation cancellation) {
        this.runtime = runtime;
        this.session = session;
        this.cancellation = cancellation;
    }

    <T> T outlast(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            session.nothingKept();
            RelationCache.Undo undo = new RelationCache.Undo();
            try {
                return runtime.cache().recorded(undo, work);
            } catch (DatabaseException failed) {
                if (tries == MOST_TRIES || !failed.conflict() || session.kept() || cancellation.cancelled()) {
                    throw failed;
                }
                session.rollback();
                runtime.cache().takeBack(undo);
                runtime.events()
                        .emit(new DatabaseEvent.AdapterEventInfo(
                                runtime.adapter().type(),
                                session.name() + ": " + firstLine(failed.words()) + "; nothing was kept, trying again ("
                                        + tries + " of " + (MOST_TRIES - 1) + ")"));
                if (!DatabaseSession.pause(FIRST_PAUSE_MILLIS << tries)) {
                    throw failed;
                }
            }
        }
    }

    private static String firstLine(String words) {
        return words.lines().findFirst().orElse("");
    }
}
