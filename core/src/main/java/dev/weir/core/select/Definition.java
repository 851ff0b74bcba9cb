package dev.weir.core.select;

import java.util.List;

/** What a command line or a named selector asks for, as a tree of set operations over criteria. */
sealed interface Definition {
    record One(Criterion criterion) implements Definition {}

    /** Every enabled resource. */
    record Everything() implements Definition {}

    /** A word of the command line: it is warned of when it matches nothing. */
    record Word(String text, Definition meaning) implements Definition {}

    record Union(List<Definition> members) implements Definition {
        public Union {
            members = List.copyOf(members);
        }
    }

    record Intersection(List<Definition> members) implements Definition {
        public Intersection {
            members = List.copyOf(members);
        }
    }

    /** The first without the second. */
    record Difference(Definition from, Definition without) implements Definition {}
}
