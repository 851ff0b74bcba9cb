package dev.weir.sandbox.dialect;

import java.util.Optional;

/** ALTER SYSTEM. */
public sealed interface SystemChange extends CatalogChange {
    /** No value means its default. */
    record SetParameter(String name, Optional<String> value) implements SystemChange {
        @Override
        public String tag() {
            return "ALTER SYSTEM";
        }
    }

    record ResetAll() implements SystemChange {
        @Override
        public String tag() {
            return "ALTER SYSTEM";
        }
    }
}
