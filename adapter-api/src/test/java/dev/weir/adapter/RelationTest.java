package dev.weir.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Renderings are the reference's, recorded. */
class RelationTest {
    private static final RelationStyle STYLE = new RelationStyle(
            '"',
            PartPolicy.ALL,
            RelationStyle.COMMON_TYPES,
            Optional.empty(),
            List.of("view", "table"),
            List.of("view", "table"),
            true,
            OptionalInt.of(63));
    private static final Relation RELATION = Relation.of(STYLE, "db", "sc", "id");

    @Test
    void quotesEachPart() {
        assertThat(RELATION.render()).isEqualTo("\"db\".\"sc\".\"id\"");
    }

    @Test
    void policiesSayWhatIsQuotedAndWhatIsWritten() {
        assertThat(RELATION.withInclude(PartPolicy.ALL.withDatabase(false)).render())
                .isEqualTo("\"sc\".\"id\"");
        assertThat(RELATION.withQuote(PartPolicy.ALL.withSchema(false)).render())
                .isEqualTo("\"db\".sc.\"id\"");
    }

    @Test
    void absentPartsAreNotWritten() {
        assertThat(Relation.of(STYLE, Optional.empty(), Optional.of("sc"), Optional.of("id"))
                        .render())
                .isEqualTo("\"sc\".\"id\"");
        assertThat(RELATION.withoutIdentifier().render()).isEqualTo("\"db\".\"sc\"");
    }

    @Test
    void zeroRowsReadNothingAndNeedAnAlias() {
        assertThat(RELATION.withSubset(Relation.Subset.limit(0)).render())
                .isEqualTo("(select * from \"db\".\"sc\".\"id\" where false limit 0) _dbt_limit_subq_id");
        assertThat(RELATION.withSubset(Relation.Subset.limit(5)).render())
                .isEqualTo("(select * from \"db\".\"sc\".\"id\" limit 5) _dbt_limit_subq_id");
    }

    @Test
    void namesThatDifferInCaseMatchApproximately() {
        RelationPath path = RELATION.path();
        assertThat(path.match(new RelationPath(Optional.of("db"), Optional.of("sc"), Optional.of("id"))))
                .isEqualTo(RelationPath.Match.EXACT);
        assertThat(path.match(new RelationPath(Optional.empty(), Optional.empty(), Optional.of("ID"))))
                .isEqualTo(RelationPath.Match.APPROXIMATE);
        assertThat(path.match(new RelationPath(Optional.of("DB"), Optional.of("sc"), Optional.of("other"))))
                .isEqualTo(RelationPath.Match.NONE);
    }
}
