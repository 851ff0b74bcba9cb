package dev.weir.core.run;

import dev.weir.core.context.database.DatabaseRuntime;
import dev.weir.core.context.database.DatabaseSession;
import java.util.ArrayList;
import java.util.List;

/** One session for each worker and one for what runs before, after and beside the nodes. Closing it closes them all. */
final class SessionPool implements AutoCloseable {
    private final List<DatabaseSession> workers = new ArrayList<>();
    private final DatabaseSession master;

    SessionPool(DatabaseRuntime runtime, int workerCount) {
        master = DatabaseSession.of(runtime);
        for (int worker = 0; worker < workerCount; worker++) {
            workers.add(DatabaseSession.of(runtime));
        }
    }

    DatabaseSession master() {
        return master;
    }

    DatabaseSession worker(int number) {
        return workers.get(number);
    }

    /** From now on nodes may send nothing. */
    void refuse() {
        workers.forEach(session -> session.refuse(true));
    }

    /** Asks the server to stop everything. Any thread. */
    void cancelAll() {
        master.cancel();
        workers.forEach(DatabaseSession::cancel);
    }

    @Override
    public void close() {
        master.close();
        workers.forEach(DatabaseSession::close);
    }
}
