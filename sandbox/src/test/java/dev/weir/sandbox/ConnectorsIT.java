package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Secrets, connections, sources of every kind, sinks. */
class ConnectorsIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    private Connection db;

    ConnectorsIT() throws SQLException {
        db = SANDBOX.connect();
    }

    @BeforeEach
    void freshSchema() throws SQLException {
        run(db, "DROP SCHEMA IF EXISTS c CASCADE", "CREATE SCHEMA c", "SET search_path = c");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    private static void write(String file, String text) throws IOException {
        Files.writeString(SANDBOX.folder().resolve(file), text);
    }

    // ---- secrets

    @Test
    void secretIsNowhereToBeSeen() throws SQLException {
        run(db, "CREATE SECRET s AS 'hunter2'", "CREATE SECRET b AS decode('c2VjcmV0Cg==', 'base64')");
        assertThat(rows(db, "SHOW SECRETS")).containsExactly("b|", "s|");
        assertThat(rows(db, "SELECT name FROM mz_secrets ORDER BY name")).containsExactly("b", "s");
        refused(db, "SELECT * FROM _weir.secret", "3F000", "unknown schema '_weir'");
        refused(db, "CREATE SECRET s AS 'x'", "42710", "secret \"materialize.c.s\" already exists");
        refused(db, "CREATE SECRET n AS 123456", "XX000", "AS must have type bytea, not type integer");
        refused(db, "CREATE SECRET n AS (SELECT 'x')", "XX000", "AS does not allow subqueries");
        refused(db, "CREATE SECRET n AS decode('hunter2', 'hex')", "22023", "secret value can not be evaluated");
        run(db, "ALTER SECRET s AS 'hunter3'", "ALTER SECRET s RENAME TO t", "DROP SECRET t");
        refused(db, "DROP SECRET t", "42P01", "unknown catalog item 't'");
    }

    // ---- connections

    @Test
    void optionsOfConnectionsAreThoseOfTheirKind() throws SQLException {
        run(db, "CREATE SECRET s AS 'x'");
        String kafka = "CREATE CONNECTION k TO KAFKA (BROKER 'b:1', ";
        refused(
                db,
                kafka + "SECURITY PROTOCOL PLAINTEXT, ACCESS KEY ID = 'abc', PORT = 1)",
                "XX000",
                "KAFKA connections do not support ACCESS KEY ID, PORT values");
        refused(db, kafka + "SECURITY PROTOCOL NOTHINGREAL)", "XX000", "unknown security protocol: NOTHINGREAL");
        refused(
                db,
                kafka + "SASL MECHANISMS 'PLAIN', SASL USERNAME 'm', SASL PASSWORD SECRET s, SSL KEY SECRET s)",
                "XX000",
                "option SSL KEY not supported with this configuration");
        refused(
                db,
                kafka + "SECURITY PROTOCOL PLAINTEXT, SASL USERNAME 'm')",
                "XX000",
                "option SASL USERNAME not supported with this configuration");
        refused(
                db,
                kafka + "SECURITY PROTOCOL PLAINTEXT, PROGRESS TOPIC REPLICATION FACTOR -4)",
                "XX000",
                "PROGRESS TOPIC REPLICATION FACTOR must be greater than 0");
        refused(
                db,
                kafka + "SASL PASSWORD = '', SECURITY PROTOCOL PLAINTEXT)",
                "XX000",
                "invalid SASL PASSWORD: must provide a secret value");
        refused(db, kafka + "BROKER '', SECURITY PROTOCOL PLAINTEXT)", "XX000", "BROKER specified more than once");
        refused(db, kafka + "SSL CERTIFICATE = '')", "XX000", "SSL KEY must be specified with SSL CERTIFICATE");
        refused(db, kafka + "SASL MECHANISMS = 'PLAIN')", "XX000", "SASL USERNAME must be specified");
        refused(
                db,
                "CREATE CONNECTION k TO KAFKA (SECURITY PROTOCOL PLAINTEXT)",
                "XX000",
                "must set one of BROKER, BROKERS, or AWS PRIVATELINK");
        refused(db, "CREATE CONNECTION r TO CONFLUENT SCHEMA REGISTRY (USERNAME 'foo')", "XX000", "must specify URL");
        refused(
                db,
                "CREATE CONNECTION r TO CONFLUENT SCHEMA REGISTRY (URL 'http://x/FOO')",
                "XX000",
                "URL must have an empty path");
        refused(db, "CREATE CONNECTION t TO SSH TUNNEL (USER 'foo')", "XX000", "HOST option is required");
        refused(
                db,
                "CREATE CONNECTION p TO POSTGRES (AWS PRIVATELINK foo, HOST 'h', USER 'u', DATABASE 'd')",
                "42P01",
                "unknown catalog item 'foo'");
    }

    @Test
    void connectionsAreShownAsTheyAreKept() throws SQLException {
        run(
                db,
                "CREATE SECRET s AS 'x'",
                "CREATE CONNECTION k TO KAFKA (SECURITY PROTOCOL PLAINTEXT, BROKER 'b:9092')",
                "CREATE CONNECTION pg TO POSTGRES (HOST 'h', USER 'u', DATABASE 'd', PASSWORD SECRET s)",
                "CREATE CONNECTION t TO SSH TUNNEL (HOST 'h', USER 'u')");
        assertThat(rows(db, "SHOW CONNECTIONS")).containsExactly("k|kafka|", "pg|postgres|", "t|ssh-tunnel|");
        assertThat(rows(db, "SHOW CREATE CONNECTION k"))
                .containsExactly(
                        "materialize.c.k|CREATE CONNECTION materialize.c.k TO KAFKA (BROKER = 'b:9092', SECURITY PROTOCOL = plaintext);");
        assertThat(rows(db, "SHOW CREATE CONNECTION pg").getFirst())
                .endsWith("TO POSTGRES (DATABASE = 'd', HOST = 'h', PASSWORD = SECRET materialize.c.s, USER = 'u');");
        assertThat(
                        rows(
                                db,
                                "SELECT brokers, sink_progress_topic = '_materialize-progress-' || mz_environment_id() || '-' || id FROM mz_kafka_connections JOIN mz_connections USING (id) WHERE name = 'k'"))
                .containsExactly("{b:9092}|t");
        assertThat(rows(db, "SELECT public_key_1 LIKE 'ssh-ed25519 %' FROM mz_ssh_tunnel_connections"))
                .containsExactly("t");
        refused(db, "DROP SECRET s", "2BP01", "cannot drop secret \"s\": still depended upon by connection \"pg\"");

        refused(
                db,
                "ALTER CONNECTION k RESET (broker)",
                "XX000",
                "invalid ALTER CONNECTION: invalid CONNECTION: must set one of BROKER, BROKERS, or AWS PRIVATELINK");
        refused(
                db,
                "ALTER CONNECTION k SET (PROGRESS TOPIC = 'new')",
                "XX000",
                "cannot ALTER KAFKA option PROGRESS TOPIC");
        refused(
                db,
                "ALTER CONNECTION k SET (BROKER 'x'), DROP (BROKERS)",
                "XX000",
                "cannot both SET and DROP/RESET mutually exclusive KAFKA options BROKER, BROKERS");
        run(db, "ALTER CONNECTION k SET (BROKERS ['c:1'])");
        assertThat(rows(db, "SHOW CREATE CONNECTION k").getFirst()).contains("BROKERS = ('c:1')");
        refused(db, "ALTER CONNECTION k ROTATE KEYS", "XX000", "is not an SSH connection");
        run(db, "ALTER CONNECTION t ROTATE KEYS", "ALTER CONNECTION k RENAME TO k2");
        assertThat(rows(db, "SHOW CREATE CONNECTION k2").getFirst()).contains("CREATE CONNECTION materialize.c.k2 TO");
    }

    // ---- load generators

    @Test
    void countersCountAsTold() throws SQLException {
        run(
                db,
                "CREATE SOURCE e FROM LOAD GENERATOR COUNTER (AS OF 5, UP TO 5)",
                "CREATE SOURCE one FROM LOAD GENERATOR COUNTER (AS OF 0, UP TO 1)",
                "CREATE SOURCE five FROM LOAD GENERATOR COUNTER (AS OF 4, UP TO 5)",
                "CREATE SOURCE eight FROM LOAD GENERATOR COUNTER (MAX CARDINALITY 8, TICK INTERVAL '1ms')",
                "CREATE SOURCE clock FROM LOAD GENERATOR CLOCK (TICK INTERVAL '1s')");
        assertThat(
                        rows(
                                db,
                                "SELECT (SELECT count(*) FROM e), (SELECT count(*) FROM one), (SELECT count(*) FROM five), (SELECT count(*) FROM eight)"))
                .containsExactly("0|1|5|8");
        assertThat(rows(db, "SELECT time < now() + INTERVAL '5s', time > now() - INTERVAL '5s' FROM clock"))
                .containsExactly("t|t");
        refused(
                db,
                "CREATE SOURCE x FROM LOAD GENERATOR COUNTER (AS OF 5, UP TO 4)",
                "XX000",
                "UP TO cannot be less than AS OF");
        refused(
                db,
                "CREATE SOURCE x FROM LOAD GENERATOR COUNTER (SCALE FACTOR 1)",
                "XX000",
                "COUNTER load generators do not support SCALE FACTOR values");
        refused(
                db,
                "CREATE SOURCE x FROM LOAD GENERATOR COUNTER (MAX CARDINALITY -1)",
                "XX000",
                "invalid MAX CARDINALITY: invalid unsigned numeric value");
        refused(
                db,
                "CREATE SOURCE x FROM LOAD GENERATOR COUNTER (TICK INTERVAL '-1s')",
                "XX000",
                "cannot convert negative interval to duration");
        refused(
                db,
                "CREATE SOURCE x FROM LOAD GENERATOR CLOCK FOR ALL TABLES",
                "XX000",
                "FOR ALL TABLES is only valid for multi-output sources");
        refused(
                db,
                "CREATE SOURCE x FROM LOAD GENERATOR COUNTER FOR TABLES (foo)",
                "XX000",
                "FOR TABLES (..) unsupported");
    }

    @Test
    void tablesOfGeneratorsHaveTheirColumns() throws SQLException {
        run(
                db,
                "CREATE SOURCE m FROM LOAD GENERATOR MARKETING (TICK INTERVAL '100ms') FOR ALL TABLES",
                "CREATE SOURCE tp FROM LOAD GENERATOR TPCH (SCALE FACTOR 0.001) FOR TABLES (customer, orders AS o, lineitem)",
                "CREATE SOURCE kv FROM LOAD GENERATOR KEY VALUE (KEYS 16, PARTITIONS 4, SNAPSHOT ROUNDS 3, SEED 123, VALUE SIZE 10, BATCH SIZE 2) INCLUDE KEY AS whatever ENVELOPE UPSERT");
        assertThat(rows(db, "SHOW COLUMNS FROM leads"))
                .containsExactly(
                        "id|f|bigint|",
                        "customer_id|f|bigint|",
                        "created_at|f|timestamp with time zone|",
                        "converted_at|t|timestamp with time zone|",
                        "conversion_amount|t|bigint|");
        assertThat(rows(db, "SELECT count(*) > 50 FROM impressions")).containsExactly("t");
        assertThat(rows(db, "SELECT count(*) FROM o JOIN customer ON o_custkey = c_custkey"))
                .containsExactly("1500");
        assertThat(
                        rows(
                                db,
                                "SELECT count(*) FROM lineitem LEFT JOIN o ON l_orderkey = o_orderkey WHERE o_orderkey IS NULL"))
                .containsExactly("0");
        assertThat(rows(db, "SELECT partition, count(*), max(whatever)::bigint FROM kv GROUP BY partition ORDER BY 1"))
                .containsExactly("0|4|12", "1|4|13", "2|4|14", "3|4|15");
        assertThat(rows(db, "SHOW SUBSOURCES ON tp"))
                .containsExactly("customer|subsource", "lineitem|subsource", "o|subsource", "tp_progress|progress");
        refused(db, "INSERT INTO customer VALUES (1)", "42809", "cannot insert into source 'materialize.c.customer'");
    }

    @Test
    void sourceIsShownAndItsPartsAreDropped() throws SQLException {
        run(
                db,
                "CREATE SOURCE auction_house IN CLUSTER quickstart FROM LOAD GENERATOR AUCTION (AS OF 300, UP TO 301)",
                "CREATE TABLE accounts FROM SOURCE auction_house (REFERENCE accounts)",
                "CREATE TABLE bids FROM SOURCE auction_house (REFERENCE auction.bids)");
        assertThat(rows(db, "SHOW CREATE SOURCE auction_house"))
                .containsExactly(
                        "materialize.c.auction_house|CREATE SOURCE materialize.c.auction_house\nIN CLUSTER quickstart\nFROM LOAD GENERATOR AUCTION (AS OF = 300, UP TO = 301)\nEXPOSE PROGRESS AS materialize.c.auction_house_progress;");
        assertThat(rows(db, "SHOW CREATE TABLE accounts").getFirst())
                .startsWith(
                        "materialize.c.accounts|CREATE TABLE materialize.c.accounts (id pg_catalog.int8 NOT NULL, org_id pg_catalog.int8 NOT NULL, balance pg_catalog.int8 NOT NULL, UNIQUE (id)) FROM SOURCE materialize.c.auction_house (REFERENCE = mz_load_generators.auction.accounts)");
        assertThat(rows(db, "SHOW SOURCES"))
                .containsExactly("auction_house|load-generator|quickstart|", "auction_house_progress|progress|null|");
        assertThat(rows(db, "SHOW TABLES")).containsExactly("accounts|", "bids|");
        assertThat(rows(db, "SELECT count(*) > 0 FROM bids")).containsExactly("t");
        assertThat(rows(
                        db,
                        "SELECT t.name, s.name FROM mz_tables t JOIN mz_sources s ON s.id = t.source_id ORDER BY 1"))
                .containsExactly("accounts|auction_house", "bids|auction_house");
        assertThat(rows(db, "SELECT namespace, name FROM mz_internal.mz_source_references ORDER BY name LIMIT 1"))
                .containsExactly("auction|accounts");
        refused(
                db,
                "CREATE TABLE x FROM SOURCE auction_house (REFERENCE \"user\")",
                "XX000",
                "reference to user not found in source");
        refused(db, "DELETE FROM bids", "42809", "cannot mutate non-writeable table 'materialize.c.bids'");
        refused(
                db,
                "DROP SOURCE auction_house",
                "2BP01",
                "cannot drop source \"auction_house\": still depended upon by table \"accounts\", table \"bids\"");
        refused(db, "DROP SOURCE auction_house_progress", "2BP01", "still depended upon by source \"auction_house\"");
        run(db, "DROP TABLE bids", "DROP SOURCE auction_house CASCADE");
        assertThat(rows(db, "SHOW OBJECTS")).isEmpty();
    }

    // ---- sandbox.yml

    @Test
    void missingEntryIsShown() throws SQLException, IOException {
        write("sandbox.yml", "");
        run(db, "CREATE CONNECTION my TO MYSQL (HOST 'h', USER 'u')");
        refused(
                db,
                "CREATE SOURCE s FROM MYSQL CONNECTION my FOR TABLES (shop.orders)",
                "0A000",
                "sandbox: there is nothing behind connection \"my\"");
        refused(
                db,
                "CREATE SOURCE s FROM MYSQL CONNECTION my FOR TABLES (shop.orders)",
                "0A000",
                "connections:\n  my:\n    shop.orders:\n      columns:\n        id: bigint not null");
        write("sandbox.yml", "connections:\n  my:\n    shop.orders:\n      colums: {}\n");
        refused(
                db,
                "CREATE SOURCE s FROM MYSQL CONNECTION my FOR ALL TABLES",
                "F0000",
                "sandbox.yml:4:7: unknown key \"colums\"");
    }

    @Test
    void tablesOfDatabasesComeFromTheFile() throws SQLException, IOException {
        write("orders.csv", "id,item\n1,pen\n2,\n");
        write("sandbox.yml", """
                connections:
                  pg:
                    public.orders:
                      columns: {id: bigint not null, item: text}
                      key: [id]
                      csv: orders.csv
                    public.users:
                      columns: {id: int not null, mood: text, secret: bytea}
                      rows:
                        - [1, happy, x]
                        - {id: 2}
                    other.users:
                      columns: {id: int}
                """);
        run(db, "CREATE CONNECTION pg TO POSTGRES (HOST 'h', USER 'u', DATABASE 'shop')");
        refused(
                db,
                "CREATE SOURCE s FROM POSTGRES CONNECTION pg FOR ALL TABLES",
                "XX000",
                "CONNECTION must specify PUBLICATION");
        refused(
                db,
                "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR ALL TABLES",
                "XX000",
                "multiple subsources would be named users");
        refused(
                db,
                "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR TABLES (users)",
                "XX000",
                "reference users is ambiguous");
        refused(
                db,
                "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'p') FOR SCHEMAS (nowhere)",
                "XX000",
                "no tables found in referenced schemas: \"nowhere\"");
        run(
                db,
                "CREATE SOURCE s FROM POSTGRES CONNECTION pg (PUBLICATION 'p', TEXT COLUMNS (public.users.mood), EXCLUDE COLUMNS (public.users.secret)) FOR TABLES (public.users AS u)");
        assertThat(rows(db, "SELECT * FROM u ORDER BY id")).containsExactly("1|happy", "2|null");
        run(db, "ALTER SOURCE s ADD SUBSOURCE orders");
        refused(
                db,
                "ALTER SOURCE s ADD SUBSOURCE orders",
                "XX000",
                "another subsource already refers to shop.public.orders");
        assertThat(rows(db, "SELECT * FROM orders ORDER BY id")).containsExactly("1|pen", "2|null");
        assertThat(rows(db, "SHOW CREATE SOURCE s").getFirst())
                .contains(
                        "FOR TABLES (shop.public.orders AS materialize.c.orders, shop.public.users AS materialize.c.u)");
        assertThat(
                        rows(
                                db,
                                "SELECT s.name, t.schema_name, t.table_name FROM mz_internal.mz_postgres_source_tables t JOIN mz_sources s USING (id) ORDER BY 1"))
                .containsExactly("orders|public|orders", "u|public|users");
        run(db, "CREATE VIEW v AS SELECT id FROM orders");
        refused(
                db,
                "DROP SOURCE orders RESTRICT",
                "2BP01",
                "cannot drop source \"orders\": still depended upon by view \"v\"");
        run(db, "DROP SOURCE orders, orders CASCADE", "DROP SOURCE u");
        assertThat(rows(db, "SHOW SUBSOURCES ON s")).containsExactly("s_progress|progress");
        assertThat(rows(db, "SHOW CREATE SOURCE s").getFirst()).doesNotContain("FOR TABLES");
        refused(
                db,
                "DROP CONNECTION pg",
                "2BP01",
                "cannot drop connection \"pg\": still depended upon by source \"s\"");
        run(db, "DROP CONNECTION pg CASCADE");
        assertThat(rows(db, "SHOW OBJECTS")).isEmpty();
    }

    @Test
    void noticesSayNothingOfWhatIsTheSandboxsOwn() throws SQLException, IOException {
        write("sandbox.yml", "connections: {k: {raw: {rows: [{a: 1}]}}}");
        run(db, "CREATE CONNECTION k TO KAFKA (BROKER 'b', SECURITY PROTOCOL PLAINTEXT)");
        try (Statement statement = db.createStatement()) {
            statement.execute("CREATE SOURCE s FROM KAFKA CONNECTION k (TOPIC 'raw') FORMAT JSON");
            for (var notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                assertThat(notice.getMessage()).doesNotContain("_weir").doesNotContain("skipping");
            }
        }
    }

    @Test
    void headersAreOneByOneOrAListOfRecords() throws SQLException, IOException {
        write("sandbox.yml", """
                connections:
                  k:
                    orders:
                      columns: {id: bigint not null, item: text, client: text, trace: text}
                      key: [id]
                      headers: [client, trace]
                      rows: [[1, pen, web, t1], [2, ink, null, t2]]
                    raw:
                      rows: [{a: 1}]
                """);
        run(
                db,
                "CREATE CONNECTION k TO KAFKA (BROKER 'b', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE SOURCE j FROM KAFKA CONNECTION k (TOPIC 'orders') FORMAT JSON INCLUDE HEADERS, OFFSET AS o",
                "CREATE SOURCE one FROM KAFKA CONNECTION k (TOPIC 'orders') FORMAT JSON "
                        + "INCLUDE HEADER 'client' AS c, HEADER 'trace' AS t BYTES, HEADER 'none' AS n",
                "CREATE SOURCE raw FROM KAFKA CONNECTION k (TOPIC 'raw') FORMAT JSON INCLUDE HEADERS AS h",
                "CREATE MATERIALIZED VIEW kept AS SELECT o, headers FROM j");
        assertThat(rows(db, "SELECT data, headers FROM j ORDER BY o"))
                .containsExactly(
                        "{\"id\":1,\"item\":\"pen\"}|{\"(client,\\\"\\\\\\\\x776562\\\")\",\"(trace,\\\"\\\\\\\\x7431\\\")\"}",
                        "{\"id\":2,\"item\":\"ink\"}|{\"(trace,\\\"\\\\\\\\x7432\\\")\"}");
        assertThat(rows(db, "SELECT headers[1].key, convert_from(headers[1].value, 'utf8') FROM kept ORDER BY o"))
                .containsExactly("client|web", "trace|t2");
        assertThat(
                        rows(
                                db,
                                "SELECT convert_from(map_build(headers)->'client', 'utf8'), list_length(headers) FROM j ORDER BY o"))
                .containsExactly("web|2", "null|1");
        assertThat(
                        rows(
                                db,
                                "SELECT o::int, thekey FROM (SELECT o, unnest(headers).key AS thekey FROM j) AS km ORDER BY 1, 2"))
                .containsExactly("0|client", "0|trace", "1|trace");
        assertThat(rows(db, "SELECT c, convert_from(t, 'utf8'), n FROM one ORDER BY t"))
                .containsExactly("web|t1|null", "null|t2|null");
        assertThat(rows(db, "SELECT h FROM raw")).containsExactly("{}");
        assertThat(rows(db, "SHOW COLUMNS FROM j")).containsExactly("data|f|jsonb|", "headers|f|list|", "o|f|uint8|");
    }

    @Test
    void valuesThatCannotBeDecodedAreInlineErrors() throws SQLException, IOException {
        write("sandbox.yml", """
                connections:
                  k:
                    orders:
                      columns: {id: bigint not null, item: text not null}
                      key: [id]
                      rows: [[1, pen]]
                    raw:
                      rows: [{a: 1}, 'no json']
                """);
        run(
                db,
                "CREATE CONNECTION k TO KAFKA (BROKER 'b', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE SOURCE s FROM KAFKA CONNECTION k (TOPIC 'orders') KEY FORMAT TEXT VALUE FORMAT JSON "
                        + "INCLUDE KEY AS k ENVELOPE UPSERT (VALUE DECODING ERRORS = (INLINE AS fault))");
        assertThat(rows(db, "SELECT k, data, fault IS NULL FROM s")).containsExactly("1|{\"id\":1,\"item\":\"pen\"}|t");
        assertThat(rows(db, "SHOW COLUMNS FROM s")).containsExactly("k|f|text|", "data|t|jsonb|", "fault|t|record|");
    }

    @Test
    void topicsHaveTheColumnsOfTheirFormat() throws SQLException, IOException {
        write("sandbox.yml", """
                connections:
                  k:
                    orders:
                      columns: {id: bigint not null, item: text}
                      key: [id]
                      rows: [[1, pen], [2, ink], [1, nib]]
                    raw:
                      rows: [{a: 1}, [2, x]]
                """);
        run(
                db,
                "CREATE CONNECTION k TO KAFKA (BROKER 'b', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE CONNECTION r TO CONFLUENT SCHEMA REGISTRY (URL 'http://r')",
                "CREATE SOURCE j FROM KAFKA CONNECTION k (TOPIC 'orders') FORMAT JSON INCLUDE PARTITION, OFFSET AS o, TIMESTAMP AS ts",
                "CREATE SOURCE u FROM KAFKA CONNECTION k (TOPIC 'orders') KEY FORMAT TEXT VALUE FORMAT JSON INCLUDE KEY AS k ENVELOPE UPSERT",
                "CREATE SOURCE a FROM KAFKA CONNECTION k (TOPIC 'orders') FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY CONNECTION r ENVELOPE UPSERT",
                "CREATE SOURCE raw FROM KAFKA CONNECTION k (TOPIC 'raw', GROUP ID PREFIX 'g')",
                "CREATE TABLE rawt FROM SOURCE raw (REFERENCE raw) FORMAT JSON",
                "CREATE TABLE rawx (line) FROM SOURCE raw (REFERENCE raw) FORMAT TEXT");
        assertThat(rows(db, "SHOW COLUMNS FROM j"))
                .containsExactly(
                        "data|f|jsonb|", "partition|f|integer|", "o|f|uint8|", "ts|f|timestamp without time zone|");
        assertThat(rows(db, "SELECT data->>'item', o::bigint FROM j ORDER BY o::bigint"))
                .containsExactly("pen|0", "ink|1", "nib|2");
        assertThat(rows(db, "SELECT k, data->>'item' FROM u ORDER BY k")).containsExactly("1|nib", "2|ink");
        assertThat(rows(db, "SELECT * FROM a ORDER BY id")).containsExactly("1|nib", "2|ink");
        assertThat(rows(db, "SELECT data FROM rawt")).containsExactly("{\"a\":1}", "[2,\"x\"]");
        assertThat(rows(db, "SELECT line FROM rawx")).containsExactly("{\"a\":1}", "[2,\"x\"]");
        assertThat(
                        rows(
                                db,
                                "SELECT s.name, s.type, s.envelope_type, s.key_format, s.value_format, k.topic, k.group_id_prefix FROM mz_sources s JOIN mz_kafka_sources k USING (id) ORDER BY 1"))
                .containsExactly(
                        "a|kafka|upsert|null|avro|orders|null",
                        "j|kafka|none|null|json|orders|null",
                        "raw|kafka|null|null|null|raw|g",
                        "u|kafka|upsert|text|json|orders|null");
        assertThat(rows(db, "SHOW CREATE SOURCE u").getFirst())
                .endsWith(
                        "FROM KAFKA CONNECTION materialize.c.k (TOPIC = 'orders')\nKEY FORMAT TEXT\nVALUE FORMAT JSON\nINCLUDE KEY AS k\nENVELOPE UPSERT\nEXPOSE PROGRESS AS materialize.c.u_progress;");
        refused(
                db,
                "CREATE SOURCE x FROM KAFKA CONNECTION r (TOPIC 'orders') FORMAT JSON",
                "XX000",
                "KAFKA source validation: materialize.c.r is not a KAFKA CONNECTION");
        refused(
                db,
                "CREATE SOURCE x FROM KAFKA CONNECTION k (TOPIC 'nope') FORMAT JSON",
                "0A000",
                "topic \"nope\" is not in sandbox.yml");
        refused(
                db,
                "CREATE SOURCE x FROM KAFKA CONNECTION k (TOPIC 'orders') FORMAT JSON INCLUDE KEY",
                "XX000",
                "INCLUDE KEY requires specifying KEY FORMAT");
        refused(
                db,
                "CREATE SOURCE x FROM KAFKA CONNECTION k (TOPIC 'orders') FORMAT JSON FOR ALL TABLES",
                "XX000",
                "only valid for multi-output sources");
    }

    // ---- webhooks

    private int post(String name, byte[] body, String... headers)
            throws SQLException, IOException, InterruptedException {
        String url = rows(db, "SELECT url FROM mz_internal.mz_webhook_sources LIMIT 1")
                .getFirst();
        return send(url.substring(0, url.lastIndexOf('/') + 1) + name, body, headers);
    }

    private static int send(String url, byte[] body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) request.headers(headers);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private int post(String name, String body, String... headers)
            throws SQLException, IOException, InterruptedException {
        return post(name, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    @Test
    void webhooksTakeWhatFits() throws SQLException, IOException, InterruptedException {
        run(
                db,
                "CREATE SOURCE \"a/b\" FROM WEBHOOK BODY FORMAT TEXT",
                "CREATE SOURCE j FROM WEBHOOK BODY FORMAT JSON INCLUDE HEADER 'X-Id' AS id INCLUDE HEADERS (NOT 'host', NOT 'user-agent', NOT 'connection', NOT 'content-length', NOT 'upgrade', NOT 'http2-settings')",
                "CREATE SOURCE l FROM WEBHOOK BODY FORMAT JSON ARRAY INCLUDE HEADERS ('x-id')",
                "CREATE SOURCE b FROM WEBHOOK BODY FORMAT BYTES");
        assertThat(rows(db, "SHOW COLUMNS FROM j")).containsExactly("body|f|jsonb|", "headers|f|map|", "id|t|text|");
        assertThat(post("a%2Fb", "will_work")).isEqualTo(200);
        assertThat(post("a/b", "wont")).isEqualTo(404);
        assertThat(post("nowhere", "x")).isEqualTo(404);
        assertThat(rows(db, "SELECT * FROM \"a/b\"")).containsExactly("will_work");

        assertThat(post("j", "{\"a\": 1}\n{\"a\": \"x y\"} [1]", "x-id", "7")).isEqualTo(200);
        assertThat(post("j", "invalid-json")).isEqualTo(400);
        assertThat(post("j", "{}", "x-id", "1", "x-id", "2")).isEqualTo(401);
        assertThat(rows(db, "SELECT body, headers::text, id, headers -> 'x-id' FROM j"))
                .containsExactly("{\"a\":1}|{x-id=>7}|7|7", "{\"a\":\"x y\"}|{x-id=>7}|7|7", "[1]|{x-id=>7}|7|7");

        assertThat(post("l", "[{\"n\": 1}, {\"n\": 2}]\n{\"n\": 3}", "x-id", "q, r"))
                .isEqualTo(200);
        assertThat(rows(db, "SELECT body->>'n', headers->'x-id' FROM l ORDER BY 1"))
                .containsExactly("1|q, r", "2|q, r", "3|q, r");

        assertThat(post("b", new byte[] {0, (byte) 255})).isEqualTo(200);
        assertThat(rows(db, "SELECT encode(body, 'hex') FROM b")).containsExactly("00ff");
        assertThat(post("b", new byte[2 * 1024 * 1024 + 1])).isEqualTo(413);
        run(db, "ALTER SOURCE b RENAME TO b2");
        assertThat(post("b", "x")).isEqualTo(404);
        assertThat(post("b2", "x")).isEqualTo(200);
        refused(db, "INSERT INTO b2 VALUES ('x')", "42809", "cannot insert into source");
    }

    @Test
    void checkDecides() throws Exception {
        run(
                db,
                "CREATE SECRET key AS 'shared_key'",
                "CREATE SOURCE w FROM WEBHOOK BODY FORMAT TEXT CHECK (WITH (HEADERS, BODY BYTES, SECRET key BYTES) constant_time_eq(decode(headers->'x-signature', 'base64'), hmac(body, key, 'sha256')))",
                "CREATE SOURCE s FROM WEBHOOK BODY FORMAT TEXT CHECK (WITH (BODY AS request_body) decode(request_body, 'hex') = '\\x42')");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared_key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature =
                Base64.getEncoder().encodeToString(mac.doFinal("using a secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(post("w", "using a secret", "x-signature", signature)).isEqualTo(200);
        assertThat(post("w", "another", "x-signature", signature)).isEqualTo(400);
        assertThat(post("w", "no header")).isEqualTo(400);
        assertThat(post("s", "z")).isEqualTo(400);
        assertThat(post("s", "42")).isEqualTo(200);
        assertThat(rows(db, "SELECT * FROM w")).containsExactly("using a secret");
        assertThat(rows(db, "SHOW CREATE SOURCE w").getFirst())
                .contains("CHECK (WITH (HEADERS, BODY BYTES, SECRET materialize.c.key BYTES) constant_time_eq(");
        refused(
                db,
                "CREATE SOURCE x FROM WEBHOOK BODY FORMAT TEXT CHECK (true)",
                "XX000",
                "does not reference any columns");
        refused(
                db,
                "CREATE SOURCE x FROM WEBHOOK BODY FORMAT TEXT CHECK (WITH (BODY) body)",
                "XX000",
                "CHECK must have type boolean, not type text");
        refused(db, "DROP SECRET key", "2BP01", "still depended upon by source \"w\"");
    }

    @Test
    void webhookIsAnsweredAgainAfterARestart(@TempDir Path folder) throws Exception {
        var request = new EmbeddedServer.Request(folder, OptionalInt.empty());
        String url;
        try (EmbeddedServer.Running first = new MaterializeSandbox().start(request);
                Connection connection = connect(first)) {
            run(connection, "CREATE SOURCE w FROM WEBHOOK BODY FORMAT TEXT");
            url = rows(connection, "SELECT url FROM mz_internal.mz_webhook_sources")
                    .getFirst();
            assertThat(send(url, "one".getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
        }
        try (EmbeddedServer.Running second = new MaterializeSandbox().start(request);
                Connection connection = connect(second)) {
            assertThat(rows(connection, "SELECT url FROM mz_internal.mz_webhook_sources"))
                    .containsExactly(url);
            assertThat(send(url, "two".getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
            assertThat(rows(connection, "SELECT body FROM w ORDER BY 1")).containsExactly("one", "two");
        }
    }

    private static Connection connect(EmbeddedServer.Running server) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/materialize", "materialize", server.password());
    }

    // ---- sinks

    @Test
    void sinksAreCheckedAndRecorded() throws SQLException {
        run(
                db,
                "CREATE CONNECTION k TO KAFKA (BROKER 'b', SECURITY PROTOCOL PLAINTEXT)",
                "CREATE TABLE t (id int NOT NULL, b text)",
                "CREATE TABLE t2 (id int NOT NULL)",
                "CREATE VIEW v AS SELECT * FROM t",
                "CREATE MATERIALIZED VIEW mv AS SELECT id, count(*) AS n FROM t GROUP BY id");
        String into = " INTO KAFKA CONNECTION k (TOPIC 'out') ";
        refused(
                db,
                "CREATE SINK s FROM v" + into + "FORMAT JSON ENVELOPE DEBEZIUM",
                "XX000",
                "v is a view, which cannot be exported as a sink");
        refused(
                db,
                "CREATE SINK s FROM t" + into + "FORMAT JSON ENVELOPE UPSERT",
                "XX000",
                "upsert sinks must specify a key");
        refused(
                db,
                "CREATE SINK s FROM t" + into + "KEY (id) FORMAT JSON ENVELOPE UPSERT",
                "XX000",
                "upsert key could not be validated as unique");
        refused(
                db,
                "CREATE SINK s FROM t" + into + "KEY (nope) FORMAT JSON ENVELOPE UPSERT",
                "XX000",
                "No such column: nope");
        refused(db, "CREATE SINK s FROM t" + into + "FORMAT JSON", "XX000", "ENVELOPE clause is required");
        run(
                db,
                "CREATE SINK s IN CLUSTER quickstart FROM mv" + into
                        + "KEY (id) FORMAT JSON ENVELOPE UPSERT WITH (SNAPSHOT = false)",
                "CREATE SINK d FROM t" + into + "KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
        assertThat(rows(db, "SHOW SINKS")).containsExactly("d|kafka|quickstart|", "s|kafka|quickstart|");
        String upstream =
                rows(db, "SELECT id FROM mz_objects WHERE name = 'mv'").getFirst();
        assertThat(rows(db, "SELECT create_sql FROM mz_sinks WHERE name = 's'").getFirst())
                .startsWith("CREATE SINK \"materialize\".\"c\".\"s\" IN CLUSTER [u1] FROM [" + upstream
                        + " AS \"materialize\".\"c\".\"mv\"] INTO KAFKA CONNECTION [")
                .endsWith(" (TOPIC = 'out') KEY (\"id\") FORMAT JSON ENVELOPE UPSERT WITH (SNAPSHOT = false)");
        assertThat(rows(db, "SHOW CREATE SINK s"))
                .containsExactly(
                        "materialize.c.s|CREATE SINK materialize.c.s\nIN CLUSTER quickstart\nFROM materialize.c.mv\nINTO KAFKA CONNECTION materialize.c.k (TOPIC = 'out')\nKEY (id)\nFORMAT JSON\nENVELOPE UPSERT\nWITH (SNAPSHOT = false);");
        assertThat(rows(db, "SELECT envelope_type, format, key_format, value_format FROM mz_sinks WHERE name = 's'"))
                .containsExactly("upsert|json|json|json");
        refused(
                db,
                "DROP TABLE t",
                "2BP01",
                "cannot drop table \"t\": still depended upon by view \"v\", materialized view \"mv\", sink \"d\"");
        refused(db, "DROP MATERIALIZED VIEW mv", "2BP01", "still depended upon by sink \"s\"");
        run(db, "ALTER SINK s SET FROM t2", "DROP MATERIALIZED VIEW mv");
        assertThat(rows(db, "SHOW CREATE SINK s").getFirst()).contains("FROM materialize.c.t2");
        refused(db, "ALTER SINK s SET FROM v", "XX000", "cannot be exported as a sink");
        run(db, "DROP TABLE t2 CASCADE", "COMMENT ON SINK d IS 'x'");
        assertThat(rows(db, "SHOW SINKS")).containsExactly("d|kafka|quickstart|x");
        assertThat(rows(db, "SELECT name, status FROM mz_internal.mz_sink_statuses"))
                .containsExactly("d|running");
    }
}
