package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** What can be done to objects of many kinds: drop, rename, swap, comment, change of owner, options. */
public sealed interface ObjectChange extends CatalogChange {
    /**
     * DROP.
     *
     * @param restrict whether RESTRICT was said, which is what all do but DROP DATABASE
     */
    record Drop(ObjectKind kind, List<Name> names, IfExists ifExists, boolean cascade, boolean restrict)
            implements ObjectChange {
        public Drop {
            names = List.copyOf(names);
        }

        @Override
        public String tag() {
            return "DROP " + kind.sql();
        }
    }

    record Rename(ObjectKind kind, Name name, IfExists ifExists, String newName) implements ObjectChange {
        @Override
        public String tag() {
            return "ALTER " + kind.sql();
        }

        @Override
        public boolean inTransactionBlock() {
            return true;
        }
    }

    record Swap(ObjectKind kind, Name name, String other) implements ObjectChange {
        @Override
        public String tag() {
            return "ALTER " + kind.sql();
        }

        @Override
        public boolean inTransactionBlock() {
            return true;
        }
    }

    record AlterOwner(ObjectKind kind, Name name, IfExists ifExists, String role) implements ObjectChange {
        @Override
        public String tag() {
            return "ALTER " + kind.sql();
        }
    }

    /** ALTER kind name SET | RESET (RETAIN HISTORY …); no value to reset. */
    record SetCluster(ObjectKind kind, Name name, IfExists ifExists, String cluster) implements ObjectChange {
        @Override
        public String tag() {
            return "ALTER " + kind.sql();
        }
    }

    /** ALTER … SET or RESET (RETAIN HISTORY); empty for RESET. */
    record AlterRetainHistory(ObjectKind kind, Name name, IfExists ifExists, Optional<String> retained)
            implements ObjectChange {
        @Override
        public String tag() {
            return "ALTER " + kind.sql();
        }
    }

    /** The text is empty for IS NULL. */
    record Comment(ObjectKind kind, Name name, Optional<String> text) implements ObjectChange {}
}
