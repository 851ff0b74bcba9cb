package dev.weir.sandbox.upstream;

import dev.weir.sandbox.upstream.Export.Column;
import dev.weir.sandbox.upstream.Export.Filling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The relations of load generators: names, columns and keys are Materialize's, the values are the sandbox's own, a
 * function of the tick. Source: Materialize docs, "CREATE SOURCE: Load generator".
 */
public final class LoadGenerator {
    private static final String DATABASE = "mz_load_generators";

    private LoadGenerator() {}

    /** Whether its relations are several, so that the source itself has no columns. */
    public static boolean several(String generator) {
        return switch (generator) {
            case "AUCTION", "MARKETING", "TPCH" -> true;
            default -> false;
        };
    }

    /**
     * @param generator as in SQL
     * @param ticks SQL for the rows {@code (tick, at)} that have passed
     * @param settings numbers among its options
     */
    public static List<Export> exports(String generator, String ticks, Settings settings) {
        return switch (generator) {
            case "AUCTION" -> AuctionHouse.exports(ticks);
            case "MARKETING" -> MarketingCampaign.exports(ticks);
            case "TPCH" -> TpchTables.exports(settings.number("SCALE FACTOR", 0.01));
            case "COUNTER" -> List.of(counter(ticks, settings));
            case "CLOCK" ->
                List.of(computed(
                        "clock",
                        "clock",
                        List.of(new Column("time", "timestamptz", false)),
                        List.of(),
                        "SELECT t.at AS time FROM " + ticks + " AS t ORDER BY t.tick DESC LIMIT 1"));
            case "KEY VALUE" -> List.of(keyValue(ticks, settings));
            default -> throw new IllegalArgumentException("no load generator " + generator);
        };
    }

    /** Options by name. */
    public interface Settings {
        double number(String name, double otherwise);

        boolean has(String name);
    }

    private static Export counter(String ticks, Settings settings) {
        String query = "SELECT t.tick AS counter FROM " + ticks + " AS t";
        if (settings.has("MAX CARDINALITY")) {
            long most = (long) settings.number("MAX CARDINALITY", 0);
            query = "SELECT counter FROM (SELECT t.tick AS counter, max(t.tick) OVER () AS last FROM " + ticks
                    + " AS t) AS c WHERE counter > last - " + most;
        }
        return computed("counter", "counter", List.of(new Column("counter", "bigint", false)), List.of(), query);
    }

    /** Keys are spread over partitions; the value of a key changes with each round and, if it ticks, with each tick. */
    private static Export keyValue(String ticks, Settings settings) {
        long keys = (long) settings.number("KEYS", 1);
        long partitions = Math.max(1, (long) settings.number("PARTITIONS", 1));
        long rounds = (long) settings.number("SNAPSHOT ROUNDS", 1);
        long size = (long) settings.number("VALUE SIZE", 1);
        long seed = (long) settings.number("SEED", 0);
        boolean upsert = settings.has("UPSERT");
        String round = settings.has("TICK INTERVAL")
                ? "(SELECT coalesce(max(t.tick), 0) FROM " + ticks + " AS t) + " + rounds
                : "" + rounds;
        String rows = upsert
                ? "SELECT k, " + round + " AS r FROM generate_series(0::bigint, " + (keys - 1) + ") AS k"
                : "SELECT k, r FROM generate_series(0::bigint, " + (keys - 1) + ") AS k, generate_series(1::bigint, "
                        + round + ") AS r";
        var columns = new ArrayList<Column>();
        var selected = new ArrayList<String>();
        if (settings.has("KEY")) {
            columns.add(new Column("key", "mz_catalog.uint8", false));
            selected.add("k::mz_catalog.uint8 AS key");
        }
        columns.add(new Column("partition", "mz_catalog.uint8", false));
        columns.add(new Column("value", "bytea", false));
        selected.add("(k % " + partitions + ")::mz_catalog.uint8 AS partition");
        selected.add("substr(decode(repeat(md5('" + seed + "/' || k || '/' || r), " + (size / 16 + 1) + "), 'hex'), 1, "
                + size + ") AS value");
        if (settings.has("OFFSET")) {
            columns.add(new Column("offset", "mz_catalog.uint8", false));
            selected.add("(r - 1)::mz_catalog.uint8 AS \"offset\"");
        }
        return computed(
                "key_value",
                "key_value",
                columns,
                upsert ? List.of("key") : List.of(),
                "SELECT " + String.join(", ", selected) + " FROM (" + rows + ") AS kv");
    }

    static Export computed(String generator, String name, List<Column> columns, List<String> key, String query) {
        return new Export(List.of(DATABASE, generator, name), columns, key, new Filling.Computed(query));
    }

    static Export once(String generator, String name, List<Column> columns, List<String> key, String query) {
        return new Export(List.of(DATABASE, generator, name), columns, key, new Filling.Once(query));
    }

    /** {@code "id bigint, name text?"}: a question mark behind a type lets nulls in. */
    static List<Column> columns(String written) {
        var columns = new ArrayList<Column>();
        for (String one : written.split(", ")) {
            int blank = one.indexOf(' ');
            String type = one.substring(blank + 1);
            boolean nullable = type.endsWith("?");
            columns.add(new Column(
                    one.substring(0, blank).toLowerCase(Locale.ROOT),
                    nullable ? type.substring(0, type.length() - 1) : type,
                    nullable));
        }
        return columns;
    }
}
