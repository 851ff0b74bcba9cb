package dev.weir.sandbox.upstream;

import static dev.weir.sandbox.upstream.LoadGenerator.columns;
import static dev.weir.sandbox.upstream.LoadGenerator.computed;

import java.util.List;

/** LOAD GENERATOR MARKETING: an impression each tick, some clicked; a lead every third tick, some converted. */
final class MarketingCampaign {
    private static final List<String> ID = List.of("id");

    private MarketingCampaign() {}

    static List<Export> exports(String ticks) {
        String leads = "(SELECT t.tick / 3 AS id, t.at FROM " + ticks + " AS t WHERE t.tick % 3 = 0) AS l";
        String experiment = "_weir.dice(l.id, 41, 2) = 1";
        return List.of(
                computed(
                        "marketing",
                        "clicks",
                        columns("impression_id bigint, click_time timestamptz"),
                        List.of(),
                        "SELECT t.tick AS impression_id, t.at + (1 + _weir.dice(t.tick, 33, 20)) * '1 second'::interval AS click_time FROM "
                                + ticks + " AS t WHERE _weir.dice(t.tick, 34, 10) < 3 "
                                + "AND t.at + (1 + _weir.dice(t.tick, 33, 20)) * '1 second'::interval <= now()"),
                computed(
                        "marketing",
                        "conversion_predictions",
                        columns(
                                "lead_id bigint, experiment_bucket text, predicted_at timestamptz, score double precision"),
                        List.of(),
                        "SELECT l.id AS lead_id, CASE WHEN " + experiment
                                + " THEN 'experiment' ELSE 'control' END AS experiment_bucket, l.at AS predicted_at, "
                                + "_weir.dice(l.id, 42, 1000)::double precision / 1000 AS score FROM " + leads),
                computed(
                        "marketing",
                        "coupons",
                        columns("id bigint, lead_id bigint, created_at timestamptz, amount bigint"),
                        ID,
                        "SELECT l.id, l.id AS lead_id, l.at AS created_at, 500 + _weir.dice(l.id, 43, 4500) AS amount FROM "
                                + leads + " WHERE " + experiment),
                computed(
                        "marketing",
                        "customers",
                        columns("id bigint, email text, income bigint"),
                        ID,
                        "SELECT n AS id, 'customer' || n || '@example.com' AS email, 30000 + _weir.dice(n, 44, 170000) AS income "
                                + "FROM generate_series(1::bigint, 1000) AS n"),
                computed(
                        "marketing",
                        "impressions",
                        columns("id bigint, customer_id bigint, campaign_id bigint, impression_time timestamptz"),
                        ID,
                        "SELECT t.tick AS id, 1 + _weir.dice(t.tick, 31, 1000) AS customer_id, 1 + _weir.dice(t.tick, 32, 10) AS campaign_id, "
                                + "t.at AS impression_time FROM " + ticks + " AS t"),
                computed(
                        "marketing",
                        "leads",
                        columns(
                                "id bigint, customer_id bigint, created_at timestamptz, converted_at timestamptz?, conversion_amount bigint?"),
                        ID,
                        "SELECT l.id, 1 + _weir.dice(l.id, 45, 1000) AS customer_id, l.at AS created_at, "
                                + "CASE WHEN c.converted THEN l.at + '30 seconds'::interval END AS converted_at, "
                                + "CASE WHEN c.converted THEN 1000 + _weir.dice(l.id, 47, 99000) END AS conversion_amount FROM "
                                + leads + ", LATERAL (SELECT _weir.dice(l.id, 46, 10) < CASE WHEN " + experiment
                                + " THEN 5 ELSE 2 END AND l.at + '30 seconds'::interval <= now() AS converted) AS c"));
    }
}
