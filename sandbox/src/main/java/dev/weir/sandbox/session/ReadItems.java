package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items that one statement reads, each looked up once. Lives no longer than until the statement changes something. */
final class ReadItems {
    private final SessionContext context;
    private final Map<List<String>, Optional<SessionContext.Item>> known = new HashMap<>();

    ReadItems(SessionContext context) {
        this.context = context;
    }

    /** Empty as well for a name that is not right, which is said when the statement runs. */
    Optional<SessionContext.Item> named(Name name) throws IOException {
        Optional<SessionContext.Item> found = known.get(name.parts());
        if (found == null) {
            try {
                found = context.item(name);
            } catch (SqlError unknown) {
                found = Optional.empty();
            }
            known.put(name.parts(), found);
        }
        return found;
    }
}
