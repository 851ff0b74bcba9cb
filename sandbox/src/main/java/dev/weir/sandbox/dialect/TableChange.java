package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Map;

/** Tables, of their own or of a source's. */
public sealed interface TableChange extends CatalogChange {
    /**
     * CREATE TABLE.
     *
     * @param defaults by column, the expressions as written; only of those that have one
     */
    record CreateTable(
            Name name, IfExists ifExists, boolean temporary, SqlFragment columns, Map<String, String> defaults)
            implements TableChange {
        public CreateTable {
            defaults = Map.copyOf(defaults);
        }
    }

    /**
     * CREATE TABLE … FROM SOURCE … (REFERENCE …).
     *
     * @param columns names given in parentheses; none without them
     * @param reference the upstream table, empty for a source of one
     */
    record CreateTableFromSource(
            Name name,
            IfExists ifExists,
            List<String> columns,
            Name source,
            java.util.Optional<Name> reference,
            SourceChange.Encoding encoding,
            List<Option> with)
            implements TableChange {
        public CreateTableFromSource {
            columns = List.copyOf(columns);
            with = List.copyOf(with);
        }

        @Override
        public String tag() {
            return "CREATE TABLE";
        }

        @Override
        public boolean inTransactionBlock() {
            return true;
        }
    }
}
