package dev.weir.sandbox;

import static dev.weir.sandbox.SandboxUnderTest.refused;
import static dev.weir.sandbox.SandboxUnderTest.rows;
import static dev.weir.sandbox.SandboxUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a transaction may hold. Source: Materialize docs, "BEGIN"; its test/sqllogictest/transactions.slt. */
class TransactionsIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    private Connection own = SandboxUnderTest.NONE;
    private Connection other = SandboxUnderTest.NONE;

    @BeforeEach
    void connect() throws SQLException {
        own = SANDBOX.connect("preferQueryMode", "simple");
        other = SANDBOX.connect();
        run(
                own,
                "DROP SCHEMA IF EXISTS public CASCADE",
                "CREATE SCHEMA public",
                "CREATE TABLE t (a int)",
                "INSERT INTO t VALUES (1)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        own.close();
        other.close();
    }

    @Test
    void readsAndWritesDoNotMixButConstantsDo() throws SQLException {
        run(own, "BEGIN", "SELECT 1", "INSERT INTO t VALUES (2)", "SELECT now()");
        refused(own, "SELECT * FROM t", "25000", "transaction in write-only mode");
        refused(own, "SELECT 1", "25P02", "current transaction is aborted");
        run(own, "ROLLBACK", "BEGIN", "SELECT * FROM t");
        refused(own, "INSERT INTO t VALUES (3)", "25006", "transaction in read-only mode");
        run(own, "ROLLBACK");
        refused(own, "INSERT INTO t VALUES (5); BEGIN; SELECT * FROM t", "25000", "transaction in write-only mode");
        run(own, "ROLLBACK");
        assertThat(rows(own, "SELECT * FROM t")).containsExactly("1");
    }

    @Test
    void blockReadsTheSchemasOfItsFirstReadAlone() throws SQLException {
        run(
                own,
                "DROP SCHEMA IF EXISTS other CASCADE",
                "CREATE SCHEMA other",
                "CREATE TABLE other.t (i int)",
                "CREATE VIEW other.of_public AS SELECT a FROM materialize.public.t",
                "CREATE VIEW constant AS SELECT 1");
        String error = "Transactions can only reference objects in the same timedomain. "
                + "See https://materialize.com/docs/sql/begin/#same-timedomain-error";
        refused(own, "SELECT * FROM t; SELECT * FROM other.t", "25000", error);
        run(own, "BEGIN", "SELECT * FROM constant", "SELECT * FROM t", "SELECT * FROM other.of_public");
        run(own, "SELECT * FROM pg_class LIMIT 1", "SELECT * FROM other.t AS OF AT LEAST 0");
        refused(
                own,
                "SELECT * FROM t, other.t",
                "25000",
                "outside the transaction's time domain:\n\"materialize.other.t\"\n"
                        + "Only the following relations are available:\n\"materialize.public.t\"\n\"mz_catalog.mz_array_types\"\n");
        run(own, "ROLLBACK", "BEGIN", "SELECT * FROM t");
        run(other, "CREATE TABLE later (a int)");
        refused(own, "SELECT * FROM later", "25000", error);
        run(own, "ROLLBACK", "BEGIN", "SELECT * FROM t, other.t", "SELECT * FROM later", "COMMIT");
    }

    @Test
    void blockThatBeginsWithTheCatalogStaysWithIt() throws SQLException {
        String routed =
                "querying the following items \"materialize.public.t\" is not allowed from the \"mz_catalog_server\" cluster";
        for (String first : new String[] {"SELECT 1", "SHOW TABLES", "SELECT 1 FROM mz_types LIMIT 1"}) {
            run(own, "BEGIN", first, "SELECT 2");
            refused(own, "SELECT * FROM t", "2F003", routed);
            run(own, "ROLLBACK");
        }
        run(own, "BEGIN", "SELECT row(1, 2)", "SELECT 1 FROM mz_types LIMIT 1", "SELECT 3 FROM pg_type LIMIT 1");
        refused(own, "SELECT * FROM t", "25000", "Transactions can only reference objects in the same timedomain.");
        run(own, "ROLLBACK", "BEGIN", "SELECT now()", "SELECT * FROM t", "COMMIT");
    }

    @Test
    void driverThatBeginsBlocksByItselfHearsOfTheSchemas() throws SQLException {
        run(own, "DROP SCHEMA IF EXISTS far CASCADE", "CREATE SCHEMA far", "CREATE TABLE far.t (i int)");
        other.setAutoCommit(false);
        try (var statement = other.prepareStatement("SELECT a FROM t WHERE a > ?")) {
            for (int i = 0; i < 7; i++) { // from the fifth on it has a name
                statement.setInt(1, 0);
                statement.setFetchSize(1);
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                }
            }
        }
        refused(other, "SELECT * FROM far.t", "25000", "\"materialize.far.t\"");
        other.rollback();
        assertThat(rows(other, "SELECT * FROM far.t")).isEmpty();
        other.rollback();
        other.setAutoCommit(true);
        assertThat(rows(other, "SELECT 1")).containsExactly("1");
        assertThat(rows(other, "SELECT a FROM t")).containsExactly("1");
    }

    @Test
    void whatABlockReadsStaysAsItWas() throws SQLException {
        run(own, "BEGIN");
        assertThat(rows(own, "SELECT a FROM t")).containsExactly("1");
        run(other, "INSERT INTO t VALUES (3)");
        assertThat(rows(own, "SELECT a FROM t")).containsExactly("1");
        run(own, "COMMIT");
        assertThat(rows(own, "SELECT a FROM t ORDER BY a")).containsExactly("1", "3");
    }

    @Test
    void oneOtherStatementIsPutOffUntilCommit() throws SQLException {
        run(own, "BEGIN", "CREATE TABLE later (a int)");
        assertThat(rows(other, "SHOW TABLES")).containsExactly("t|");
        refused(own, "SELECT 1", "25000", "this transaction can only execute a single statement");
        run(own, "ROLLBACK", "BEGIN", "CREATE TABLE later (a int)", "COMMIT");
        assertThat(rows(other, "SHOW TABLES")).containsExactly("later|", "t|");
        run(own, "BEGIN", "CREATE TABLE later (a int)");
        refused(own, "COMMIT", "42710", "table \"materialize.public.later\" already exists");
        refused(
                own,
                "CREATE TABLE u (i int); SELECT 1",
                "25001",
                "CREATE TABLE u (i int) cannot be run inside a transaction block");
        refused(own, "SELECT 1; DELETE FROM t", "25001", "DELETE FROM t cannot be run inside a transaction block");
    }

    @Test
    void changesOfNamesStandAloneAndFailWhenTheCatalogMoved() throws SQLException {
        run(own, "CREATE SCHEMA blue", "CREATE SCHEMA green", "BEGIN", "ALTER SCHEMA blue SWAP WITH green");
        refused(
                own,
                "SELECT * FROM t",
                "25000",
                "transactions which modify objects are restricted to just modifying objects");
        run(own, "ROLLBACK", "BEGIN", "ALTER SCHEMA green RENAME TO purple");
        run(other, "CREATE TABLE yellow (x int)");
        refused(
                own,
                "ALTER SCHEMA blue RENAME TO pink",
                "40001",
                "another session modified the catalog while this DDL transaction was open");
        run(own, "ROLLBACK", "BEGIN", "ALTER SCHEMA green RENAME TO purple");
        run(other, "DROP TABLE yellow");
        refused(own, "COMMIT", "40001", "another session modified the catalog while this DDL transaction was open");
        run(own, "BEGIN", "ALTER SCHEMA blue RENAME TO pink", "ALTER SCHEMA pink RENAME TO red", "COMMIT");
        assertThat(rows(own, "SELECT name FROM mz_schemas WHERE id LIKE 'u%' ORDER BY name"))
                .containsExactly("green", "public", "red");
        run(own, "DROP SCHEMA red", "DROP SCHEMA green", "BEGIN", "SELECT * FROM t");
        refused(own, "ALTER TABLE t RENAME TO r", "25006", "transaction in read-only mode");
        run(own, "ROLLBACK");
    }

    @Test
    void subscriptionIsTheOnlyReadUnlessATimeIsSaid() throws SQLException {
        refused(
                own,
                "DECLARE c CURSOR FOR SUBSCRIBE t; FETCH 0 c; SELECT * FROM t",
                "25000",
                "SUBSCRIBE in transactions must be the only read statement");
        refused(
                own,
                "SELECT * FROM t LIMIT 0; DECLARE c CURSOR FOR SUBSCRIBE t",
                "25006",
                "SELECT queries cannot be combined with other query types, including SUBSCRIBE.");
        run(own, "SELECT * FROM t LIMIT 0; DECLARE c CURSOR FOR SUBSCRIBE t AS OF 18446744073709; FETCH 0 c");
    }

    @Test
    void modesAndVariablesAreSetBeforeTheFirstQuery() throws SQLException {
        run(own, "BEGIN READ ONLY");
        refused(own, "INSERT INTO t VALUES (1)", "25006", "transaction in read-only mode");
        run(
                own,
                "ROLLBACK",
                "BEGIN READ ONLY",
                "BEGIN READ WRITE",
                "INSERT INTO t VALUES (1)",
                "ROLLBACK",
                "BEGIN READ ONLY",
                "SELECT 1");
        refused(own, "BEGIN READ WRITE", "25001", "transaction read-write mode must be set before any query");
        run(own, "ROLLBACK", "BEGIN", "SELECT * FROM t");
        refused(own, "SET cluster = quickstart", "25001", "SET cluster cannot be called in an active transaction");
        run(own, "ROLLBACK");
        refused(own, "COMMIT AND CHAIN", "0A000", "CHAIN not yet supported");
    }

    @Test
    void insertOfAPipelineIsKeptWhenALaterStatementFails() throws SQLException {
        refused(own, "INSERT INTO t VALUES (5); SELECT 1/(SELECT 0)", "22012", "division by zero");
        assertThat(rows(own, "SELECT a FROM t")).containsExactly("1");
    }

    @Test
    void statementsArePreparedByName() throws SQLException {
        run(own, "PREPARE p AS SELECT a + $1 AS sum FROM t", "PREPARE i AS INSERT INTO t VALUES ($1)");
        assertThat(rows(own, "EXECUTE p (10)")).containsExactly("11");
        run(own, "EXECUTE i (5)", "BEGIN");
        assertThat(rows(own, "EXECUTE p (0)")).containsExactlyInAnyOrder("1", "5");
        refused(own, "EXECUTE i (6)", "25006", "transaction in read-only mode");
        run(own, "ROLLBACK", "DEALLOCATE p");
        refused(own, "EXECUTE p (1)", "26000", "prepared statement \"p\" does not exist");
        refused(own, "PREPARE i AS SELECT 1", "42P05", "prepared statement \"i\" already exists");
    }

    @Test
    void explanationSaysWhoseItIs() throws SQLException {
        run(own, "CREATE VIEW v AS SELECT a FROM t");
        for (String sql : new String[] {
            "EXPLAIN SELECT * FROM t", "EXPLAIN OPTIMIZED PLAN FOR VIEW v", "EXPLAIN PHYSICAL PLAN AS JSON FOR SELECT 1"
        }) {
            assertThat(rows(own, sql).getFirst()).contains("sandbox: PostgreSQL's plan");
            assertThat(rows(other, sql).getFirst()).contains("sandbox: PostgreSQL's plan");
        }
        refused(own, "EXPLAIN ANALYZE MEMORY FOR MATERIALIZED VIEW v", "0A000", "sandbox: EXPLAIN ANALYZE MEMORY");
        refused(own, "EXPLAIN SELECT * FROM nowhere", "42P01", "unknown catalog item 'nowhere'");
    }
}
