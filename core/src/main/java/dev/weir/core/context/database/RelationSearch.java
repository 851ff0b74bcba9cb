package dev.weir.core.context.database;

import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.List;
import java.util.Optional;

/** Finds a relation by name among others; one that differs only in the case of letters is an error. */
final class RelationSearch {
    private RelationSearch() {}

    static Optional<Relation> among(List<Relation> relations, RelationPath wanted) {
        for (Relation relation : relations) {
            if (matches(relation, wanted)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    static boolean matches(Relation relation, RelationPath wanted) {
        return switch (relation.path().match(wanted)) {
            case EXACT -> true;
            case NONE -> false;
            case APPROXIMATE -> throw approximate(relation, wanted);
        };
    }

    private static WeirException approximate(Relation found, RelationPath wanted) {
        String searched = found.withPath(wanted).render();
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.ADP_005,
                        "relation " + found.render() + " differs from " + searched + " in case only")
                .inWordsOfDbt("When searching for a relation, dbt found an approximate match. Instead of guessing \n"
                        + "which relation to use, dbt will move on. Please delete " + found.render()
                        + ", or rename it to be less ambiguous.\nSearched for: " + searched + "\nFound: "
                        + found.render()));
    }
}
