package dev.weir.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CteInjectionTest {
    private static final List<CompiledNode.ExtraCte> ONE =
            List.of(new CompiledNode.ExtraCte("model.p.a", "a as (\nselect 1\n)"));

    @Test
    void queryWithoutEphemeralParentsIsLeftAsItIs() {
        assertThat(CteInjection.inject("select 1", List.of())).isEqualTo("select 1");
    }

    @Test
    void plainQueryGetsAWithInFront() {
        assertThat(CteInjection.inject("select * from a", ONE)).isEqualTo("with a as (\nselect 1\n) select * from a");
    }

    @Test
    void ownListOfTheQueryFollows() {
        assertThat(CteInjection.inject("with b as (select * from a) select * from b", ONE))
                .isEqualTo("with a as (\nselect 1\n), b as (select * from a) select * from b");
    }

    @Test
    void wordThatOnlyBeginsWithWithIsNoList() {
        assertThat(CteInjection.inject("within_x", ONE)).isEqualTo("with a as (\nselect 1\n) within_x");
    }

    @Test
    void recursiveListStaysRecursive() {
        assertThat(CteInjection.inject("WITH RECURSIVE t(n) as (select 1) select * from t, a", ONE))
                .isEqualTo("WITH RECURSIVE a as (\nselect 1\n), t(n) as (select 1) select * from t, a");
    }

    @Test
    void withInsideACommentInFrontDoesNotCount() {
        assertThat(CteInjection.inject("-- with care\n/* with */ select * from a", ONE))
                .isEqualTo("with a as (\nselect 1\n) -- with care\n/* with */ select * from a");
    }

    @Test
    void severalAreJoinedInOrder() {
        List<CompiledNode.ExtraCte> two = List.of(
                new CompiledNode.ExtraCte("model.p.a", "a as (x)"), new CompiledNode.ExtraCte("model.p.b", "b as (y)"));
        assertThat(CteInjection.inject("select 1", two)).isEqualTo("with a as (x), b as (y) select 1");
    }
}
