package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CREATE CLUSTER, ALTER CLUSTER, CREATE CLUSTER REPLICA. Source: Materialize docs, pages of these names. */
public sealed interface ClusterChange extends CatalogChange {
    record CreateCluster(String name, ClusterOptions options) implements ClusterChange {}

    record CreateReplica(String cluster, Replica replica) implements ClusterChange {
        @Override
        public String tag() {
            return "CREATE CLUSTER REPLICA";
        }
    }

    /**
     * ALTER CLUSTER … SET or RESET.
     *
     * @param reset names of options, in lower case
     * @param waitFor what WITH (WAIT …) says, as written; it is over at once here
     */
    record AlterCluster(
            String name, IfExists ifExists, ClusterOptions set, List<String> reset, Optional<String> waitFor)
            implements ClusterChange {
        public AlterCluster {
            reset = List.copyOf(reset);
        }
    }

    /**
     * SIZE, REPLICATION FACTOR and so on, in the order written; the key in lower case, words joined by a space.
     *
     * @param autoScaling the strategy's {@code hydration size} and {@code linger duration}; empty map for {@code ()}
     */
    record ClusterOptions(
            Map<String, String> values, List<Replica> replicas, Optional<Map<String, String>> autoScaling) {
        public ClusterOptions {
            values = dev.weir.base.Ordered.copyOf(values);
            replicas = List.copyOf(replicas);
            autoScaling = autoScaling.map(dev.weir.base.Ordered::copyOf);
        }

        static ClusterOptions none() {
            return new ClusterOptions(Map.of(), List.of(), Optional.empty());
        }
    }

    /** A replica of an unmanaged cluster. */
    record Replica(String name, String size, Optional<String> availabilityZone) {}
}
