package dev.weir.sandbox.dialect;

import java.util.List;
import java.util.Optional;

/** Roles, memberships, privileges. Source: Materialize docs, "CREATE ROLE", "GRANT …", "ALTER DEFAULT PRIVILEGES". */
public sealed interface RoleChange extends CatalogChange {
    /** @param options in upper case, as written: {@code LOGIN}, {@code INHERIT}, {@code SUPERUSER}, … */
    record CreateRole(String name, List<String> options, Optional<String> password) implements RoleChange {
        public CreateRole {
            options = List.copyOf(options);
        }
    }

    /** ALTER ROLE r SET | RESET variable, or with options as CREATE ROLE. */
    record AlterRole(
            String name, List<String> options, Optional<String> password, Optional<Statement.SetVariable> variable)
            implements RoleChange {
        public AlterRole {
            options = List.copyOf(options);
        }
    }

    /** GRANT or REVOKE role, … TO | FROM member, …. */
    record Membership(boolean grant, List<String> roles, List<String> members) implements RoleChange {
        public Membership {
            roles = List.copyOf(roles);
            members = List.copyOf(members);
        }

        @Override
        public String tag() {
            return grant ? "GRANT" : "REVOKE";
        }
    }

    /**
     * GRANT or REVOKE privileges.
     *
     * @param privileges in upper case; empty for ALL
     */
    record Privileges(boolean grant, List<String> privileges, On on, List<String> roles) implements RoleChange {
        public Privileges {
            privileges = List.copyOf(privileges);
            roles = List.copyOf(roles);
        }

        @Override
        public String tag() {
            return grant ? "GRANT" : "REVOKE";
        }
    }

    /** What privileges are on. */
    sealed interface On {
        record Objects(ObjectKind kind, List<Name> names) implements On {
            public Objects {
                names = List.copyOf(names);
            }
        }

        /** ON ALL kinds [IN SCHEMA | DATABASE names]. */
        record AllOf(ObjectKind kind, Optional<ObjectKind> inKind, List<Name> in) implements On {
            public AllOf {
                in = List.copyOf(in);
            }
        }

        record WholeSystem() implements On {}
    }

    /**
     * ALTER DEFAULT PRIVILEGES.
     *
     * @param owners roles whose new objects are meant; empty for ALL ROLES
     * @param privileges in upper case; empty for ALL
     * @param objects TABLES, TYPES, SECRETS, CONNECTIONS, DATABASES, SCHEMAS or CLUSTERS
     */
    record DefaultPrivileges(
            List<String> owners,
            Optional<ObjectKind> inKind,
            List<Name> in,
            boolean grant,
            List<String> privileges,
            ObjectKind objects,
            List<String> roles)
            implements RoleChange {
        public DefaultPrivileges {
            owners = List.copyOf(owners);
            in = List.copyOf(in);
            privileges = List.copyOf(privileges);
            roles = List.copyOf(roles);
        }

        @Override
        public String tag() {
            return "ALTER DEFAULT PRIVILEGES";
        }
    }

    record ReassignOwned(List<String> from, String to) implements RoleChange {
        public ReassignOwned {
            from = List.copyOf(from);
        }
    }

    record DropOwned(List<String> roles, boolean cascade) implements RoleChange {
        public DropOwned {
            roles = List.copyOf(roles);
        }
    }
}
