package dev.weir.deploy;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits until the clusters of a deployment have computed what they hold, and keep up. */
final class Readiness {
    private final Operations operations;
    private final Consumer<String> say;

    Readiness(Operations operations, Consumer<String> say) {
        this.operations = operations;
        this.say = say;
    }

    /** Throws {@code DPL-008} after the time given, or at once when waiting cannot help. */
    void await(DeployRequest.Options options) {
        long deadline = System.nanoTime() + options.timeout().toNanos();
        String shown = "";
        while (true) {
            Map<String, Map<?, ?>> states = states(options.awaitLag());
            String table = table(states);
            if (!table.isEmpty() && !table.equals(shown)) {
                say.accept("Waiting for the clusters:\n" + table);
                shown = table;
            }
            if (states.values().stream().allMatch(state -> Boolean.TRUE.equals(state.get("ready")))) {
                return;
            }
            refuseHopeless(states);
            if (System.nanoTime() >= deadline) {
                throw new WeirException(
                        Diagnostic.of(
                                        DiagnosticCode.DPL_008,
                                        "the deployment's clusters are not ready after "
                                                + Durations.shown(options.timeout()))
                                .withDetail(table)
                                .withHint(
                                        "`weir deploy --resume --timeout …` goes on waiting; `weir deploy abort` gives it up."));
            }
            if (!pause(options.poll())) {
                throw new WeirException(Diagnostic.of(DiagnosticCode.DPL_003, "waiting was interrupted")
                        .withHint("`weir deploy --resume` goes on waiting; `weir deploy abort` gives it up."));
            }
        }
    }

    private Map<String, Map<?, ?>> states(String lag) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("lag_threshold", lag);
        Map<String, Map<?, ?>> states = new LinkedHashMap<>();
        if (operations.call("weir_readiness", arguments) instanceof Map<?, ?> found) {
            found.forEach((cluster, state) -> states.put(String.valueOf(cluster), (Map<?, ?>) state));
        }
        return states;
    }

    /** Replicas that run out of memory again and again do not get better; a cluster without replicas may wait for its schedule. */
    private static void refuseHopeless(Map<String, Map<?, ?>> states) {
        states.forEach((cluster, state) -> {
            String reason = String.valueOf(state.get("failure_reason"));
            if (reason.equals("cluster_not_found")) {
                throw new WeirException(Diagnostic.of(
                        DiagnosticCode.DPL_008, "the cluster \"" + cluster + "\" does not exist any more"));
            }
            if (reason.equals("all_replicas_problematic")) {
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.DPL_008,
                                "the replicas of the cluster \"" + cluster + "\" run out of memory again and again")
                        .withDetail(state.get("problematic_replicas") + " of " + state.get("total_replicas")
                                + " replicas were killed three times or more within a day.")
                        .withHint("Give production's cluster a larger size, `weir deploy abort`, and deploy again."));
            }
        });
    }

    static String table(Map<String, Map<?, ?>> states) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cluster", "state", "hydrated", "lag", "replicas failing"));
        states.forEach((cluster, state) -> rows.add(List.of(
                cluster,
                state.get("failure_reason") == null
                        ? String.valueOf(state.get("status"))
                        : state.get("status") + " (" + state.get("failure_reason") + ")",
                state.get("hydrated_count") + "/" + state.get("total_count"),
                state.get("max_lag_secs") + "s",
                state.get("problematic_replicas") + "/" + state.get("total_replicas"))));
        if (states.isEmpty()) {
            return "";
        }
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append("  ")
                        .append(row.get(i))
                        .repeat(' ', widths[i] - row.get(i).length());
            }
            text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    /** In small parts, so that Ctrl-C need not wait. */
    private boolean pause(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < until) {
            if (operations.cancelled()) {
                return false;
            }
            try {
                Thread.sleep(Math.clamp((until - System.nanoTime()) / 1_000_000, 1, 100));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !operations.cancelled();
    }
}
