package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every statement of every session must know without asking PostgreSQL: the clusters and what ALTER SYSTEM has set.
 * Shared by the sessions of a server; thread-safe.
 */
final class LiveSettings {
    /** A cluster by its name; {@code managed} tells which hint helps one without replicas. */
    record Cluster(boolean managed, int replicas) {}

    private volatile Map<String, Cluster> clusters = Map.of();
    private volatile String clock = "";
    private volatile boolean checked = true;

    /** Reads all anew after a statement that may have changed it. */
    void refresh(BackendConnection backend) throws IOException {
        var found = new LinkedHashMap<String, Cluster>();
        for (List<@Nullable String> row : backend.query("SELECT c.name, c.managed, "
                + "(SELECT count(*) FROM _weir.replica r WHERE r.cluster_id = c.id) FROM _weir.cluster c")) {
            found.put(
                    SessionContext.text(row, 0),
                    new Cluster(
                            SessionContext.text(row, 1).equals("t"), Integer.parseInt(SessionContext.text(row, 2))));
        }
        String stopped = "";
        boolean checks = true;
        for (List<@Nullable String> row : backend.query(
                "SELECT name, value FROM _weir.parameter WHERE name IN ('sandbox_clock', 'enable_rbac_checks')")) {
            if (SessionContext.text(row, 0).equals("sandbox_clock")) stopped = SessionContext.text(row, 1);
            else checks = !SessionContext.text(row, 1).equals("off");
        }
        clusters = Map.copyOf(found);
        clock = stopped;
        checked = checks;
    }

    Optional<Cluster> cluster(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    /** The time that now() tells, as text; empty while it runs. */
    String clock() {
        return clock;
    }

    /** Whether privileges are checked. */
    boolean privilegesChecked() {
        return checked;
    }
}
