package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.RoleChange;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Roles and their memberships. Source: Materialize docs, "CREATE ROLE", "ALTER ROLE", "GRANT ROLE"; the words of errors from
 * test/sqllogictest/role.slt, role_create.slt and role_membership.slt there.
 */
final class RoleCommands {
    private final SessionContext context;

    RoleCommands(SessionContext context) {
        this.context = context;
    }

    void run(RoleChange change) throws IOException {
        switch (change) {
            case RoleChange.CreateRole create -> create(create);
            case RoleChange.AlterRole alter -> alter(alter);
            case RoleChange.Membership membership -> membership(membership);
            case RoleChange.Privileges privileges -> new PrivilegeCommands(context).change(privileges);
            case RoleChange.DefaultPrivileges privileges -> new PrivilegeCommands(context).change(privileges);
            case RoleChange.ReassignOwned reassign -> new OwnerCommands(context).reassign(reassign);
            case RoleChange.DropOwned drop -> new OwnerCommands(context).drop(drop);
        }
    }

    // ---- CREATE ROLE, ALTER ROLE

    private void create(RoleChange.CreateRole create) throws IOException {
        String name = create.name();
        new Requirements(context).system("CREATEROLE").check();
        refuseReserved(name);
        if (context.value("SELECT 1 FROM _weir.role WHERE name = " + Quoted.literal(name))
                .isPresent()) {
            throw SqlError.of("42710", "role '" + name + "' already exists");
        }
        checkOptions(create.options());
        context.backend()
                .execute("INSERT INTO _weir.role (id, oid, name) VALUES (_weir.next_id('role'), _weir.next_oid(), "
                        + Quoted.literal(name) + ")");
        attributes(name, create.options(), create.password());
    }

    private void alter(RoleChange.AlterRole alter) throws IOException {
        refuseReserved(alter.name());
        String id = requireRole(context, alter.name());
        boolean own = id.equals(context.loggedIn().id());
        if (alter.variable().isPresent()) {
            if (!own) new Requirements(context).system("CREATEROLE").check();
            variable(id, alter.variable().get());
            return;
        }
        new Requirements(context).system("CREATEROLE").check();
        checkOptions(alter.options());
        attributes(alter.name(), alter.options(), alter.password());
    }

    private void variable(String id, Statement.SetVariable set) throws IOException {
        String canonical =
                SessionVariables.canonical(set.name()).orElseThrow(() -> SessionVariables.unknown(set.name()));
        if (set.value().isEmpty()) {
            context.backend()
                    .execute("DELETE FROM _weir.role_parameter WHERE role_id = " + Quoted.literal(id) + " AND name = "
                            + Quoted.literal(canonical));
            return;
        }
        new SessionVariables().set(canonical, set.value());
        context.backend()
                .execute("INSERT INTO _weir.role_parameter VALUES (" + Quoted.literal(id) + ", "
                        + Quoted.literal(canonical) + ", "
                        + Quoted.literal(set.value().get())
                        + ") ON CONFLICT (role_id, name) DO UPDATE SET value = excluded.value");
    }

    private void checkOptions(List<String> options) throws IOException {
        var seen = new HashSet<String>();
        for (String option : options) {
            if (!seen.add(option.startsWith("NO") ? option.substring(2) : option)) {
                throw SqlError.of("42601", "conflicting or redundant options");
            }
            switch (option) {
                case "NOINHERIT" -> throw SqlError.of("0A000", "non inherit roles not yet supported");
                case "CREATEROLE", "NOCREATEROLE", "CREATEDB", "NOCREATEDB", "CREATECLUSTER", "NOCREATECLUSTER" ->
                    throw SqlError.of(
                                    "0A000",
                                    (option.startsWith("NO") ? option.substring(2) : option)
                                            + " attribute is not supported, for more information consult the documentation at https://materialize.com/docs/sql/create-role/#details")
                            .withHint("Use system privileges instead.");
                case "SUPERUSER" ->
                    new Requirements(context)
                            .superuser("create superuser roles")
                            .check();
                default -> {}
            }
        }
    }

    private void attributes(String name, List<String> options, Optional<String> password) throws IOException {
        var set = new ArrayList<String>();
        for (String option : options) {
            switch (option) {
                case "LOGIN", "NOLOGIN" -> set.add("login = " + option.equals("LOGIN"));
                case "SUPERUSER", "NOSUPERUSER" -> set.add("super = " + option.equals("SUPERUSER"));
                case "PASSWORD" ->
                    set.add("password = "
                            + password.map(LoggedIn::digest)
                                    .map(Quoted::literal)
                                    .orElse("NULL"));
                default -> {}
            }
        }
        if (set.isEmpty()) return;
        context.backend()
                .execute("UPDATE _weir.role SET " + String.join(", ", set) + " WHERE name = " + Quoted.literal(name));
    }

    // ---- GRANT role, REVOKE role

    private void membership(RoleChange.Membership change) throws IOException {
        for (String name : change.roles()) {
            if (!PREDEFINED.contains(name)) refuseReserved(name);
        }
        for (String name : change.members()) refuseReserved(name);
        for (String name : change.roles()) requireRole(context, name);
        for (String name : change.members()) requireRole(context, name);
        new Requirements(context).system("CREATEROLE").check();
        for (String member : change.members()) {
            for (String role : change.roles()) {
                if (change.grant()) grant(role, member);
                else revoke(role, member);
            }
        }
    }

    private void grant(String role, String member) throws IOException {
        String roleId = requireRole(context, role);
        String memberId = requireRole(context, member);
        boolean circular = context.value("SELECT 1 WHERE " + Quoted.literal(memberId) + " = ANY (_weir.roles_of("
                        + Quoted.literal(roleId) + "))")
                .isPresent();
        if (circular) {
            throw SqlError.of("0LP01", "role \"" + role + "\" is a member of role \"" + member + '"');
        }
        boolean made = !context.backend()
                .query("INSERT INTO _weir.role_member VALUES (" + Quoted.literal(roleId) + ", "
                        + Quoted.literal(memberId) + ", 's1') ON CONFLICT DO NOTHING RETURNING 1")
                .isEmpty();
        if (!made) {
            context.notice("00000", "role \"" + member + "\" is already a member of role \"" + role + '"');
        }
    }

    private void revoke(String role, String member) throws IOException {
        boolean gone = !context.backend()
                .query("DELETE FROM _weir.role_member WHERE role_id = " + Quoted.literal(requireRole(context, role))
                        + " AND member_id = " + Quoted.literal(requireRole(context, member)) + " RETURNING 1")
                .isEmpty();
        if (!gone) context.notice("00000", "role \"" + member + "\" is not a member of role \"" + role + '"');
    }

    // ---- DROP ROLE

    /** Drops a role that owns nothing and has no privileges. */
    void drop(String name, IfExists ifExists) throws IOException {
        refuseReserved(name);
        Optional<String> id = context.value("SELECT id FROM _weir.role WHERE name = " + Quoted.literal(name));
        if (id.isEmpty()) {
            if (ifExists == IfExists.REQUIRED) throw unknown(name);
            context.notice("42704", "role \"" + name + "\" does not exist, skipping");
            return;
        }
        if (id.get().equals(context.loggedIn().id())) throw SqlError.of("2BP01", "current role cannot be dropped");
        String quoted = Quoted.literal(id.get());
        var dependents = new ArrayList<String>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT 'owner of ' || _weir.described(type, full_name) FROM _weir.securable WHERE owner_id = "
                        + quoted
                        + " AND kind <> 'system' UNION ALL SELECT 'privileges on ' || _weir.described(s.type, s.full_name) || ' granted to ' || "
                        + Quoted.literal(name)
                        + " FROM _weir.securable s WHERE s.owner_id <> " + quoted
                        + " AND EXISTS (SELECT FROM _weir.acl_items(s.privileges) a WHERE a.grantee = " + quoted
                        + ") UNION ALL SELECT 'default privileges on ' || upper(object_type) || 'S created by ' || "
                        + Quoted.literal(name) + " FROM _weir.default_privilege WHERE role_id = " + quoted
                        + " UNION ALL SELECT 'default privileges on ' || upper(object_type) || 'S granted to ' || "
                        + Quoted.literal(name) + " FROM _weir.default_privilege WHERE grantee = " + quoted)) {
            dependents.add(name + ": " + SessionContext.text(row, 0));
        }
        if (!dependents.isEmpty()) {
            Collections.sort(dependents);
            throw SqlError.of("2BP01", "role \"" + name + "\" cannot be dropped because some objects depend on it")
                    .withDetail(String.join("\n", dependents));
        }
        context.backend()
                .execute("DELETE FROM _weir.role_member WHERE role_id = " + quoted + " OR member_id = " + quoted
                        + "; DELETE FROM _weir.role_parameter WHERE role_id = " + quoted
                        + "; DELETE FROM _weir.comment WHERE object_type = 'role' AND id = " + quoted
                        + "; DELETE FROM _weir.role WHERE id = " + quoted);
    }

    // ---- names

    /** What they let see is given by membership. Source: test/sqllogictest/builtin_roles.slt. */
    private static final Set<String> PREDEFINED = Set.of("mz_monitor", "mz_monitor_redacted");

    static void refuseReserved(String name) {
        if (name.equals("public")) throw SqlError.of("42939", "role name \"public\" is reserved");
        if (!name.startsWith("mz_") && !name.startsWith("pg_")) return;
        throw SqlError.of("42939", "role name \"" + name + "\" is reserved")
                .withDetail("The role prefixes \"mz_\" and \"pg_\" are reserved for system roles.");
    }

    static String requireRole(SessionContext context, String name) throws IOException {
        return context.value("SELECT id FROM _weir.role WHERE name = " + Quoted.literal(name))
                .orElseThrow(() -> unknown(name));
    }

    static SqlError unknown(String name) {
        return SqlError.of("42704", "unknown role '" + name + "'");
    }
}
