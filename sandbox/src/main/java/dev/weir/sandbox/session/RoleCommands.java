package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.RoleChange;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;

/** GRANT: the role materialize owns everything, so what is granted to it is in force already; there is no other role. */
final class RoleCommands {
    private final SessionContext context;

    RoleCommands(SessionContext context) {
        this.context = context;
    }

    void run(RoleChange change) throws IOException {
        switch (change) {
            case RoleChange.Privileges privileges -> privileges(privileges);
            case RoleChange.CreateRole _,
                    RoleChange.AlterRole _,
                    RoleChange.Membership _,
                    RoleChange.DefaultPrivileges _,
                    RoleChange.ReassignOwned _,
                    RoleChange.DropOwned _ -> throw Commands.notYet(change);
        }
    }

    private void privileges(RoleChange.Privileges change) throws IOException {
        if (!change.grant() || !(change.on() instanceof RoleChange.On.Objects objects)) throw Commands.notYet(change);
        for (String role : change.roles()) {
            if (role.equals("public")) {
                throw SqlError.unsupported("GRANT TO PUBLIC", "Every login of the sandbox is a superuser.");
            }
            if (!role.equals("materialize")) throw SqlError.of("42704", "unknown role '" + role + "'");
        }
        for (var name : objects.names()) {
            switch (objects.kind()) {
                case CLUSTER -> context.requireCluster(java.util.Optional.of(name.item()));
                case SCHEMA -> context.naming().schema(name.schema().orElse(context.database()), name.item());
                case DATABASE -> context.naming().schema(name.item(), "public");
                default -> context.requireItem(name);
            }
        }
    }
}
