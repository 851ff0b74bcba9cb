package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.RoleChange.On;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Roles, memberships and privileges. Source: Materialize docs, "CREATE ROLE", "GRANT PRIVILEGE", "GRANT ROLE", …. */
final class RoleParser {
    private static final Set<String> PRIVILEGES = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "usage",
            "create",
            "createrole",
            "createdb",
            "createcluster",
            "createnetworkpolicy");

    private static final List<String> ROLE_OPTIONS = List.of(
            "superuser",
            "nosuperuser",
            "inherit",
            "noinherit",
            "createcluster",
            "nocreatecluster",
            "createdb",
            "nocreatedb",
            "createrole",
            "nocreaterole",
            "login",
            "nologin");

    private final TokenCursor tokens;

    RoleParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** What follows CREATE ROLE. */
    Statement create() {
        String name = tokens.identifier();
        tokens.accept("with");
        var options = new ArrayList<String>();
        Optional<String> password = roleOptions(options);
        return new RoleChange.CreateRole(name, options, password);
    }

    private Optional<String> roleOptions(List<String> options) {
        Optional<String> password = Optional.empty();
        while (!tokens.atStatementEnd()) {
            if (tokens.accept("password")) {
                password = tokens.accept("null") ? Optional.empty() : Optional.of(tokens.string());
                options.add("PASSWORD");
                continue;
            }
            if (!ROLE_OPTIONS.contains(tokens.peek().text())) {
                throw tokens.expected("SUPERUSER or INHERIT or CREATECLUSTER or CREATEDB or CREATEROLE or LOGIN");
            }
            options.add(tokens.next().text().toUpperCase(Locale.ROOT));
        }
        return password;
    }

    /** What follows ALTER ROLE name. */
    Statement alter(String name) {
        if (tokens.at("set") || tokens.at("reset")) {
            boolean set = tokens.next().word("set");
            String variable = tokens.name(2).dotted();
            Optional<String> value = Optional.empty();
            if (set) {
                if (!tokens.accept("to") && !tokens.acceptSymbol("=")) throw tokens.expected("equals sign or TO");
                value = new SessionParser(tokens).values();
            }
            return new RoleChange.AlterRole(
                    name, List.of(), Optional.empty(), Optional.of(new Statement.SetVariable(variable, value, false)));
        }
        tokens.accept("with");
        var options = new ArrayList<String>();
        Optional<String> password = roleOptions(options);
        return new RoleChange.AlterRole(name, options, password, Optional.empty());
    }

    /** GRANT and REVOKE, of privileges or of roles. */
    Statement grantOrRevoke() {
        boolean grant = tokens.next().word("grant");
        if (!privilegesAhead()) return membership(grant);
        List<String> privileges = privileges();
        tokens.expect("on");
        On on = on();
        tokens.expect(grant ? "to" : "from");
        return new RoleChange.Privileges(grant, privileges, on, roles());
    }

    private boolean privilegesAhead() {
        if (tokens.at("all")) return true;
        return PRIVILEGES.contains(tokens.peek().text())
                && (tokens.peek(1).word("on") || tokens.peek(1).symbol(","));
    }

    private Statement membership(boolean grant) {
        var granted = new ArrayList<String>();
        do {
            granted.add(tokens.identifier());
        } while (tokens.acceptSymbol(","));
        tokens.expect(grant ? "to" : "from");
        return new RoleChange.Membership(grant, granted, roles());
    }

    private List<String> privileges() {
        if (tokens.accept("all")) {
            tokens.accept("privileges");
            return List.of();
        }
        var privileges = new ArrayList<String>();
        do {
            if (!PRIVILEGES.contains(tokens.peek().text())) {
                throw tokens.expected(
                        "one of INSERT or SELECT or UPDATE or DELETE or USAGE or CREATE or CREATEROLE or CREATEDB or CREATECLUSTER or CREATENETWORKPOLICY");
            }
            privileges.add(tokens.next().text().toUpperCase(Locale.ROOT));
        } while (tokens.acceptSymbol(","));
        return privileges;
    }

    private On on() {
        if (tokens.accept("system")) return new On.WholeSystem();
        if (tokens.accept("all")) {
            ObjectKind kind = plural();
            Optional<ObjectKind> in = Optional.empty();
            List<Name> names = List.of();
            if (tokens.accept("in")) {
                in = Optional.of(namespace());
                names = names();
            }
            return new On.AllOf(kind, in, names);
        }
        ObjectKind kind = ObjectKind.TABLE;
        Token after = tokens.peek(1);
        if (!after.word("to") && !after.word("from") && !after.symbol(".") && !after.symbol(",")) {
            kind = StatementParser.objectKind(tokens);
        }
        return new On.Objects(kind, names());
    }

    private ObjectKind namespace() {
        if (tokens.accept("schema")) return ObjectKind.SCHEMA;
        tokens.expect("database");
        return ObjectKind.DATABASE;
    }

    private ObjectKind plural() {
        if (tokens.accept("policies")) return ObjectKind.NETWORK_POLICY;
        for (ObjectKind kind : ObjectKind.values()) {
            if (tokens.acceptWords(kind.plural().split(" "))) return kind;
        }
        throw tokens.expected("one of TABLES or TYPES or SECRETS or CONNECTIONS or DATABASES or SCHEMAS or CLUSTERS");
    }

    private List<Name> names() {
        var names = new ArrayList<Name>();
        do {
            names.add(tokens.name(3));
        } while (tokens.acceptSymbol(","));
        return names;
    }

    List<String> roles() {
        var roles = new ArrayList<String>();
        do {
            tokens.accept("group");
            roles.add(tokens.identifier());
        } while (tokens.acceptSymbol(","));
        return roles;
    }

    /** What follows ALTER: DEFAULT PRIVILEGES …. */
    Statement defaultPrivileges() {
        tokens.expect("default");
        tokens.expect("privileges");
        tokens.expect("for");
        List<String> owners = List.of();
        if (!tokens.acceptWords("all", "roles")) {
            if (!tokens.accept("role")) tokens.expect("user");
            owners = roles();
        }
        Optional<ObjectKind> in = Optional.empty();
        List<Name> names = List.of();
        if (tokens.accept("in")) {
            in = Optional.of(namespace());
            names = names();
        }
        if (!tokens.at("grant") && !tokens.at("revoke")) throw tokens.expected("one of GRANT or REVOKE");
        boolean grant = tokens.next().word("grant");
        List<String> privileges = privileges();
        tokens.expect("on");
        ObjectKind objects = plural();
        tokens.expect(grant ? "to" : "from");
        return new RoleChange.DefaultPrivileges(owners, in, names, grant, privileges, objects, roles());
    }

    /** What follows REASSIGN OWNED BY. */
    Statement reassign() {
        tokens.expect("reassign");
        tokens.expect("owned");
        tokens.expect("by");
        List<String> from = roles();
        tokens.expect("to");
        return new RoleChange.ReassignOwned(from, tokens.identifier());
    }

    /** What follows DROP: OWNED BY …. */
    Statement dropOwned() {
        tokens.expect("owned");
        tokens.expect("by");
        List<String> roles = roles();
        boolean cascade = tokens.accept("cascade");
        if (!cascade) tokens.accept("restrict");
        return new RoleChange.DropOwned(roles, cascade);
    }
}
