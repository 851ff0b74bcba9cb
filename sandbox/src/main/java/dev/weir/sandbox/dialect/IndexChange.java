package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** CREATE INDEX. */
public sealed interface IndexChange extends CatalogChange {
    /**
     * CREATE [DEFAULT] INDEX.
     *
     * @param name empty when the server shall name it
     * @param keys empty for a default index
     */
    record CreateIndex(
            Optional<String> name, IfExists ifExists, Optional<String> cluster, Name on, List<SqlFragment> keys)
            implements IndexChange {
        public CreateIndex {
            keys = List.copyOf(keys);
        }
    }
}
