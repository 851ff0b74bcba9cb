package dev.weir.sandbox.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    private static Statement parse(String sql) {
        List<ParsedStatement> statements = StatementParser.parse(sql);
        assertThat(statements).hasSize(1);
        return statements.getFirst().statement();
    }

    private static List<String> relations(String sql) {
        return ((Statement.Query) parse(sql))
                .text().relations().stream().map(use -> use.name().dotted()).toList();
    }

    @Test
    void severalStatementsAreSplitAndBlankOnesDropped() {
        assertThat(StatementParser.parse(";; select 1 ; -- nothing\n; show cluster;"))
                .extracting(ParsedStatement::text)
                .containsExactly("select 1", "show cluster");
        assertThat(StatementParser.parse("-- only a comment")).isEmpty();
    }

    @Test
    void relationsOfAQueryAreFoundEverywhereButBehindCommonTableExpressions() {
        assertThat(relations("""
                with x as (select * from a.b), y as (select * from x)
                select (select max(q) from c), array(select 1 from d) from y
                join lateral (select * from "DB".s.e) z on true, f, generate_series(1, 2) g
                where exists (select from h) and u in (values (1)) union all (select * from i) order by 1""")).containsExactly("a.b", "c", "d", "DB.s.e", "f", "h", "i");
    }

    @Test
    void fromInsideFunctionsAndDistinctFromAreNoClauses() {
        assertThat(relations(
                        "select extract(epoch from now()), substring(x from 2), a is not distinct from b, left(c, 1) "
                                + "from t where d is distinct from e"))
                .containsExactly("t");
    }

    @Test
    void qualifiedColumnNamesOfThreePartsNameTheirRelation() {
        assertThat(relations("select s.t.c, d.s.t.c, t.c, s.t.* from d.s.t"))
                .containsExactly("s.t", "d.s.t", "s.t", "d.s.t");
    }

    @Test
    void materializedViewKeepsItsOptions() {
        var create = (Statement.CreateMaterializedView) parse(
                "create materialized view \"d\".\"s\".\"m\" in cluster c with (retain history for '1h', assert not null a, "
                        + "assert not null = \"B\") as ( select 1 as a )");
        assertThat(create.cluster()).contains("c");
        assertThat(create.options().assertedNotNull()).containsExactly("a", "B");
        assertThat(create.options().recorded()).containsExactly("retain history for '1h'");
        assertThat(create.head().name().parts()).containsExactly("d", "s", "m");
    }

    @Test
    void refreshScheduleIsRefusedHonestly() {
        var refused = (Statement.Unsupported)
                parse("create materialized view m with (refresh every '1 day' aligned to now()) as select 1");
        assertThat(refused.reason().sqlState()).isEqualTo("0A000");
        assertThat(refused.reason().message()).isEqualTo("sandbox: REFRESH EVERY");
    }

    @Test
    void indexFormsAreTold() {
        var byDefault = (Statement.CreateIndex) parse("create default index in cluster c on d.s.v");
        assertThat(byDefault.keys()).isEmpty();
        assertThat(byDefault.cluster()).contains("c");
        var named = (Statement.CreateIndex) parse("create index \"i\" on v (a, lower(b))");
        assertThat(named.name()).contains("i");
        assertThat(named.keys()).extracting(SqlFragment::written).containsExactly("a", "lower(b)");
    }

    @Test
    void clusterOptionsMayStandWithOrWithoutParentheses() {
        var plain = (Statement.CreateCluster) parse("create cluster c size = '25cc', replication factor 2");
        var wrapped = (Statement.CreateCluster)
                parse("CREATE CLUSTER \"c\" ( SIZE '25cc', SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = '1h') )");
        assertThat(plain.options().values()).containsEntry("size", "25cc").containsEntry("replication factor", "2");
        assertThat(wrapped.options().values()).containsEntry("schedule", "on-refresh");
        var unmanaged =
                (Statement.CreateCluster) parse("create cluster c replicas (r1 (size '25cc'), r2 (size '50cc'))");
        assertThat(unmanaged.options().replicas())
                .extracting(Statement.Replica::name)
                .containsExactly("r1", "r2");
    }

    @Test
    void loadGeneratorReadsItsTick() {
        var source = (Statement.CreateLoadGenerator)
                parse("create source s in cluster c from load generator auction (tick interval '50ms') for all tables");
        assertThat(source.generator().tick()).hasMillis(50);
        assertThat(source.allTables()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selec 1 | Expected a keyword at the beginning of a statement, found identifier \"selec\" | 0",
                "select from t where | Expected an expression, found EOF | 19",
                "select (1 | Expected right parenthesis, found EOF | 9",
                "create table t as select 1 | Expected left parenthesis, found AS | 15",
                "create view v select 1 | Expected AS, found SELECT | 14",
                "drop view | Expected identifier, found EOF | 9",
                "insert into t (a) values (1) on conflict do nothing | Expected end of statement, found ON | 29",
                "select 1 select 2 | Expected end of statement, found SELECT | 9",
                "do $$ begin end $$ | Expected a keyword at the beginning of a statement, found identifier \"do\" | 0",
                "select * from t, | Expected identifier, found EOF | 16",
            })
    void whatIsNoStatementIsRefusedWithItsPosition(String sql, String message, int position) {
        assertThatThrownBy(() -> StatementParser.parse(sql.strip())).isInstanceOfSatisfying(SqlError.class, error -> {
            assertThat(error.sqlState()).isEqualTo("42601");
            assertThat(error.message()).isEqualTo(message);
            assertThat(error.position()).isEqualTo(position);
        });
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackEnds() {
        String sql = "select " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertThatThrownBy(() -> StatementParser.parse(sql))
                .isInstanceOfSatisfying(
                        SqlError.class,
                        error -> assertThat(error.message())
                                .isEqualTo("statement exceeds nested expression limit of 128"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain select 1",
                "subscribe t",
                "create secret s as '1'",
                "create source s from kafka connection k (topic 't')",
                "create sink s from v into kafka connection k (topic 't')",
                "alter source s add subsource x",
                "revoke usage on schema s from r",
                "create table t from source s (reference x)"
            })
    void whatOnlyARealMaterializeCanDoIsUnderstoodAndRefused(String sql) {
        assertThat(parse(sql)).isInstanceOfSatisfying(Statement.Unsupported.class, refused -> {
            assertThat(refused.reason().sqlState()).isEqualTo("0A000");
            assertThat(refused.reason().message()).startsWith("sandbox: ");
            assertThat(refused.reason().hint()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_read_file('/etc/passwd')",
                "select * from pg_ls_dir('.')",
                "select pg_catalog.set_config('a','b',false)",
                "select lo_import('/etc/passwd')",
                "select query_to_xml('select 1', true, true, '')"
            })
    void functionsThatReachBehindDoNotExist(String sql) {
        assertThatThrownBy(() -> StatementParser.parse(sql))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.sqlState()).isEqualTo("42883"));
    }
}
