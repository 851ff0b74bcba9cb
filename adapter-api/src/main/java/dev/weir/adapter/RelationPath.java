package dev.weir.adapter;

import java.util.Locale;
import java.util.Optional;

/** Database, schema, identifier, unquoted; any may be absent. */
public record RelationPath(Optional<String> database, Optional<String> schema, Optional<String> identifier) {
    /** How a name that was searched for compares with this one. */
    public enum Match {
        EXACT,
        /** Equal but for the case of letters. */
        APPROXIMATE,
        NONE
    }

    /** Compares part by part; absent parts of {@code wanted} match anything. */
    public Match match(RelationPath wanted) {
        return worst(
                match(database, wanted.database), match(schema, wanted.schema), match(identifier, wanted.identifier));
    }

    private static Match match(Optional<String> own, Optional<String> wanted) {
        if (wanted.isEmpty() || own.equals(wanted)) {
            return Match.EXACT;
        }
        return own.isPresent() && own.get().equalsIgnoreCase(wanted.get()) ? Match.APPROXIMATE : Match.NONE;
    }

    private static Match worst(Match first, Match second, Match third) {
        Match worst = first.compareTo(second) >= 0 ? first : second;
        return worst.compareTo(third) >= 0 ? worst : third;
    }

    /** The path in lower case: the key under which caches keep it. */
    public RelationPath lowered() {
        return new RelationPath(lowered(database), lowered(schema), lowered(identifier));
    }

    private static Optional<String> lowered(Optional<String> part) {
        return part.map(text -> text.toLowerCase(Locale.ROOT));
    }
}
