package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and maps. Results as Materialize's test/sqllogictest/list.slt and map.slt record them. */
class CollectionsIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "LIST[1,2,3]; {1,2,3}",
                "LIST[[1],[2,3]]; {{1},{2,3}}",
                "LIST[] :: INT LIST; {}",
                "LIST[[1, null], []] :: INT LIST LIST; {{1,NULL},{}}",
                "LIST[[[[1], [2]]], [[[3]]]]; {{{{1},{2}}},{{{3}}}}",
                "LIST['foo', 'f}o', null, 'null', 'NULL']; {foo,\"f}o\",NULL,null,\"NULL\"}",
                "list[list[list['\"']]]; {{{\"\\\"\"}}}",
                "LIST [1, 2, 3][2]; 2",
                "LIST [1, 2, 3][100]; null",
                "LIST [1, 2, 3][2:]; {2,3}",
                "LIST [1, 2, 3][100:]; null",
                "LIST [1, 2, 3][2:3][1:1]; {2}",
                "LIST [1, 2, 3][2:3][2]; 3",
                "LIST [[1, 2, 3], [4, 5]][1][3]; 3",
                "LIST [[1, 2, 3], [4, 5]][:2, 2:]; {{2,3},{5}}",
                "LIST [[1, 2, 3], [4, 5]][:, 3:3]; {{3},NULL}",
                "LIST [[1, 2, 3], [4, 5]][1:2][2][2:2][1]; 5",
                "LIST[1,2,3][1.5]; 2",
                "LIST[1, 2, 3][1:NULL]; null",
                "list_append(LIST[1, 2], 3); {1,2,3}",
                "list_append(LIST[[1], [2]], LIST[3]); {{1},{2},{3}}",
                "list_cat(NULL, LIST[1]); {1}",
                "list_ndims(LIST[[1],[1]]); 2",
                "list_length(LIST[[1],[1]]); 2",
                "LIST[1] || 2; {1,2}",
                "list_agg(LIST[1]); {{1}}",
                "'{  c  =>3, a=>     2, a => 1 }'::map[text=>int]; {a=>1,c=>3}",
                "'{1=>true}'::map[text=>bool]; {1=>t}",
                "'{a\\=\\>=>2}'::map[text=>int]; {\"a=>\"=>2}",
                "'{31=> normal \\ }'::map[text=>text]; {31=>\"normal  \"}",
                "'{hello=>{world=>nested}}'::map[text=>map[text=>text]] -> 'hello' -> 'world'; nested",
                "'{a=>1, b=>2}'::map[text=>int] -> 'c'; null",
                "'{a=>1, b=>2}'::map[text=>int] -> ARRAY['b', 'a', 'c']; {2,1,NULL}",
                "'{a=>1, b=>2}'::map[text=>int] @> '{a=>1}'::map[text=>int]; t",
                "MAP['b' => 1, 'a' => 2]; {a=>2,b=>1}",
                "map_length(MAP['a' => 1]); 1",
                "pg_typeof(LIST[1]); integer list",
                "pg_typeof(MAP['a' => LIST[1]]); map[text=>integer list]",
                "(ARRAY[1,2])[2]; 2",
                "ARRAY[[1,2],[3,4]][2][1]; 3",
            })
    void expressionsPrintAsInMaterialize(String expression, String text) throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            assertThat(rows(connection, "SELECT " + expression)).containsExactly(text);
        }
    }

    @Test
    void malformedTextIsRefused() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            refused(connection, "SELECT 'a=>1'::map[text=>int]", "22P02", "expected '{', found a: \"a=>1\"");
            refused(
                    connection,
                    "SELECT '{1=>true}'::map[int=>bool]",
                    "42804",
                    "map key type must be text, got integer");
            refused(
                    connection,
                    "SELECT '{hello=>{world=>true}}'::map[text=>bool]",
                    "22P02",
                    "unescaped '{' at beginning of value; perhaps you want a nested map");
            refused(
                    connection,
                    "SELECT LIST[1,2,3][:, :]",
                    "42804",
                    "cannot slice into 2 layers; list only has 1 layer");
            refused(connection, "SELECT LIST[1] + 1", "42883", "operator does not exist: integer list + integer");
            refused(connection, "SELECT 1::money", "42704", "type \"money\" does not exist");
        }
    }

    @Test
    void columnsKeepTheirTypesAndReadLiteralsAgain() throws SQLException {
        try (Connection connection = SANDBOX.connect()) {
            run(
                    connection,
                    "CREATE TABLE held (l int4 list, m map[text=>numeric], n text list list)",
                    "INSERT INTO held VALUES ('{1, 2}', '{b=>1.5, a=>2}', LIST[['x'],['y','z']])",
                    "CREATE VIEW of_held AS SELECT l, l[2] AS second, list_length(l) FROM held");
            assertThat(rows(connection, "SELECT * FROM held WHERE l = LIST[1,2]"))
                    .containsExactly("{1,2}|{a=>2,b=>1.5}|{{x},{y,z}}");
            refused(connection, "INSERT INTO held (l) VALUES ('{1,x}')", "22P02", "\"x\"");
            // as test/testdrive/webhook.td and test/sqllogictest/autogenerated/mz_catalog.slt have it
            assertThat(rows(connection, "SHOW COLUMNS FROM held"))
                    .containsExactly("l|t|list|", "m|t|map|", "n|t|list|");
            assertThat(rows(
                            connection,
                            "SELECT name, type, type_oid FROM mz_columns WHERE id = "
                                    + "(SELECT id FROM mz_views WHERE name = 'of_held') ORDER BY position"))
                    .containsExactly("l|list|16384", "second|integer|23", "list_length|integer|23");
        }
    }

    @Test
    void clientsSeeMaterializesOids() throws SQLException {
        try (Connection connection = SANDBOX.connect();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT LIST[1], MAP['a' => 1], '{1}'::int list")) {
            assertThat(result.getMetaData().getColumnLabel(1)).isEqualTo("list");
            assertThat(result.getMetaData().getColumnLabel(2)).isEqualTo("map");
            assertThat(result.getMetaData().getColumnLabel(3)).isEqualTo("list");
        }
    }
}
