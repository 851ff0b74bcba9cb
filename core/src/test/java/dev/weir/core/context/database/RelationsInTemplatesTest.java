package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationStyle;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Relations and their class, as macros meet them. The answers are those of dbt 1.11.16. */
final class RelationsInTemplatesTest {
    private static final RelationStyle STYLE = new RelationStyle(
            '"',
            PartPolicy.ALL,
            RelationStyle.COMMON_TYPES,
            Optional.empty(),
            List.of("table", "view"),
            List.of("table", "view"),
            true,
            OptionalInt.of(63));

    private static final RelationValue TABLE =
            new RelationValue(Relation.of(STYLE, "d", "s", "i").withType(Optional.of("table")), "PostgresRelation");

    private static Object call(RelationValue relation, String method, Object... arguments) {
        return ((PyCallable) Objects.requireNonNull(relation.attribute(method))).call(Arguments.of(arguments));
    }

    private static RelationValue filtered(RelationValue of, @org.jspecify.annotations.Nullable Long limit) {
        return new RelationValue(
                of.relation()
                        .withSubset(new Relation.Subset(
                                limit,
                                new Relation.EventTimeFilter(
                                        "at", Optional.of("2024-01-01 00:00:00"), Optional.empty()))),
                of.typeName());
    }

    @Test
    void aRelationIsMadeOfWhatItSaysOfItself() {
        Object dict = call(TABLE, "to_dict");
        assertThat(call(TABLE, "from_dict", dict)).isEqualTo(TABLE);
        assertThat(call(TABLE, "validate", dict)).isEqualTo(None.NONE);
        assertThat(Values.repr(dict))
                .startsWith("{'path': {'database': 'd', 'schema': 's', 'identifier': 'i'}, 'type': 'table',")
                .endsWith("'renameable_relations': ['table', 'view'], 'replaceable_relations': ['table', 'view']}");
        assertThatThrownBy(() -> call(TABLE, "validate", PyDict.of("a", 1L)))
                .isInstanceOf(PyError.class)
                .hasMessageContaining("Additional properties are not allowed ('a' was unexpected)");
    }

    @Test
    void limitAndTimeFilterAreRenderedOneByOneAndTogether() {
        RelationValue part = filtered(TABLE, 0L);
        String limited = "(select * from \"d\".\"s\".\"i\" where false limit 0) _dbt_limit_subq_i";
        assertThat(call(part, "render_limited")).isEqualTo(limited);
        assertThat(call(part, "render_event_time_filtered"))
                .isEqualTo("(select * from \"d\".\"s\".\"i\" where at >= '2024-01-01 00:00:00') _dbt_et_filter_subq_i");
        assertThat(part.str())
                .isEqualTo("(select * from " + limited + " where at >= '2024-01-01 00:00:00') _dbt_et_filter_subq_i");
        assertThat(call(TABLE, "render_event_time_filtered", "x")).isEqualTo("x");
    }

    @Test
    void aRelationIsNoDictionary() {
        for (String method : List.of("keys", "items", "values")) {
            assertThatThrownBy(() -> call(TABLE, method))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("was used as a dictionary");
        }
    }

    @Test
    void anEphemeralModelIsACte() {
        assertThat(Values.str(call(TABLE, "create_ephemeral_from", PyDict.of("name", "nn", "identifier", "ii"))))
                .isEqualTo("__dbt__cte__ii");
        assertThat(Values.str(call(TABLE, "create_ephemeral_from", PyDict.of("identifier", "ii"), 0L)))
                .isEqualTo("(select * from __dbt__cte__ii where false limit 0) _dbt_limit_subq___dbt__cte__ii");
    }

    @Test
    void theMacroOfAFunctionIsNamedByTypeAndLanguage() {
        Object config = call(
                TABLE,
                "get_function_config",
                PyDict.of("resource_type", "function", "language", "sql", "config", PyDict.of("type", "aggregate")));
        assertThat(call(TABLE, "get_function_macro_name", config)).isEqualTo("aggregate_function_sql");
        assertThat(call(TABLE, "get_function_config", PyDict.of("resource_type", "model")))
                .isEqualTo(None.NONE);
    }
}
