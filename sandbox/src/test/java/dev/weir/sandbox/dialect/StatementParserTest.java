package dev.weir.sandbox.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        var create = (ViewChange.CreateMaterializedView) parse(
                "create materialized view \"d\".\"s\".\"m\" in cluster c with (retain history for '1h', assert not null a, "
                        + "assert not null = \"B\") as ( select 1 as a )");
        assertThat(create.cluster()).contains("c");
        assertThat(create.options().assertedNotNull()).containsExactly("a", "B");
        assertThat(create.options().retainHistory()).contains("1h");
        assertThat(create.head().name().parts()).containsExactly("d", "s", "m");
    }

    @Test
    void refreshSchedulesAreKeptInTheirOrder() {
        var create = (ViewChange.CreateMaterializedView)
                parse(
                        "create materialized view m with (refresh at creation, refresh every '1 day' aligned to now()) as select 1");
        assertThat(create.options().refresh()).hasSize(2);
        assertThat(create.options().refresh().getLast())
                .isInstanceOfSatisfying(ViewChange.Refresh.Every.class, every -> {
                    assertThat(every.interval()).isEqualTo("1 day");
                    assertThat(every.alignedTo().orElseThrow().written()).isEqualTo("now()");
                });
    }

    @Test
    void indexFormsAreTold() {
        var byDefault = (IndexChange.CreateIndex) parse("create default index in cluster c on d.s.v");
        assertThat(byDefault.keys()).isEmpty();
        assertThat(byDefault.cluster()).contains("c");
        var named = (IndexChange.CreateIndex) parse("create index \"i\" on v (a, lower(b))");
        assertThat(named.name()).contains("i");
        assertThat(named.keys()).extracting(SqlFragment::written).containsExactly("a", "lower(b)");
    }

    @Test
    void clusterOptionsMayStandWithOrWithoutParentheses() {
        var plain = (ClusterChange.CreateCluster) parse("create cluster c size = '25cc', replication factor 2");
        var wrapped = (ClusterChange.CreateCluster)
                parse("CREATE CLUSTER \"c\" ( SIZE '25cc', SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = '1h') )");
        assertThat(plain.options().values()).containsEntry("size", "25cc").containsEntry("replication factor", "2");
        assertThat(wrapped.options().values()).containsEntry("schedule", "on-refresh");
        var unmanaged =
                (ClusterChange.CreateCluster) parse("create cluster c replicas (r1 (size '25cc'), r2 (size '50cc'))");
        assertThat(unmanaged.options().replicas())
                .extracting(ClusterChange.Replica::name)
                .containsExactly("r1", "r2");
    }

    @Test
    void sourceKeepsWhatItIsMadeFrom() {
        var source = (SourceChange.CreateSource)
                parse(
                        "create source s in cluster c from postgres connection d.s.k "
                                + "(publication 'p', text columns (a.b, \"C\".d)) for tables (x as y, z.w) expose progress as sp with (retain history = for '1h')");
        assertThat(source.upstream()).isInstanceOfSatisfying(SourceChange.Upstream.Connected.class, upstream -> {
            assertThat(upstream.kind()).isEqualTo(SourceChange.Kind.POSTGRES);
            assertThat(upstream.options())
                    .extracting(Option::written)
                    .containsExactly("PUBLICATION = 'p'", "TEXT COLUMNS = (\"a\".\"b\", \"C\".\"d\")");
        });
        assertThat(source.tables())
                .isInstanceOfSatisfying(
                        SourceChange.Tables.Some.class,
                        some -> assertThat(some.tables())
                                .extracting(table -> table.reference() + " " + table.as())
                                .containsExactly("x Optional[y]", "z.w Optional.empty"));
        assertThat(source.progress().orElseThrow().dotted()).isEqualTo("sp");
        assertThat(source.with()).extracting(Option::written).containsExactly("RETAIN HISTORY = '1h'");
    }

    @Test
    void subscribeReadsItsClausesInAnyOrder() {
        var subscribe = (Statement.Subscribe) parse("subscribe (select a from t) envelope upsert (key (a)) "
                + "with (snapshot = false, progress) as of at least 5 up to 2 + 7");
        assertThat(subscribe.snapshot()).isFalse();
        assertThat(subscribe.progress()).isTrue();
        assertThat(subscribe.envelope().orElseThrow().key()).containsExactly("a");
        assertThat(subscribe.asOf().orElseThrow().written()).isEqualTo("5");
        assertThat(subscribe.upTo().orElseThrow().written()).isEqualTo("2 + 7");
        assertThat(subscribe.asOfAtLeast()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create materialized view m as select 1 | CREATE MATERIALIZED VIEW",
                "alter cluster c set (size '25cc') | ALTER CLUSTER",
                "create cluster replica c.r (size '25cc') | CREATE CLUSTER REPLICA",
                "revoke select on t from r | REVOKE",
                "drop materialized view m | DROP MATERIALIZED VIEW",
                "insert into t values (1) | INSERT",
                "close c | CLOSE CURSOR",
                "commit | COMMIT",
                "alter system reset all | ALTER SYSTEM",
                "reassign owned by a to b | REASSIGN OWNED",
            })
    void tagNamesTheStatement(String sql, String tag) {
        assertThat(parse(sql.strip()).tag()).isEqualTo(tag);
    }

    /** Every form of the documentation's grammar; the file's first column is the record it must become. */
    @ParameterizedTest
    @MethodSource("forms")
    void formOfTheDocumentationIsUnderstood(String expected, String sql) {
        Statement statement = parse(sql);
        assertThat(statement.getClass().getSimpleName()).isEqualTo(expected);
    }

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> forms() throws java.io.IOException {
        try (var in = StatementParserTest.class.getResourceAsStream("/golden/sandbox/grammar/forms.tsv")) {
            String text = new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(row -> org.junit.jupiter.params.provider.Arguments.of(row[0], row[1]));
        }
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
                "select pg_read_file('/etc/passwd')",
                "select * from pg_ls_dir('.')",
                "select pg_catalog.set_config('a','b',false)",
                "select lo_import('/etc/passwd')",
                "select query_to_xml('select 1', true, true, '')"
            })
    void functionsThatReachBehindDoNotExist(String sql) {
        var query = (Statement.Query) StatementParser.parse(sql).getFirst().statement();
        assertThat(query.text().edits().toString()).contains("sql=\"" + Functions.ABSENT);
    }
}
