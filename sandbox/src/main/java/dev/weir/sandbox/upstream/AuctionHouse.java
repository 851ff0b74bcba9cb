package dev.weir.sandbox.upstream;

import static dev.weir.sandbox.upstream.LoadGenerator.columns;
import static dev.weir.sandbox.upstream.LoadGenerator.computed;

import java.util.List;

/** LOAD GENERATOR AUCTION: organizations, users and accounts stand still, each tick starts an auction with its bids. */
final class AuctionHouse {
    private static final String ITEMS =
            "(ARRAY['Brass Telescope', 'Box of Sheet Music', 'Garden Bench', 'Signed First Edition', 'Weekend in a Lighthouse'])";
    private static final String NAMES =
            "(ARRAY['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Esi', 'Farid', 'Greta', 'Hiro', 'Imani', 'Jonas'])";
    private static final String COMPANIES =
            "(ARRAY['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper'])";
    private static final List<String> ID = List.of("id");

    private AuctionHouse() {}

    static List<Export> exports(String ticks) {
        return List.of(
                computed(
                        "auction",
                        "accounts",
                        columns("id bigint, org_id bigint, balance bigint"),
                        ID,
                        "SELECT n AS id, 1 + _weir.dice(n, 2, 10) AS org_id, 1000 + _weir.dice(n, 3, 9000) AS balance "
                                + "FROM generate_series(1::bigint, 100) AS n"),
                computed(
                        "auction",
                        "auctions",
                        columns("id bigint, seller bigint, item text, end_time timestamptz"),
                        ID,
                        "SELECT t.tick AS id, 1 + _weir.dice(t.tick, 11, 100) AS seller, (" + ITEMS
                                + "[1 + _weir.dice(t.tick, 12, 5)])::text AS item, t.at + '10 seconds'::interval AS end_time FROM "
                                + ticks + " AS t"),
                computed(
                        "auction",
                        "bids",
                        columns("id bigint, buyer bigint, auction_id bigint, amount bigint, bid_time timestamptz"),
                        ID,
                        "SELECT (t.tick - 1) * 10 + n AS id, 1 + _weir.dice(t.tick * 10 + n, 21, 100) AS buyer, "
                                + "t.tick AS auction_id, 1 + _weir.dice(t.tick * 10 + n, 22, 100) AS amount, "
                                + "t.at + n * '1 second'::interval AS bid_time FROM " + ticks
                                + " AS t, generate_series(1::bigint, _weir.dice(t.tick, 23, 10)) AS n "
                                + "WHERE t.at + n * '1 second'::interval <= now()"),
                computed(
                        "auction",
                        "organizations",
                        columns("id bigint, name text"),
                        ID,
                        "SELECT n AS id, (" + COMPANIES
                                + "[n])::text || ' & Co' AS name FROM generate_series(1::bigint, 10) AS n"),
                computed(
                        "auction",
                        "users",
                        columns("id bigint, org_id bigint, name text"),
                        ID,
                        "SELECT n AS id, 1 + _weir.dice(n, 1, 10) AS org_id, (" + NAMES
                                + "[1 + (n - 1) % 10])::text || ' ' || (" + COMPANIES
                                + "[1 + (n - 1) / 10])::text AS name FROM generate_series(1::bigint, 100) AS n"));
    }
}
