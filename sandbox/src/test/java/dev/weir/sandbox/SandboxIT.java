package dev.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapter.EmbeddedServer;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** The sandbox as its clients see it, through pgjdbc. */
class SandboxIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    private static Connection connect(String... properties) throws SQLException {
        return SANDBOX.connect(properties);
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        return SandboxUnderTest.rows(connection, sql);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        SandboxUnderTest.run(connection, statements);
    }

    private static void refused(Connection connection, String sql, String sqlState, String message) {
        SandboxUnderTest.refused(connection, sql, sqlState, message);
    }

    @Test
    void bothServersAreFoundByServiceLoader() {
        assertThat(ServiceLoader.load(EmbeddedServer.class))
                .extracting(server -> server.adapterType() + "/" + server.profileKey())
                .contains("materialize/sandbox", "postgres/embedded");
    }

    @Test
    void secondStartOnTheSameFolderJoins() {
        try (var joined =
                new MaterializeSandbox().start(new EmbeddedServer.Request(SANDBOX.folder(), OptionalInt.empty()))) {
            assertThat(joined.startedHere()).isFalse();
            assertThat(joined.port()).isEqualTo(SANDBOX.port());
        }
    }

    /** PostgreSQL counts the oids of its relations up from 16384: those of indexes were 20011 and up, and met them some day. */
    @Test
    void oidsOfIndexesAreFarFromThoseOfRelations() throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "create table oids (a int)", "create default index on oids");
            assertThat(
                            rows(
                                    connection,
                                    "select type, oid::text::bigint > 2000000000 from mz_objects where name like 'oids%' order by type"))
                    .containsExactly("index|t", "table|f");
        }
    }

    @Test
    void quickstartAsTheAdapterSendsItGrowsByItself() throws SQLException {
        try (Connection connection = connect("options", "--auto_route_catalog_queries=on --welcome_message=off")) {
            run(
                    connection,
                    "/* {\"app\": \"dbt\"} */\ncreate schema if not exists \"quick\"",
                    "create source \"materialize\".\"quick\".\"auction\" in cluster quickstart FROM LOAD GENERATOR AUCTION (TICK INTERVAL '50ms') FOR ALL TABLES ;",
                    """
                    create view "materialize"."quick"."winning_bids" as (
                        SELECT DISTINCT ON (auctions.id) bids.*, auctions.item, auctions.seller
                        FROM "materialize"."quick"."auctions" AS auctions
                        JOIN "materialize"."quick"."bids" AS bids ON auctions.id = bids.auction_id
                        WHERE bids.bid_time < auctions.end_time AND mz_now() >= auctions.end_time
                        ORDER BY auctions.id, bids.amount DESC, bids.bid_time, bids.buyer
                    );""",
                    "create index in cluster quickstart on \"materialize\".\"quick\".\"winning_bids\" (item);",
                    "create materialized view \"materialize\".\"quick\".\"funds\" in cluster quickstart with (assert not null id) as ( select seller as id, sum(amount) as credits from quick.winning_bids group by seller );",
                    "create default index in cluster quickstart on \"materialize\".\"quick\".\"funds\";",
                    "comment on column \"materialize\".\"quick\".\"funds\".id is $dbt_comment_literal_block$it's$dbt_comment_literal_block$;");
            long first = Long.parseLong(
                    rows(connection, "select count(*) from quick.bids").getFirst());
            assertThat(first).isPositive();
            assertThat(rows(connection, "select count(*) > 0, count(*) = count(distinct id) from quick.auctions"))
                    .containsExactly("t|t");
            run(connection, "select mz_now()", "select count(*) from quick.funds");
            long later = first;
            for (int i = 0; i < 200 && later <= first; i++) {
                later = Long.parseLong(
                        rows(connection, "select count(*) from quick.bids").getFirst());
            }
            assertThat(later).isGreaterThan(first);
            assertThat(
                            rows(
                                    connection,
                                    "select o.name, o.type from mz_objects o join mz_schemas s on s.id = o.schema_id "
                                            + "where s.name = 'quick' and o.type in ('index', 'view', 'materialized-view') order by 1"))
                    .containsExactly(
                            "funds|materialized-view",
                            "funds_primary_idx|index",
                            "winning_bids|view",
                            "winning_bids_item_idx|index");
            assertThat(rows(
                            connection,
                            "select s.name, s.type from mz_sources s join mz_schemas c on c.id = s.schema_id "
                                    + "where c.name = 'quick' order by 1"))
                    .containsExactly(
                            "accounts|subsource",
                            "auction|load-generator",
                            "auction_progress|progress",
                            "auctions|subsource",
                            "bids|subsource",
                            "organizations|subsource",
                            "users|subsource");
            assertThat(rows(connection, "select comment from mz_internal.mz_comments where object_sub_id = 1"))
                    .contains("it's");
            refused(
                    connection,
                    "drop source quick.auction",
                    "2BP01",
                    "cannot drop source \"auction\": still depended upon by source \"accounts\"");
            run(connection, "drop source if exists \"materialize\".\"quick\".\"auction\" cascade");
            assertThat(
                            rows(
                                    connection,
                                    "select n.name from mz_objects n join mz_schemas s on s.id = n.schema_id where s.name = 'quick'"))
                    .isEmpty();
        }
    }

    @Test
    void preparedStatementsTakeTextAndBinaryParameters() throws SQLException {
        try (Connection connection = connect("prepareThreshold", "-1");
                PreparedStatement statement =
                        connection.prepareStatement("select ? + 1, ?::text, ?::timestamptz is null")) {
            for (int i = 0; i < 10; i++) {
                statement.setInt(1, i);
                statement.setString(2, "ü" + i);
                statement.setObject(3, null);
                try (ResultSet result = statement.executeQuery()) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getInt(1)).isEqualTo(i + 1);
                    assertThat(result.getString(2)).isEqualTo("ü" + i);
                    assertThat(result.getBoolean(3)).isTrue();
                }
            }
        }
    }

    @Test
    void batchesCursorsAndCopyWork() throws Exception {
        try (Connection connection = connect()) {
            run(
                    connection,
                    "create schema if not exists tables",
                    "create table tables.t (a int not null, b text default 'x')");
            try (PreparedStatement insert = connection.prepareStatement("insert into tables.t (a) values (?)")) {
                for (int i = 0; i < 500; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(500);
            }
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY tables.t FROM STDIN WITH (FORMAT csv)", new StringReader("500,y\n501,z\n"));
            assertThat(copied).isEqualTo(2);
            var binary = new java.io.ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (VALUES (1, '2'), (6, NULL)) TO STDOUT WITH (FORMAT binary)", binary);
            // After test/pgtest/copy.pt.
            assertThat(java.util.HexFormat.of().formatHex(binary.toByteArray()))
                    .isEqualTo("5047434f50590aff0d0a000000000000000000" + "0002000000040000000100000001" + "32"
                            + "00020000000400000006ffffffff" + "ffff");
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(50);
                int count = 0;
                try (ResultSet result = statement.executeQuery("select a from materialize.tables.t order by a")) {
                    while (result.next()) assertThat(result.getInt(1)).isEqualTo(count++);
                }
                assertThat(count).isEqualTo(502);
            }
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "update tables.t set b = 'q' where a = 1", "delete from tables.t where a > 1");
            assertThat(rows(connection, "select * from tables.t order by a")).containsExactly("0|x", "1|q");
        }
    }

    @Test
    void errorsSpeakMaterialize() throws SQLException {
        try (Connection connection = connect()) {
            refused(connection, "select * from nowhere", "42P01", "unknown catalog item 'nowhere'");
            refused(connection, "select * from materialize.nowhere.t", "3F000", "unknown schema 'nowhere'");
            refused(connection, "select * from elsewhere.public.t", "3D000", "unknown database 'elsewhere'");
            refused(connection, "create view nowhere.v as select 1", "3F000", "unknown schema 'nowhere'");
            refused(
                    connection,
                    "create materialized view m in cluster nowhere as select 1",
                    "42704",
                    "unknown cluster 'nowhere'");
            refused(connection, "create cluster c size 'huge'", "42704", "unknown cluster replica size 'huge'");
            refused(
                    connection,
                    "create cluster quickstart size '25cc'",
                    "42710",
                    "cluster 'quickstart' already exists");
            refused(connection, "create schema public", "42P06", "schema 'public' already exists");
            refused(connection, "drop view nowhere", "42P01", "unknown catalog item 'nowhere'");
            refused(
                    connection,
                    "create materialized view m as select now()",
                    "0A000",
                    "cannot materialize call to current_timestamp");
            refused(connection, "explain analyze cpu for index i", "0A000", "sandbox: EXPLAIN ANALYZE CPU");
            refused(connection, "set nowhere = 1", "42704", "unrecognized configuration parameter \"nowhere\"");
            refused(connection, "select * from _weir.item", "3F000", "unknown schema '_weir'");
            refused(connection, "select _weir.next_id('item')", "3F000", "unknown schema '_weir'");
            assertThat(rows(connection, "select 1")).containsExactly("1");
        }
    }

    @Test
    void onlyTablesAreWritten() throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "create table base (a int)", "create view through as select a from base");
            refused(
                    connection,
                    "insert into through values (1)",
                    "42809",
                    "cannot insert into view 'materialize.public.through'");
            refused(
                    connection,
                    "delete from public.through",
                    "42809",
                    "cannot mutate view 'materialize.public.through'");
            run(connection, "insert into base values (1)", "drop table base cascade");
        }
    }

    @Test
    void oneMessageOfSeveralStatementsIsATransaction() throws SQLException {
        try (Connection connection = connect("preferQueryMode", "simple")) {
            refused(
                    connection,
                    "select 1; create view v as select 1",
                    "25001",
                    "create view v as select 1 cannot be run inside a transaction block");
            run(connection, "create table pair (a int)");
            refused(connection, "insert into pair values (1); select 1/0", "22012", "division by zero");
            assertThat(rows(connection, "select count(*) from pair")).containsExactly("0");
            run(connection, "insert into pair values (1); insert into pair values (2)", "drop table pair");
        }
    }

    @Test
    void positionsPointIntoTheTextThatWasSent() throws SQLException {
        try (Connection connection = connect()) {
            assertThatThrownBy(() ->
                            rows(connection, "select 'ä', mz_version(), nope from materialize.mz_catalog.mz_objects"))
                    .isInstanceOfSatisfying(PSQLException.class, error -> {
                        var message = error.getServerErrorMessage();
                        assertThat(message == null ? 0 : message.getPosition())
                                .isEqualTo("select 'ä', mz_version(), ".length() + 1);
                    });
        }
    }

    @Test
    void assertionsOfAMaterializedViewAreCheckedWhenItIsRead() throws SQLException {
        try (Connection connection = connect()) {
            run(
                    connection,
                    "create table nullable (a int, b int)",
                    "create materialized view checked with (assert not null a) as select a, b from nullable",
                    "insert into nullable values (1, null)");
            assertThat(rows(connection, "select b from checked")).containsExactly("null");
            run(connection, "insert into nullable values (null, 2)");
            refused(connection, "select b from checked", "22004", "column \"a\" must not be null");
            refused(
                    connection,
                    "create materialized view unchecked with (assert not null z) as select 1 as a",
                    "42703",
                    "column \"z\" in ASSERT NOT NULL option not found");
            run(connection, "drop table nullable cascade");
        }
    }

    @Test
    void swapMovesNamesAndLeavesObjects() throws SQLException {
        try (Connection connection = connect()) {
            run(
                    connection,
                    "create schema blue",
                    "create schema green",
                    "create view blue.v as select 'blue' as c",
                    "create view green.v as select 'green' as c",
                    "create view w as select c from blue.v",
                    "create cluster one size '25cc'",
                    "create cluster two (size '50cc')");
            run(
                    connection,
                    "BEGIN; ALTER SCHEMA \"blue\" SWAP WITH \"green\"; ALTER CLUSTER \"one\" SWAP WITH \"two\"; COMMIT;");
            assertThat(rows(connection, "select c from blue.v")).containsExactly("green");
            assertThat(rows(connection, "select c from w")).containsExactly("blue");
            assertThat(rows(connection, "select size from mz_clusters where name = 'one'"))
                    .containsExactly("50cc");
            run(connection, "drop schema blue cascade", "drop schema green cascade", "drop cluster one, two");
        }
    }

    @Test
    void otherDatabasesHaveSchemasOfTheirOwn() throws SQLException {
        try (Connection connection = connect()) {
            run(
                    connection,
                    "create database other",
                    "create table other.public.t (a int)",
                    "insert into other.public.t values (7)",
                    "create view crossing as select * from other.public.t");
            assertThat(rows(connection, "select other.public.t.a from other.public.t"))
                    .containsExactly("7");
            assertThat(rows(connection, "select count(*) from pg_namespace where nspname like '%public'"))
                    .containsExactly("1");
            run(connection, "set database = other");
            assertThat(rows(connection, "select a, current_database(), current_schema() from t"))
                    .containsExactly("7|other|public");
            assertThat(
                            rows(
                                    connection,
                                    "select table_schema, table_name from information_schema.tables where table_schema = 'public'"))
                    .containsExactly("public|t");
            run(connection, "set database to default", "drop database other cascade");
            refused(connection, "select * from crossing", "42P01", "unknown catalog item 'crossing'");
        }
    }

    @Test
    void temporaryViewsBelongToTheSession() throws SQLException {
        try (Connection one = connect();
                Connection two = connect()) {
            run(one, "create temporary view tv as select 1 as a, 'x' as b");
            assertThat(rows(
                            one,
                            "select c.name, c.type_oid from mz_columns c join mz_relations r on r.id = c.id "
                                    + "where r.schema_id = '0' and r.name = 'tv' order by c.position"))
                    .containsExactly("a|23", "b|25");
            assertThat(rows(two, "select count(*) from mz_relations where name = 'tv'"))
                    .containsExactly("0");
            run(one, "drop view tv");
        }
    }

    @Test
    void jdbcMetadataSeesTheCatalog() throws SQLException {
        try (Connection connection = connect()) {
            run(
                    connection,
                    "create schema meta",
                    "create table meta.t (a int not null, b text)",
                    "create view meta.v as select a from meta.t");
            var metadata = connection.getMetaData();
            var seen = new ArrayList<String>();
            try (ResultSet tables = metadata.getTables(null, "meta", "%", null)) {
                while (tables.next()) seen.add(tables.getString("TABLE_NAME") + "/" + tables.getString("TABLE_TYPE"));
            }
            assertThat(seen).containsExactlyInAnyOrder("t/TABLE", "v/VIEW");
            seen.clear();
            try (ResultSet columns = metadata.getColumns(null, "meta", "t", "%")) {
                while (columns.next())
                    seen.add(columns.getString("COLUMN_NAME") + "/" + columns.getString("TYPE_NAME"));
            }
            assertThat(seen).containsExactly("a/int4", "b/text");
            try (ResultSet schemas = metadata.getSchemas()) {
                seen.clear();
                while (schemas.next()) seen.add(schemas.getString(1));
            }
            assertThat(seen).contains("meta", "public", "mz_catalog").noneMatch(name -> name.startsWith("_weir"));
            try (ResultSet keys = metadata.getPrimaryKeys(null, "meta", "t")) {
                assertThat(keys.next()).isFalse();
            }
            assertThat(metadata.getSQLKeywords()).isNotEmpty();
            try (ResultSet functions = metadata.getFunctions(null, "meta", "%")) {
                assertThat(functions.next()).isFalse();
            }
            run(connection, "drop schema meta cascade");
        }
    }

    @Test
    void cancelStopsARunningStatement() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            var canceller = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(300);
                    statement.cancel();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> statement.executeQuery("select count(*) from generate_series(1, 1000000000) a"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            canceller.join();
            assertThat(rows(connection, "select 1")).containsExactly("1");
        }
    }

    @Test
    void unknownRoleIsTurnedAway() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + SANDBOX.port() + "/materialize", "someone", "x"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }

    @Test
    void dataOutliveTheProcess(@TempDir Path other) throws SQLException {
        try (var first = new MaterializeSandbox().start(new EmbeddedServer.Request(other, OptionalInt.empty()));
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + first.port() + "/materialize", "materialize", "x")) {
            run(
                    connection,
                    "create table kept (a int)",
                    "insert into kept values (42)",
                    "create source c from load generator counter");
        }
        try (var second = new MaterializeSandbox().start(new EmbeddedServer.Request(other, OptionalInt.empty()));
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + second.port() + "/materialize", "materialize", "x")) {
            assertThat(rows(connection, "select a from kept")).containsExactly("42");
            assertThat(rows(connection, "select min(counter), count(*) >= 300 from c"))
                    .containsExactly("1|t");
        }
    }

    @Test
    void plainPostgresServesTheOtherProfileKey(@TempDir Path other) throws SQLException {
        try (var postgres = new EmbeddedPostgresServer().start(new EmbeddedServer.Request(other, OptionalInt.empty()));
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + postgres.database(),
                        postgres.user(),
                        postgres.password())) {
            run(connection, "create table t as select 1 as a");
            assertThat(rows(connection, "select a from t")).containsExactly("1");
        }
    }

    @Test
    void optionsOfTheStartHoldAndComeBack() throws SQLException {
        String shown = "SELECT current_setting('cluster'), current_setting('search_path'), current_setting('timezone')";
        String given = "mz_catalog_server|one, \"Two\"|Europe/Berlin";
        try (Connection connection = SANDBOX.connect(
                "options", "-c cluster=mz_catalog_server --search_path=one,\"Two\" -cTimeZone=Europe/Berlin")) {
            assertThat(rows(connection, shown)).containsExactly(given);
            assertThat(rows(connection, "SHOW search_path")).containsExactly("one, \"Two\"");
            run(connection, "SET cluster = quickstart", "SET search_path = public", "RESET ALL");
            assertThat(rows(connection, shown)).containsExactly(given);
            run(connection, "SET cluster = quickstart", "DISCARD ALL");
            assertThat(rows(connection, shown)).containsExactly(given);
            connection.setAutoCommit(false);
            run(connection, "SET cluster = quickstart");
            connection.rollback();
            assertThat(rows(connection, shown)).containsExactly(given);
            connection.rollback();
        }
    }
}
