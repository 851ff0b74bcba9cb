package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.IntervalText;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SourceChange;
import dev.weir.sandbox.dialect.SourceChange.GeneratorKind;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CREATE SOURCE … FROM LOAD GENERATOR. The source is a view over the ticks that have passed, its subsources are views over
 * it: rows are a function of the tick's number, so they grow with time and nothing is stored.
 */
final class SourceCommands {
    private static final String ITEMS =
            "(ARRAY['Brass Telescope', 'Box of Sheet Music', 'Garden Bench', 'Signed First Edition', 'Weekend in a Lighthouse'])";
    private static final String NAMES =
            "(ARRAY['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Esi', 'Farid', 'Greta', 'Hiro', 'Imani', 'Jonas'])";
    private static final String COMPANIES =
            "(ARRAY['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper'])";

    private final SessionContext context;

    SourceCommands(SessionContext context) {
        this.context = context;
    }

    void run(SourceChange change) throws IOException {
        switch (change) {
            case SourceChange.CreateSource create -> create(create);
            case SourceChange.AddSubsources add -> throw Commands.notYet(add);
            case SourceChange.AlterTimestampInterval alter -> throw Commands.notYet(alter);
        }
    }

    private void create(SourceChange.CreateSource create) throws IOException {
        if (!(create.upstream() instanceof SourceChange.Upstream.Generator generator)) {
            throw SqlError.unsupported(
                    "sources other than LOAD GENERATOR",
                    "The sandbox has LOAD GENERATOR AUCTION and COUNTER; for others make a table or seed.");
        }
        boolean auction = generator.kind() == GeneratorKind.AUCTION;
        if (!auction && generator.kind() != GeneratorKind.COUNTER) {
            throw SqlError.unsupported("LOAD GENERATOR " + generator.kind().sql(), "Use AUCTION or COUNTER.");
        }
        if (create.progress().isPresent()) throw SqlError.unsupported("EXPOSE PROGRESS AS", "Leave it out.");
        if (create.tables() instanceof Tables.Some || create.tables() instanceof Tables.Schemas) {
            throw SqlError.unsupported("FOR TABLES of a load generator", "Say FOR ALL TABLES.");
        }
        NewItem place = NewItem.of(context, ObjectKind.SOURCE, create.name());
        String cluster = context.requireCluster(create.cluster());
        if (place.taken(create.ifExists(), false)) return;
        boolean allTables = create.tables() instanceof Tables.All;
        if (auction && !allTables) {
            throw SqlError.unsupported("LOAD GENERATOR AUCTION without FOR ALL TABLES", "Add FOR ALL TABLES.");
        }
        if (!auction && allTables) {
            throw SqlError.of("XX000", "FOR ALL TABLES is only valid for multi-output sources");
        }
        String every = tick(generator.options()).toMillis() + "ms";
        String name = place.name().item();
        String id = context.value("SELECT _weir.next_id('item')").orElseThrow();
        String ticks = "_weir.ticks(" + Quoted.literal(id) + ")";
        String tick = Quoted.literal(every) + "::interval";
        String source = place.physical();
        String createSql = "CREATE SOURCE " + place.shown() + " IN CLUSTER " + Quoted.identifier(cluster)
                + " FROM LOAD GENERATOR " + generator.kind().sql() + " (TICK INTERVAL = " + Quoted.literal(every) + ")"
                + (auction ? " FOR ALL TABLES" : "");
        view(source, auction ? "SELECT tick, at FROM " + ticks : "SELECT tick AS counter FROM " + ticks, name);
        item(id, source, "load-generator", Optional.empty(), cluster, createSql, tick);
        String last = auction ? "tick" : "counter";
        String progress = Quoted.identifier(place.schema(), name + "_progress");
        child(
                id,
                progress,
                "progress",
                cluster,
                "SELECT coalesce(max(t." + last + "), 0)::mz_catalog.uint8 AS \"offset\" FROM " + source + " AS t",
                name + "_progress");
        if (!auction) return;
        for (var subsource : auctionQueries(source).entrySet()) {
            String relation = Quoted.identifier(place.schema(), subsource.getKey());
            child(id, relation, "subsource", cluster, subsource.getValue(), subsource.getKey());
        }
    }

    private static Map<String, String> auctionQueries(String source) {
        var queries = new LinkedHashMap<String, String>();
        queries.put(
                "organizations",
                "SELECT n AS id, (" + COMPANIES
                        + "[n])::text || ' & Co' AS name FROM generate_series(1::bigint, 10) AS n " + existing(source));
        queries.put(
                "users",
                "SELECT n AS id, 1 + _weir.dice(n, 1, 10) AS org_id, (" + NAMES
                        + "[1 + (n - 1) % 10])::text || ' ' || ("
                        + COMPANIES + "[1 + (n - 1) / 10])::text AS name FROM generate_series(1::bigint, 100) AS n "
                        + existing(source));
        queries.put(
                "accounts",
                "SELECT n AS id, 1 + _weir.dice(n, 2, 10) AS org_id, 1000 + _weir.dice(n, 3, 9000) AS balance "
                        + "FROM generate_series(1::bigint, 100) AS n " + existing(source));
        queries.put(
                "auctions",
                "SELECT t.tick AS id, 1 + _weir.dice(t.tick, 11, 100) AS seller, (" + ITEMS
                        + "[1 + _weir.dice(t.tick, 12, 5)])::text AS item, t.at + '10 seconds'::interval AS end_time FROM "
                        + source + " AS t");
        queries.put(
                "bids",
                "SELECT (t.tick - 1) * 10 + n AS id, 1 + _weir.dice(t.tick * 10 + n, 21, 100) AS buyer, "
                        + "t.tick AS auction_id, 1 + _weir.dice(t.tick * 10 + n, 22, 100) AS amount, "
                        + "t.at + n * '1 second'::interval AS bid_time FROM " + source
                        + " AS t, generate_series(1::bigint, _weir.dice(t.tick, 23, 10)) AS n "
                        + "WHERE t.at + n * '1 second'::interval <= now()");
        return queries;
    }

    /** Ties a table whose rows never change to its source, so that dropping the source takes it along. */
    private static String existing(String source) {
        return "WHERE NOT EXISTS (SELECT FROM " + source + " AS t WHERE false)";
    }

    private void child(String parent, String relation, String type, String cluster, String query, String name)
            throws IOException {
        view(relation, query, name);
        item(
                context.value("SELECT _weir.next_id('item')").orElseThrow(),
                relation,
                type,
                Optional.of(parent),
                cluster,
                "CREATE SUBSOURCE " + relation,
                "NULL");
    }

    private void view(String relation, String query, String name) throws IOException {
        try {
            context.backend().execute("CREATE VIEW " + relation + " AS " + query);
        } catch (BackendException e) {
            if (e.error().sqlState().equals("42P07")) {
                throw SqlError.of("42710", "catalog item '" + name + "' already exists");
            }
            throw e;
        }
    }

    private void item(
            String id,
            String relation,
            String sourceType,
            Optional<String> parent,
            String cluster,
            String createSql,
            String tick)
            throws IOException {
        context.backend()
                .execute(
                        "INSERT INTO _weir.item (id, oid, relation, type, source_type, parent_id, cluster_id, owner_id, create_sql, tick) VALUES ("
                                + Quoted.literal(id) + ", " + Quoted.literal(relation) + "::regclass, true, 'source', "
                                + Quoted.literal(sourceType) + ", "
                                + parent.map(Quoted::literal).orElse("NULL")
                                + ", (SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(cluster)
                                + "), _weir.me(), "
                                + Quoted.literal(createSql) + ", " + tick + ")");
    }

    private static Duration tick(List<Option> options) {
        Duration tick = Duration.ofSeconds(1);
        for (Option option : options) {
            if (!option.name().equals("TICK INTERVAL")) {
                throw SqlError.unsupported(
                        "the load generator option " + option.name(), "The sandbox knows TICK INTERVAL.");
            }
            tick = IntervalText.duration(option.text().orElse(""));
            if (tick.toMillis() < 1) {
                throw SqlError.unsupported("tick intervals below one millisecond", "Choose at least '1ms'.");
            }
        }
        return tick;
    }
}
