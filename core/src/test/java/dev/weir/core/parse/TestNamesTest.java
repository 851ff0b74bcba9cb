package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names and digests as the reference gave them. */
class TestNamesTest {
    private static Map<String, @Nullable Object> arguments(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            map.put(String.valueOf(namesAndValues[at]), namesAndValues[at + 1]);
        }
        return map;
    }

    @Test
    void argumentsFollowInOrderOfTheirNames() {
        TestNames names = TestNames.of("at_least", "orders", arguments("column_name", "total", "bound", 0L));
        assertThat(names).isEqualTo(new TestNames("at_least_orders_0__total", "at_least_orders_0__total"));
    }

    @Test
    void longNameGetsAShortForm() {
        TestNames names = TestNames.of(
                "accepted_values",
                "stg_products",
                arguments("column_name", "category", "values", List.of("digging", "cutting", "watering", "clothing")));
        assertThat(names.full())
                .isEqualTo("accepted_values_stg_products_category__digging__cutting__watering__clothing");
        assertThat(names.compiled()).isEqualTo("accepted_values_stg_products_1a7172f1b80bf20ff93fd5066a1e87c7");
    }

    @Test
    void runsOfOddCharactersBecomeOneUnderscore() {
        TestNames names = TestNames.of(
                "relationships",
                "stg_orders",
                arguments("column_name", "customer_id", "to", "ref('stg_customers')", "field", "customer_id"));
        assertThat(names.full()).isEqualTo("relationships_stg_orders_customer_id__customer_id__ref_stg_customers_");
    }

    @Test
    void valuesAreWrittenAsPythonWritesThem() {
        List<@Nullable Object> values = new java.util.ArrayList<>(List.of("a b", "it's", 3L, true));
        values.add(null);
        values.add(2.5);
        TestNames names = TestNames.of(
                "accepted_values", "stg_a", arguments("column_name", "\"id\"", "values", values, "quote", false));
        assertThat(names.full()).isEqualTo("accepted_values_stg_a__id___False__a_b__it_s__3__True__None__2_5");
    }

    @Test
    void hashIsTheReferences() {
        String hash = TestNames.hash(
                "unique_orders_order_id",
                "unique",
                Optional.empty(),
                arguments("column_name", "order_id", "model", "{{ get_where_subquery(ref('orders')) }}"));
        assertThat(hash).isEqualTo("fed79b3a6e");
    }
}
