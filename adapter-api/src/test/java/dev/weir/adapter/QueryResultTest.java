package dev.weir.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryResultTest {
    private static QueryResult of(String tag) {
        return QueryResult.ofTag(tag, List.of(), List.of());
    }

    @Test
    void numbersOfTheTagAreNoPartOfTheCode() {
        assertThat(of("INSERT 0 3").code()).isEqualTo("INSERT");
        assertThat(of("INSERT 0 3").rowsAffected()).isEqualTo(3);
        assertThat(of("CREATE MATERIALIZED VIEW").code()).isEqualTo("CREATE MATERIALIZED VIEW");
        assertThat(of("CREATE VIEW").rowsAffected()).isEqualTo(-1);
    }

    @Test
    void responseKeepsItsOrder() {
        assertThat(of("SELECT 5").response()).hasToString("{_message=SELECT 5, code=SELECT, rows_affected=5}");
    }
}
