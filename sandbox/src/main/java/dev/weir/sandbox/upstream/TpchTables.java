package dev.weir.sandbox.upstream;

import static dev.weir.sandbox.upstream.LoadGenerator.columns;
import static dev.weir.sandbox.upstream.LoadGenerator.once;

import java.util.List;

/** LOAD GENERATOR TPCH: the eight tables of the benchmark, filled once; keys fit together, values are the sandbox's own. */
final class TpchTables {
    private static final String DAY = "('1992-01-01'::date + (%s)::integer)";
    private static final String COMMENT = "'row ' || ";

    private TpchTables() {}

    private static long count(double scale, long at1) {
        return Math.max(1, Math.round(scale * at1));
    }

    private static String pick(String of, int salt, String... words) {
        return "(ARRAY['" + String.join("', '", words) + "'])[1 + " + dice(of, salt, words.length) + "]";
    }

    private static String dice(String of, int salt, long below) {
        return "_weir.dice(" + of + ", " + salt + ", " + below + ")";
    }

    private static String money(String of, int salt, long below) {
        return "(" + dice(of, salt, below) + "::numeric / 100)";
    }

    private static String series(long most) {
        return " FROM generate_series(1::bigint, " + most + ") AS n";
    }

    static List<Export> exports(double scale) {
        long suppliers = count(scale, 10_000);
        long parts = count(scale, 200_000);
        long customers = count(scale, 150_000);
        long orders = count(scale, 1_500_000);
        String lines = " FROM generate_series(1::bigint, " + orders + ") AS o, LATERAL generate_series(1::bigint, 1 + "
                + dice("o", 60, 7) + ") AS l, LATERAL (SELECT o * 8 + l AS k) AS x";
        String ordered = dice("n", 61, 2400);
        String shipped = dice("o", 61, 2400) + " + 1 + " + dice("x.k", 62, 120);
        return List.of(
                once(
                        "tpch",
                        "customer",
                        columns(
                                "c_custkey bigint, c_name text, c_address text, c_nationkey bigint, c_phone text, c_acctbal numeric, c_mktsegment text, c_comment text"),
                        List.of("c_custkey"),
                        "SELECT n, 'Customer#' || lpad(n::text, 9, '0'), 'Street ' || n, " + dice("n", 51, 25)
                                + ", (10 + n % 25) || '-555-' || lpad((n % 10000)::text, 4, '0'), "
                                + money("n", 52, 1_000_000) + ", "
                                + pick("n", 53, "AUTOMOBILE", "BUILDING", "FURNITURE", "HOUSEHOLD", "MACHINERY") + ", "
                                + COMMENT + "n" + series(customers)),
                once(
                        "tpch",
                        "lineitem",
                        columns(
                                "l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber integer, l_quantity numeric, l_extendedprice numeric, l_discount numeric, l_tax numeric, l_returnflag text, l_linestatus text, l_shipdate date, l_commitdate date, l_receiptdate date, l_shipinstruct text, l_shipmode text, l_comment text"),
                        List.of("l_orderkey", "l_linenumber"),
                        "SELECT o, 1 + " + dice("x.k", 63, parts) + ", 1 + " + dice("x.k", 64, suppliers)
                                + ", l::integer, 1 + " + dice("x.k", 65, 50) + "::numeric, "
                                + money("x.k", 66, 10_000_000) + ", " + dice("x.k", 67, 11) + "::numeric / 100, "
                                + dice("x.k", 68, 9) + "::numeric / 100, " + pick("x.k", 69, "A", "N", "R") + ", "
                                + pick("x.k", 70, "F", "O") + ", " + DAY.formatted(shipped) + ", "
                                + DAY.formatted(dice("o", 61, 2400) + " + 30 + " + dice("x.k", 71, 60)) + ", "
                                + DAY.formatted(shipped + " + 1 + " + dice("x.k", 72, 30)) + ", "
                                + pick("x.k", 73, "DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN")
                                + ", " + pick("x.k", 74, "AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK")
                                + ", " + COMMENT + "x.k" + lines),
                once(
                        "tpch",
                        "nation",
                        columns("n_nationkey bigint, n_name text, n_regionkey bigint, n_comment text"),
                        List.of("n_nationkey"),
                        "SELECT n - 1, (ARRAY['ALGERIA', 'ARGENTINA', 'BRAZIL', 'CANADA', 'EGYPT', 'ETHIOPIA', 'FRANCE', 'GERMANY', 'INDIA', 'INDONESIA', 'IRAN', 'IRAQ', 'JAPAN', 'JORDAN', 'KENYA', 'MOROCCO', 'MOZAMBIQUE', 'PERU', 'CHINA', 'ROMANIA', 'SAUDI ARABIA', 'VIETNAM', 'RUSSIA', 'UNITED KINGDOM', 'UNITED STATES'])[n], "
                                + "(ARRAY[0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1])[n]::bigint, "
                                + COMMENT + "n" + series(25)),
                once(
                        "tpch",
                        "orders",
                        columns(
                                "o_orderkey bigint, o_custkey bigint, o_orderstatus text, o_totalprice numeric, o_orderdate date, o_orderpriority text, o_clerk text, o_shippriority integer, o_comment text"),
                        List.of("o_orderkey"),
                        "SELECT n, 1 + " + dice("n", 75, customers) + ", " + pick("n", 76, "F", "O", "P") + ", "
                                + money("n", 77, 50_000_000) + ", " + DAY.formatted(ordered) + ", "
                                + pick("n", 78, "1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW")
                                + ", 'Clerk#' || lpad((1 + " + dice("n", 79, 1000) + ")::text, 9, '0'), 0, " + COMMENT
                                + "n" + series(orders)),
                once(
                        "tpch",
                        "part",
                        columns(
                                "p_partkey bigint, p_name text, p_mfgr text, p_brand text, p_type text, p_size integer, p_container text, p_retailprice numeric, p_comment text"),
                        List.of("p_partkey"),
                        "SELECT n, " + pick("n", 80, "almond", "azure", "beige", "coral", "forest", "ivory", "linen")
                                + " || ' part ' || n, 'Manufacturer#' || 1 + n % 5, 'Brand#' || 11 + n % 45, "
                                + pick("n", 81, "STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO")
                                + " || ' ' || "
                                + pick("n", 82, "TIN", "NICKEL", "BRASS", "STEEL", "COPPER") + ", (1 + "
                                + dice("n", 83, 50) + ")::integer, "
                                + pick("n", 84, "SM CASE", "LG BOX", "MED BAG", "JUMBO PACK", "WRAP CAN") + ", 900 + "
                                + money("n", 85, 120_000) + ", " + COMMENT + "n" + series(parts)),
                once(
                        "tpch",
                        "partsupp",
                        columns(
                                "ps_partkey bigint, ps_suppkey bigint, ps_availqty integer, ps_supplycost numeric, ps_comment text"),
                        List.of("ps_partkey", "ps_suppkey"),
                        "SELECT n, s, (1 + " + dice("n * 4 + i", 86, 9999) + ")::integer, 1 + "
                                + money("n * 4 + i", 87, 99_900) + ", " + COMMENT + "n" + series(parts)
                                + ", LATERAL (SELECT DISTINCT ON (s) s, i FROM (SELECT i, 1 + (n + i * greatest(1, "
                                + suppliers
                                + " / 4)) % " + suppliers
                                + " AS s FROM generate_series(0::bigint, 3) AS i) AS four) AS supplied"),
                once(
                        "tpch",
                        "region",
                        columns("r_regionkey bigint, r_name text, r_comment text"),
                        List.of("r_regionkey"),
                        "SELECT n - 1, (ARRAY['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'])[n], " + COMMENT
                                + "n" + series(5)),
                once(
                        "tpch",
                        "supplier",
                        columns(
                                "s_suppkey bigint, s_name text, s_address text, s_nationkey bigint, s_phone text, s_acctbal numeric, s_comment text"),
                        List.of("s_suppkey"),
                        "SELECT n, 'Supplier#' || lpad(n::text, 9, '0'), 'Street ' || n, " + dice("n", 88, 25)
                                + ", (10 + n % 25) || '-555-' || lpad((n % 10000)::text, 4, '0'), "
                                + money("n", 89, 1_000_000) + ", " + COMMENT + "n" + series(suppliers)));
    }
}
