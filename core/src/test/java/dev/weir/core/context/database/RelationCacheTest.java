package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import dev.weir.adapter.RelationStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RelationCacheTest {
    private static final RelationStyle STYLE = new RelationStyle(
            '"',
            PartPolicy.ALL,
            RelationStyle.COMMON_TYPES,
            Optional.empty(),
            List.of(),
            List.of(),
            true,
            OptionalInt.empty());

    private final RelationCache cache = new RelationCache();

    private static Relation relation(String name, String type) {
        return Relation.of(STYLE, "db", "s", name).withType(Optional.of(type));
    }

    private boolean holds(String name) {
        return cache.find(relation(name, "view").path()).isPresent();
    }

    @Test
    void droppingTakesWhatDependedOnItAlong() {
        cache.load(
                Optional.of("db"), "s", List.of(relation("a", "table"), relation("b", "view"), relation("c", "view")));
        cache.link(relation("a", "table").path(), relation("b", "view").path());
        cache.link(relation("b", "view").path(), relation("c", "view").path());
        cache.drop(relation("a", "table").path());
        assertThat(cache.inSchema(Optional.of("db"), "s")).isEmpty();
    }

    @Test
    void whatOneDidIsTakenBackAndWhatOthersDidStays() {
        cache.load(Optional.of("db"), "s", List.of(relation("a", "view"), relation("b", "view")));
        cache.link(relation("a", "view").path(), relation("b", "view").path());
        RelationCache.Undo undo = new RelationCache.Undo();
        cache.recorded(undo, () -> {
            cache.rename(relation("a", "view").path(), relation("a__dbt_backup", "view"));
            cache.add(relation("a", "table"));
            cache.drop(relation("a__dbt_backup", "view").path());
            return true;
        });
        cache.add(relation("c", "table"));
        assertThat(holds("b")).isFalse();
        cache.takeBack(undo);
        assertThat(cache.find(relation("a", "view").path()).orElseThrow().type())
                .contains("view");
        assertThat(holds("a__dbt_backup")).isFalse();
        assertThat(holds("b")).isTrue();
        assertThat(holds("c")).isTrue();
        cache.drop(relation("a", "view").path());
        assertThat(holds("b")).isFalse();
    }

    @Test
    void renamingKeepsTypeAndDependents() {
        cache.load(Optional.of("db"), "s", List.of(relation("a", "table"), relation("b", "view")));
        cache.link(relation("a", "table").path(), relation("b", "view").path());
        cache.rename(relation("a", "table").path(), Relation.of(STYLE, "db", "s", "a__dbt_backup"));
        cache.add(relation("a", "table"));
        assertThat(cache.find(relation("a__dbt_backup", "table").path())
                        .orElseThrow()
                        .type())
                .contains("table");
        cache.drop(relation("a__dbt_backup", "table").path());
        assertThat(holds("a")).isTrue();
        assertThat(holds("b")).isFalse();
    }

    @Test
    void namesAreComparedWithoutCase() {
        cache.add(relation("Orders", "table"));
        assertThat(cache.find(new RelationPath(Optional.of("DB"), Optional.of("S"), Optional.of("orders"))))
                .isPresent();
        assertThat(cache.knows(Optional.of("db"), "s")).isFalse();
    }
}
