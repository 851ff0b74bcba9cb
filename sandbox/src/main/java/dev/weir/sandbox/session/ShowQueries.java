package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.Statement.ShowWhat;
import java.util.ArrayList;
import java.util.Optional;

/** SHOW statements ⇒ queries over the catalog. Columns as Materialize's, in its order. */
final class ShowQueries {
    private final Naming naming;
    private final SessionVariables variables;

    ShowQueries(Naming naming, SessionVariables variables) {
        this.naming = naming;
        this.variables = variables;
    }

    /** What a SHOW statement yields. */
    Rewritten rows(Statement show) {
        return switch (show) {
            case Statement.ShowVariable variable -> variable(variable);
            case Statement.ShowObjects objects -> list(objects.what());
            case Statement.ShowCreate create -> create(create);
            default -> throw new IllegalStateException("not a SHOW: " + show.tag());
        };
    }

    private Rewritten variable(Statement.ShowVariable show) {
        if (show.name().equals("all")) {
            return Rewritten.ofOurs(allVariables());
        }
        if (show.name().equalsIgnoreCase("schema")) {
            return Rewritten.ofOurs("SELECT mz_catalog.current_schema() AS schema");
        }
        if (SessionVariables.canonical(show.name()).isEmpty()) return showParameter(show.name());
        String canonical = variables.require(show.name());
        return Rewritten.ofOurs("SELECT " + Quoted.literal(variables.value(canonical)) + "::text AS "
                + Quoted.identifier(
                        canonical.toLowerCase(java.util.Locale.ROOT).equals("timezone") ? "TimeZone" : canonical));
    }

    private String allVariables() {
        var rows = new ArrayList<String>();
        variables
                .all()
                .forEach((name, value) -> rows.add("(" + Quoted.literal(name) + "::text, " + Quoted.literal(value)
                        + "::text, " + Quoted.literal(description(name)) + "::text)"));
        for (var texts : ParameterTexts.all().entrySet()) {
            if (!texts.getValue().ofServer()) continue;
            String name = Quoted.literal(texts.getKey());
            rows.add("(" + name + ", coalesce((SELECT value FROM _weir.parameter WHERE name = " + name + "), "
                    + Quoted.literal(texts.getValue().unset()) + "), "
                    + Quoted.literal(texts.getValue().description()) + ")");
        }
        return "SELECT * FROM (VALUES " + String.join(", ", rows)
                + ") AS v(name, setting, description) ORDER BY lower(name)";
    }

    private static String description(String name) {
        ParameterTexts texts = ParameterTexts.all().get(name);
        return texts == null ? "" : texts.description();
    }

    /** A parameter of the server. */
    private static Rewritten showParameter(String name) {
        String unset = SystemParameters.unset(name).orElseThrow(() -> SessionVariables.unknown(name));
        return Rewritten.ofOurs("SELECT coalesce((SELECT value FROM _weir.parameter WHERE name = "
                + Quoted.literal(name) + "), " + Quoted.literal(unset) + ")::text AS " + Quoted.identifier(name));
    }

    private Rewritten list(ShowWhat what) {
        String rows = switch (what.plural()) {
            case "databases" -> named("mz_catalog.mz_databases o", "database", "TRUE");
            case "roles" -> named("mz_catalog.mz_roles o", "role", "o.id NOT LIKE 'g%'");
            case "schemas" -> named("mz_catalog.mz_schemas o", "schema", schemasOf(what.from()));
            case "types" -> named("mz_catalog.mz_types o", "type", "o.schema_id = " + schemaId(what.from()));
            case "tables", "views", "secrets" ->
                items("name, comment", what, "o.type = " + Quoted.literal(singular(what.plural())));
            case "materialized views" -> items("name, cluster, comment", what, "o.type = 'materialized-view'");
            case "sources" -> items("name, source_type AS type, cluster, comment", what, "o.type = 'source'");
            case "subsources" -> subsources(what);
            case "sinks" -> items("name, source_type AS type, cluster, comment", what, "o.type = 'sink'");
            case "connections" -> items("name, source_type AS type, comment", what, "o.type = 'connection'");
            case "objects" -> items("name, type, comment", what, "TRUE");
            case "indexes" -> indexes(what);
            case "columns" -> columns(what.from().orElseThrow());
            case "clusters" ->
                "SELECT c.name, "
                        + "(SELECT string_agg(r.name || ' (' || r.size || ')', ', ' ORDER BY r.name) FROM mz_catalog.mz_cluster_replicas r WHERE r.cluster_id = c.id) AS replicas, "
                        + "coalesce(k.comment, '') AS comment FROM mz_catalog.mz_clusters c "
                        + "LEFT JOIN mz_internal.mz_comments k ON k.id = c.id AND k.object_type = 'cluster'";
            case "cluster replicas" ->
                "SELECT c.name AS cluster, r.name AS replica, r.size, s.status = 'online' AS ready, coalesce(k.comment, '') AS comment "
                        + "FROM mz_catalog.mz_cluster_replicas r JOIN mz_catalog.mz_clusters c ON c.id = r.cluster_id "
                        + "JOIN mz_internal.mz_cluster_replica_statuses s ON s.replica_id = r.id "
                        + "LEFT JOIN mz_internal.mz_comments k ON k.id = r.id AND k.object_type = 'cluster-replica'";
            case "network policies" ->
                "SELECT p.name, coalesce((SELECT string_agg(r.name, ',' ORDER BY r.place) FROM _weir.policy_rule r "
                        + "WHERE r.policy_id = p.id), '') AS rules, coalesce(k.comment, '') AS comment FROM _weir.policy p "
                        + "LEFT JOIN mz_internal.mz_comments k ON k.id = p.id AND k.object_type = 'network-policy'";
            case "privileges", "system privileges" -> privileges(what);
            case "default privileges" -> defaultPrivileges(what);
            case "role membership" ->
                "SELECT role, member, grantor FROM mz_internal.mz_show_role_members"
                        + what.role()
                                .map(role -> " WHERE " + held(role, "role"))
                                .orElse("");
            default ->
                throw SqlError.unsupported(
                        "SHOW " + what.plural().toUpperCase(java.util.Locale.ROOT), "Query mz_catalog instead.");
        };
        String firstColumn = what.plural().equals("cluster replicas") ? "cluster" : "name";
        var sql = new Rewritten.Builder(naming, variables);
        sql.add("SELECT * FROM (" + rows + ") AS listed");
        what.like().ifPresent(pattern -> sql.add(" WHERE " + firstColumn + " LIKE " + Quoted.literal(pattern)));
        what.condition()
                .ifPresent(condition -> sql.add(" WHERE (").add(condition).add(")"));
        switch (what.plural()) {
            case "columns" -> {}
            case "privileges", "system privileges" -> sql.add(" ORDER BY 6, 3, 4, 5, 2, 7");
            case "default privileges" -> sql.add(" ORDER BY 1, 2, 3, 4, 5, 6");
            default -> sql.add(" ORDER BY 1, 2");
        }
        return sql.build();
    }

    private Rewritten create(Statement.ShowCreate show) {
        if (show.kind() == ObjectKind.CLUSTER) {
            String name = Quoted.literal(show.name().item());
            return Rewritten.ofOurs("SELECT " + name + "::text AS name, _weir.cluster_sql(" + name + ") AS create_sql");
        }
        if (!show.kind().item()) {
            throw SqlError.unsupported("SHOW CREATE " + show.kind().sql(), "Query mz_catalog instead.");
        }
        Name name = show.name();
        return Rewritten.ofOurs("SELECT _weir.refuse_system(" + ItemLookup.systemNameExpression(name)
                + ") || _weir.required_full_name("
                + Quoted.literal(show.kind().catalogName()) + ", "
                + found(name) + ", " + Quoted.literal(name.dotted())
                + ") AS name, (SELECT _weir.rendered" + (show.redacted() ? "_redacted" : "")
                + "(create_sql, true) FROM _weir.item WHERE id = " + found(name)
                + ") AS create_sql");
    }

    /** An expression for the id of the item a name means; null when there is none. */
    String found(Name name) {
        return ItemLookup.idExpression(naming, variables, name);
    }

    // ---- privileges

    private static String privileges(ShowWhat what) {
        return "SELECT grantor, grantee, database, schema, name, object_type, privilege_type FROM mz_internal.mz_show_all_privileges WHERE TRUE"
                + on(what)
                + what.role().map(role -> " AND " + held(role, "grantee")).orElse("");
    }

    private static String defaultPrivileges(ShowWhat what) {
        return "SELECT object_owner, database, schema, object_type, grantee, privilege_type FROM mz_internal.mz_show_default_privileges WHERE TRUE"
                + on(what)
                + what.role().map(role -> " AND " + held(role, "object_owner")).orElse("");
    }

    private static String on(ShowWhat what) {
        if (what.plural().equals("system privileges")) return " AND object_type = 'system'";
        return what.on()
                .map(kind -> " AND object_type = " + Quoted.literal(kind.catalogName()))
                .orElse("");
    }

    /** Whether a role has the role named in a column, as everybody has PUBLIC. */
    private static String held(String role, String column) {
        return "CASE WHEN " + column + " = 'PUBLIC' THEN TRUE ELSE mz_catalog.pg_has_role(" + Quoted.literal(role)
                + "::text, " + column + ", 'USAGE') END";
    }

    private static String singular(String plural) {
        return plural.substring(0, plural.length() - 1);
    }

    private static String named(String relation, String commentedAs, String condition) {
        return "SELECT o.name, coalesce(k.comment, '') AS comment FROM " + relation
                + " LEFT JOIN mz_internal.mz_comments k ON k.id = o.id AND k.object_type = '" + commentedAs
                + "' AND k.object_sub_id IS NULL WHERE " + condition;
    }

    private String schemasOf(Optional<Name> database) {
        String name = database.map(Name::item).orElse(variables.value("database"));
        if (!naming.knowsDatabase(name)) throw SqlError.of("3D000", "unknown database '" + name + "'");
        return "(o.database_id IS NULL OR o.database_id = (SELECT id FROM mz_catalog.mz_databases WHERE name = "
                + Quoted.literal(name) + "))";
    }

    /** The id of the schema to list: the one given, else the first of the search path. */
    private String schemaId(Optional<Name> from) {
        String database = from.flatMap(Name::schema).orElse(variables.value("database"));
        String schema = from.map(Name::item)
                .orElseGet(() -> variables.searchPath().stream().findFirst().orElse("public"));
        naming.schema(database, schema);
        return "_weir.required_schema(" + Quoted.literal(database) + ", " + Quoted.literal(schema) + ")";
    }

    private String items(String columns, ShowWhat what, String condition) {
        String cluster = what.cluster()
                .map(name -> " AND c.name = " + Quoted.literal(name))
                .orElse("");
        return "SELECT " + columns + " FROM (SELECT o.name, o.type, i.source_type, c.name AS cluster, "
                + "coalesce(k.comment, '') AS comment FROM mz_catalog.mz_objects o LEFT JOIN _weir.item i ON i.id = o.id "
                + "LEFT JOIN mz_catalog.mz_clusters c ON c.id = i.cluster_id "
                + "LEFT JOIN mz_internal.mz_comments k ON k.id = o.id AND k.object_type = o.type AND k.object_sub_id IS NULL "
                + "WHERE o.schema_id = " + schemaId(what.from()) + " AND " + condition + cluster + ") AS items";
    }

    private String subsources(ShowWhat what) {
        String of = what.from()
                .map(name ->
                        "(i.parent_id = " + found(name) + " OR n.schema_id = (SELECT id FROM mz_catalog.mz_schemas "
                                + "WHERE name = " + Quoted.literal(name.item())
                                + " AND database_id = _weir.my_database()))")
                .orElseGet(() -> "n.schema_id = " + schemaId(Optional.empty()));
        return "SELECT n.name, n.source_type AS type FROM _weir.named_item n JOIN _weir.item i ON i.id = n.id "
                + "WHERE n.source_type IN ('subsource', 'progress') AND " + of;
    }

    private String indexes(ShowWhat what) {
        String cluster = what.cluster()
                .map(name -> " AND c.name = " + Quoted.literal(name))
                .orElse("");
        String of = what.from()
                .map(name -> "(x.on_id = " + found(name)
                        + " OR o.schema_id = (SELECT id FROM mz_catalog.mz_schemas WHERE name = "
                        + Quoted.literal(name.item()) + " AND database_id = _weir.my_database()))")
                .orElseGet(() -> "o.schema_id = " + schemaId(Optional.empty()));
        return "SELECT x.name, o.name AS \"on\", c.name AS cluster, "
                + "ARRAY(SELECT coalesce((SELECT name FROM mz_catalog.mz_columns m WHERE m.id = x.on_id AND m.position = k.on_position), k.on_expression) "
                + "FROM mz_catalog.mz_index_columns k WHERE k.index_id = x.id ORDER BY k.index_position) AS key, "
                + "coalesce(t.comment, '') AS comment FROM mz_catalog.mz_indexes x "
                + "JOIN mz_catalog.mz_objects o ON o.id = x.on_id JOIN mz_catalog.mz_clusters c ON c.id = x.cluster_id "
                + "LEFT JOIN mz_internal.mz_comments t ON t.id = x.id AND t.object_type = 'index' "
                + "WHERE " + of + cluster;
    }

    private String columns(Name on) {
        return "SELECT m.name, m.nullable, m.type, coalesce(k.comment, '') AS comment FROM mz_catalog.mz_columns m "
                + "JOIN mz_catalog.mz_objects o ON o.id = m.id "
                + "LEFT JOIN mz_internal.mz_comments k ON k.id = m.id AND k.object_type = o.type "
                + "AND k.object_sub_id = m.position::bigint "
                + "WHERE m.id = _weir.required_item(coalesce(" + ItemLookup.systemIdExpression(on) + ", " + found(on)
                + "), " + Quoted.literal(on.dotted())
                + ") ORDER BY m.position";
    }
}
