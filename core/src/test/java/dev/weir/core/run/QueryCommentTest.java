package dev.weir.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import org.junit.jupiter.api.Test;

/** Comments are the reference's, recorded. */
class QueryCommentTest {
    @Test
    void usualCommentNamesNodeOrConnection() {
        QueryComment comment = QueryComment.usual("1.11.16", "shop", "dev");
        assertThat(comment.on("model.shop.orders", "model.shop.orders").apply("select 1"))
                .isEqualTo("/* {\"app\": \"dbt\", \"dbt_version\": \"1.11.16\", \"profile_name\": \"shop\","
                        + " \"target_name\": \"dev\", \"node_id\": \"model.shop.orders\"} */\nselect 1");
        assertThat(comment.on("", "list_shop").apply("x")).contains("\"connection_name\": \"list_shop\"");
    }

    @Test
    void ownCommentCannotEndItself() {
        assertThatThrownBy(() -> QueryComment.around("a */ drop", false))
                .isInstanceOf(WeirException.class)
                .hasMessage("query comment contains illegal value \"*/\": a */ drop");
    }

    @Test
    void appendedCommentStandsBeforeTheSemicolon() {
        assertThat(QueryComment.around("x", true).apply("select 1;\n")).isEqualTo("select 1\n/* x */;");
        assertThat(QueryComment.around("x", true).apply("select 1")).isEqualTo("select 1\n/* x */");
    }
}
