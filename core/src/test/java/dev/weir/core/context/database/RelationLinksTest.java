package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.RelationPath;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelationLinksTest {
    private final RelationLinks links = new RelationLinks();

    private static RelationPath path(String name) {
        return new RelationPath(Optional.of("db"), Optional.of("s"), Optional.of(name));
    }

    @Test
    void renamedRelationKeepsItsDependentsAndWhatItDependsOn() {
        links.add(path("base"), path("view"));
        links.add(path("view"), path("top"));

        links.rename(path("view"), path("view__backup"));

        assertThat(links.dependents(path("base"))).containsExactly(path("view__backup"));
        assertThat(links.dependents(path("view__backup"))).containsExactly(path("top"));
        assertThat(links.dependents(path("view"))).isEmpty();
    }

    @Test
    void removedDependentsAreNotFoundAgainUnderANewName() {
        links.add(path("base"), path("view"));

        assertThat(links.removeDependents(path("base"))).containsExactly(path("view"));
        links.rename(path("view"), path("other"));

        assertThat(links.dependents(path("base"))).isEmpty();
    }
}
