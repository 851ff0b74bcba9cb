package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.RoleChange;
import dev.weir.sandbox.dialect.RoleChange.On;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GRANT and REVOKE of privileges, ALTER DEFAULT PRIVILEGES. Source: Materialize docs, "GRANT PRIVILEGE", "ALTER DEFAULT
 * PRIVILEGES"; the words of errors from test/sqllogictest/privilege_grants.slt and default_privileges.slt there.
 */
final class PrivilegeCommands {
    private static final String RELATIONS = "type IN ('table', 'view', 'materialized-view', 'source')";

    private final SessionContext context;

    PrivilegeCommands(SessionContext context) {
        this.context = context;
    }

    /** Something that privileges are on, as {@code _weir.securable} has it. */
    private record Securable(String kind, String type, String id, String fullName) {
        String described() {
            return kind.equals("system")
                    ? "SYSTEM"
                    : type.toUpperCase(Locale.ROOT).replace('-', ' ') + " \"" + fullName + '"';
        }

        /** The table that keeps its privileges. */
        String table() {
            return switch (kind) {
                case "system" -> "_weir.system_acl";
                case "network-policy" -> "_weir.policy";
                default -> "_weir." + kind;
            };
        }
    }

    // ---- GRANT, REVOKE

    void change(RoleChange.Privileges change) throws IOException {
        boolean named = !(change.on() instanceof On.AllOf);
        List<Securable> securables = switch (change.on()) {
            case On.Objects objects -> objects(objects);
            case On.AllOf all -> all(all);
            case On.WholeSystem() -> {
                new Requirements(context)
                        .superuser("GRANT/REVOKE SYSTEM PRIVILEGES")
                        .check();
                yield List.of(new Securable("system", "system", "", ""));
            }
        };
        List<String> grantees = grantees(change.roles());
        for (Securable securable : securables) {
            String held = lettersOn(securable.type());
            String letters = letters(change.privileges(), held, securable.described(), named);
            if (letters.isEmpty()) continue;
            String acl = "privileges";
            for (String grantee : grantees) {
                acl = change.grant()
                        ? "_weir.acl_grant(" + acl + ", " + Quoted.literal(grantee) + ", "
                                + (securable.kind().equals("system") ? "'s1'" : "owner_id") + ", '" + letters + "')"
                        : "_weir.acl_revoke(" + acl + ", " + Quoted.literal(grantee) + ", '" + letters + "')";
            }
            context.backend()
                    .execute("UPDATE " + securable.table() + " SET privileges = " + acl
                            + (securable.kind().equals("system")
                                    ? ""
                                    : " WHERE id = " + Quoted.literal(securable.id())));
        }
    }

    private List<Securable> objects(On.Objects objects) throws IOException {
        refuseKind(objects.kind());
        var found = new ArrayList<Securable>();
        for (Name name : objects.names()) {
            String id = require(objects.kind(), name);
            Securable securable = securables(
                            "kind = '" + Requirements.securable(objects.kind()) + "' AND id = " + Quoted.literal(id))
                    .getFirst();
            boolean fits = objects.kind() == ObjectKind.TABLE
                    ? List.of("table", "view", "materialized-view", "source").contains(securable.type())
                    : securable.type().equals(objects.kind().catalogName());
            if (!fits) {
                throw SqlError.of(
                        "42809",
                        securable.type().replace('-', ' ') + " " + securable.fullName() + " is not a "
                                + objects.kind().words());
            }
            var needs = new Requirements(context).owner(objects.kind(), name);
            if (objects.kind().item()) needs.around(name, "USAGE");
            if (objects.kind() == ObjectKind.SCHEMA)
                needs.database(name.schema().orElse(context.database()), "USAGE");
            needs.check();
            found.add(securable);
        }
        return found;
    }

    private String require(ObjectKind kind, Name name) throws IOException {
        if (kind == ObjectKind.SCHEMA && Naming.SYSTEM_SCHEMAS.contains(name.item())) {
            throw SqlError.of("42501", "system schema '" + name.item() + "' cannot be modified");
        }
        Optional<String> id = context.value("SELECT " + new Requirements(context).id(kind, name));
        if (id.isPresent()) return id.get();
        throw switch (kind) {
            case DATABASE -> SqlError.of("3D000", "unknown database '" + name.item() + "'");
            case SCHEMA -> Naming.unknownSchema(name.dotted());
            case CLUSTER -> SessionContext.unknownCluster(name.item());
            case NETWORK_POLICY -> PolicyCommands.unknown(name.item());
            default -> SessionContext.unknownItem(name);
        };
    }

    private List<Securable> all(On.AllOf all) throws IOException {
        refuseKind(all.kind());
        String kind = Requirements.securable(all.kind());
        String what = "kind = '" + kind + "' AND id LIKE 'u%' AND "
                + (all.kind() == ObjectKind.TABLE
                        ? RELATIONS
                        : "type = '" + all.kind().catalogName() + "'");
        var homes = new ArrayList<String>();
        for (Name name : all.in()) {
            ObjectKind home = all.inKind().orElseThrow();
            homes.add((home == ObjectKind.SCHEMA ? "schema_id = " : "database_id = ")
                    + Quoted.literal(require(home, name)));
        }
        refusePlace(all.kind(), all.inKind());
        List<Securable> found = securables(homes.isEmpty() ? what : what + " AND (" + String.join(" OR ", homes) + ")");
        var needs = new Requirements(context);
        for (Securable securable : found) needs.ownerOf(kind, securable.id());
        needs.check();
        return found;
    }

    private List<Securable> securables(String condition) throws IOException {
        var found = new ArrayList<Securable>();
        for (List<@Nullable String> row : context.backend()
                .query("SELECT kind, type, id, full_name FROM _weir.securable WHERE " + condition
                        + " ORDER BY full_name")) {
            found.add(new Securable(
                    SessionContext.text(row, 0),
                    SessionContext.text(row, 1),
                    SessionContext.text(row, 2),
                    SessionContext.text(row, 3)));
        }
        return found;
    }

    // ---- ALTER DEFAULT PRIVILEGES

    void change(RoleChange.DefaultPrivileges change) throws IOException {
        refuseKind(change.objects());
        refusePlace(change.objects(), change.inKind());
        var owners = new ArrayList<String>();
        var named = new ArrayList<String>();
        for (String owner : change.owners()) {
            if (owner.equals("public")) {
                owners.add("p");
                continue;
            }
            RoleCommands.requireRole(context, owner);
            RoleCommands.refuseReserved(owner);
            owners.add(RoleCommands.requireRole(context, owner));
            named.add(owner);
        }
        if (change.owners().isEmpty()) owners.add("p");
        List<String> grantees = grantees(change.roles());
        String type = change.objects().catalogName();
        String letters =
                letters(change.privileges(), lettersOn(type), change.objects().sql(), true);
        var needs = new Requirements(context);
        if (owners.contains("p")) needs.superuser("ALTER DEFAULT PRIVILEGES FOR ALL ROLES");
        needs.membership(named).check();
        for (String place : places(change)) {
            for (String owner : owners) {
                for (String grantee : grantees) {
                    String key = Quoted.literal(owner) + ", " + place + ", " + Quoted.literal(type) + ", "
                            + Quoted.literal(grantee.isEmpty() ? "p" : grantee);
                    context.backend().execute(change.grant() ? granted(key, letters) : revoked(key, letters));
                }
            }
        }
        context.backend().execute("DELETE FROM _weir.default_privilege WHERE letters = ''");
    }

    private static String granted(String key, String letters) {
        return "INSERT INTO _weir.default_privilege AS d VALUES (" + key + ", '" + letters
                + "') ON CONFLICT (role_id, database_id, schema_id, object_type, grantee) "
                + "DO UPDATE SET letters = _weir.letters(d.letters || excluded.letters)";
    }

    private static String revoked(String key, String letters) {
        return "UPDATE _weir.default_privilege SET letters = translate(letters, '" + letters
                + "', '') WHERE (role_id, coalesce(database_id, ''), coalesce(schema_id, ''), object_type, grantee) IN "
                + "(SELECT k.r, coalesce(k.d, ''), coalesce(k.s, ''), k.t, k.g FROM (VALUES (" + key
                + ")) AS k(r, d, s, t, g))";
    }

    /** Database and schema, as SQL. */
    private List<String> places(RoleChange.DefaultPrivileges change) throws IOException {
        if (change.in().isEmpty()) return List.of("NULL::text, NULL::text");
        var places = new ArrayList<String>();
        for (Name name : change.in()) {
            if (change.inKind().orElseThrow() == ObjectKind.DATABASE) {
                places.add(Quoted.literal(require(ObjectKind.DATABASE, name)) + ", NULL::text");
            } else {
                String schema = require(ObjectKind.SCHEMA, name);
                places.add("(SELECT database_id FROM _weir.schema WHERE id = " + Quoted.literal(schema) + "), "
                        + Quoted.literal(schema));
            }
        }
        return places;
    }

    // ---- words

    /** Role ids; nothing for PUBLIC. */
    private List<String> grantees(List<String> roles) throws IOException {
        var ids = new ArrayList<String>();
        for (String role : roles) {
            if (role.equals("public")) {
                ids.add("");
                continue;
            }
            String id = RoleCommands.requireRole(context, role);
            RoleCommands.refuseReserved(role);
            ids.add(id);
        }
        return ids;
    }

    private static String lettersOn(String type) {
        return switch (type) {
            case "table" -> "arwd";
            case "view", "materialized-view", "source" -> "r";
            case "type", "secret", "connection", "network-policy" -> "U";
            case "database", "schema", "cluster" -> "UC";
            case "system" -> "RBNP";
            default -> "";
        };
    }

    /** The privileges' letters; those that an object does not have are refused, or left out of an ON ALL. */
    private static String letters(List<String> privileges, String held, String described, boolean strict) {
        if (privileges.isEmpty()) return held;
        var letters = new StringBuilder();
        var invalid = new ArrayList<String>();
        for (String privilege : privileges) {
            String letter = letter(privilege);
            if (held.contains(letter)) letters.append(letter);
            else invalid.add(privilege);
        }
        if (strict && !invalid.isEmpty()) {
            throw SqlError.of("0LP01", "invalid privilege types " + String.join(", ", invalid) + " for " + described);
        }
        return letters.toString();
    }

    private static String letter(String privilege) {
        return switch (privilege) {
            case "SELECT" -> "r";
            case "INSERT" -> "a";
            case "UPDATE" -> "w";
            case "DELETE" -> "d";
            case "USAGE" -> "U";
            case "CREATE" -> "C";
            case "CREATEROLE" -> "R";
            case "CREATEDB" -> "B";
            case "CREATECLUSTER" -> "N";
            default -> "P";
        };
    }

    private static void refuseKind(ObjectKind kind) {
        switch (kind) {
            case VIEW, MATERIALIZED_VIEW, SOURCE ->
                throw SqlError.of(
                        "0LP01",
                        "For object type " + kind.sql() + ", you must specify 'TABLE' or omit the object type");
            case CLUSTER_REPLICA, ROLE, SINK, INDEX, FUNCTION, COLUMN ->
                throw SqlError.of("0LP01", "Unsupported GRANT on " + kind.sql());
            case DATABASE, SCHEMA, CLUSTER, TABLE, CONNECTION, SECRET, TYPE, NETWORK_POLICY -> {}
        }
    }

    private static void refusePlace(ObjectKind kind, Optional<ObjectKind> in) {
        boolean placeless = kind == ObjectKind.CLUSTER
                || kind == ObjectKind.NETWORK_POLICY
                || kind == ObjectKind.DATABASE
                || kind == ObjectKind.SCHEMA && in.equals(Optional.of(ObjectKind.SCHEMA));
        if (in.isPresent() && placeless) {
            throw SqlError.of(
                    "0LP01",
                    "cannot specify " + kind.plural().toUpperCase(Locale.ROOT) + " and IN "
                            + in.get().sql());
        }
    }
}
