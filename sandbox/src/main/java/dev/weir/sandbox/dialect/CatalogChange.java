package dev.weir.sandbox.dialect;

/** A statement that changes the catalog: it succeeds as a whole or changes nothing. */
public sealed interface CatalogChange extends Statement
        permits ClusterChange,
                ConnectionChange,
                IndexChange,
                NamespaceChange,
                ObjectChange,
                PolicyChange,
                RoleChange,
                SinkChange,
                SourceChange,
                SystemChange,
                TableChange,
                TypeChange,
                ViewChange {
    /** Whether a transaction block may hold it. Source: Materialize docs, "BEGIN", DDL-only transactions. */
    default boolean inTransactionBlock() {
        return false;
    }
}
