package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CREATE TYPE, unsigned integers, functions. Sources: Materialize docs and test/sqllogictest/map.slt, types.slt. */
class TypesIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    @Test
    void typesOfUsersAreKeptShownAndDropped() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(
                    connection,
                    "CREATE TYPE int4_map AS MAP (KEY TYPE = text, VALUE TYPE = int4)",
                    "CREATE TYPE int_list AS LIST (ELEMENT TYPE = int4)",
                    "CREATE TYPE int_list_list AS LIST (ELEMENT TYPE = int_list)",
                    "CREATE TYPE pair AS (a int, b text)");
            assertThat(rows(connection, "SELECT '{a=>1,  b=>2}'::int4_map, pg_typeof(NULL::int4_map)"))
                    .containsExactly("{a=>1,b=>2}|int4_map");
            assertThat(rows(connection, "SELECT ('{{1}, {2}}'::int_list_list)[2][1], (ROW(1, 'x')::pair).b"))
                    .containsExactly("2|x");
            assertThat(rows(connection, "SHOW TYPES"))
                    .containsExactly("int4_map|", "int_list|", "int_list_list|", "pair|");
            assertThat(rows(
                            connection,
                            "SELECT t.name, l.element_id FROM mz_list_types l JOIN mz_types t ON t.id = l.id "
                                    + "ORDER BY t.name"))
                    .element(0)
                    .isEqualTo("int_list|s23");
            run(connection, "CREATE TABLE of_types (l int_list, p pair)");
            run(connection, "INSERT INTO of_types VALUES ('{1, 2}', ROW(1, 'y'))");
            assertThat(rows(connection, "SELECT * FROM of_types")).containsExactly("{1,2}|(1,y)");
            refused(
                    connection,
                    "DROP TYPE int_list",
                    "2BP01",
                    "still depended upon by type \"int_list_list\", table \"of_types\"");
            run(connection, "DROP TYPE int_list CASCADE", "DROP TYPE int4_map", "DROP TYPE pair");
            assertThat(rows(connection, "SHOW TYPES")).isEmpty();
            refused(
                    connection,
                    "CREATE TYPE m AS MAP (KEY TYPE = text, VALUE TYPE = numeric(38,0))",
                    "42601",
                    "CREATE TYPE ... AS MAP option VALUE TYPE cannot accept type modifier on pg_catalog.numeric, "
                            + "you must use the default type");
        }
    }

    @Test
    void unsignedIntegersKeepTheirRange() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            assertThat(rows(connection, "SELECT '7'::uint4 + 1::uint4, pg_typeof(1::uint2 * 2::uint2), 1.5::uint2"))
                    .containsExactly("8|uint2|2");
            refused(connection, "SELECT 70000::uint2", "22003", "\"70000\" uint2 out of range");
            refused(connection, "SELECT 1::uint4 - 2::uint4", "22003", "\"1 - 2\" uint4 out of range");
            refused(connection, "SELECT 1::numeric(40, 2)", "22023", "between 1 and 39");
        }
    }

    @Test
    void functionsOfMaterializeAreThere() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            assertThat(rows(connection, "SELECT crc32('The quick brown fox jumps over the lazy dog')"))
                    .containsExactly("1095738169");
            assertThat(rows(connection, "SELECT kafka_murmur2('hello'), kafka_murmur2('foobar'), kafka_murmur2('21')"))
                    .containsExactly("2132663229|1357151166|1173551340");
            assertThat(
                            rows(
                                    connection,
                                    "SELECT encode(hmac('The quick brown fox jumps over the lazy dog', 'key', 'sha256'), 'hex')"))
                    .containsExactly("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
            assertThat(rows(connection, "SELECT try_parse_monotonic_iso8601_timestamp('2024-02-30T04:05:06.789Z')"))
                    .containsExactly("null");
        }
    }

    @Test
    void functionsOfPostgresThatMaterializeLacksAreNotFound() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            refused(connection, "SELECT random()", "42883", "function random() does not exist");
            refused(connection, "SELECT json_agg(1)", "42883", "function json_agg(integer) does not exist");
            refused(connection, "SELECT nosuch(1, 'a')", "42883", "function nosuch(integer, unknown) does not exist");
            refused(connection, "SELECT 1 + 'a'::text", "42883", "operator does not exist: integer + text");
            refused(connection, "SELECT pretty_sql('select 1')", "0A000", "sandbox: the function pretty_sql");
        }
    }
}
