package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;

/** GRANT: the role materialize owns everything, so what is granted to it is in force already; there is no other role. */
final class GrantCommands {
    private final SessionContext context;

    GrantCommands(SessionContext context) {
        this.context = context;
    }

    void grant(Statement.Grant grant) throws IOException {
        for (String role : grant.roles()) {
            if (role.equals("public")) {
                throw SqlError.unsupported("GRANT TO PUBLIC", "Every login of the sandbox is a superuser.");
            }
            if (!role.equals("materialize")) throw SqlError.of("42704", "unknown role '" + role + "'");
        }
        for (var name : grant.names()) {
            switch (grant.kind()) {
                case CLUSTER -> context.requireCluster(java.util.Optional.of(name.item()));
                case SCHEMA -> context.naming().schema(name.schema().orElse(context.database()), name.item());
                case DATABASE -> context.naming().schema(name.item(), "public");
                default -> context.requireItem(name);
            }
        }
    }
}
