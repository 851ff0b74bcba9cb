package dev.weir.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema or cluster of production and the one beside it, with the ids they have. Names change places in a swap, ids do not.
 *
 * @param kind {@code "schema"} or {@code "cluster"}
 * @param database the schema's, unless it is the connected one
 */
record Side(
        String kind,
        Optional<String> database,
        String production,
        String deployment,
        Optional<String> productionId,
        Optional<String> deploymentId) {
    /** Whether a swap that began with certain ids has happened. */
    enum Swap {
        DONE,
        NOT_DONE,
        /** Something else has changed places since. */
        UNKNOWN
    }

    /** From what the macro {@code weir_sides} yields, or the journal holds. */
    static Side of(Map<?, ?> data) {
        return new Side(
                text(data, "kind").orElseThrow(),
                text(data, "database"),
                text(data, "production").orElseThrow(),
                text(data, "deployment").orElseThrow(),
                text(data, "production_id"),
                text(data, "deployment_id"));
    }

    static List<Side> allOf(@Nullable Object data) {
        return data instanceof List<?> list
                ? list.stream().map(each -> of((Map<?, ?>) each)).toList()
                : List.of();
    }

    private static Optional<String> text(Map<?, ?> data, String key) {
        return Optional.ofNullable(data.get(key)).map(String::valueOf);
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("kind", kind);
        data.put("database", database.orElse(null));
        data.put("production", production);
        data.put("deployment", deployment);
        data.put("production_id", productionId.orElse(null));
        data.put("deployment_id", deploymentId.orElse(null));
        return data;
    }

    /** The same for one who is connected to any database. */
    Side seenFrom(String connected) {
        return kind.equals("schema")
                ? new Side(
                        kind,
                        Optional.of(database.orElse(connected)),
                        production,
                        deployment,
                        productionId,
                        deploymentId)
                : this;
    }

    /** As if there were nothing beside production. */
    Side alone() {
        return new Side(kind, database, production, deployment, productionId, Optional.empty());
    }

    String shown() {
        return kind + " " + qualified(production);
    }

    /** One of its two names, after the database unless it is the connected one. */
    String qualified(String name) {
        return database.map(prefix -> prefix + ".").orElse("") + name;
    }

    /** One of its two names as the variable {@code deployment} has it. */
    Object place(String name) {
        if (database.isEmpty()) {
            return name;
        }
        Map<String, @Nullable Object> place = new LinkedHashMap<>();
        place.put("database", database.get());
        place.put("schema", name);
        return place;
    }

    /** Compares what was there before with what is there now. A swap is one transaction: all of it has happened, or nothing. */
    static Swap swap(List<Side> before, List<Side> now) {
        int done = 0;
        int not = 0;
        for (Side was : before) {
            Optional<String> id = now.stream()
                    .filter(side -> side.shown().equals(was.shown()))
                    .findFirst()
                    .flatMap(Side::productionId);
            if (id.isPresent() && id.equals(was.deploymentId)) {
                done++;
            } else if (id.isPresent() && id.equals(was.productionId)) {
                not++;
            }
        }
        if (done == before.size()) {
            return Swap.DONE;
        }
        return not == before.size() ? Swap.NOT_DONE : Swap.UNKNOWN;
    }
}
