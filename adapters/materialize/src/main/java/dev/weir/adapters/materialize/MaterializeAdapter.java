package dev.weir.adapters.materialize;

import static dev.weir.adapter.ProfileKey.Kind.FLAG;
import static dev.weir.adapter.ProfileKey.Kind.INTEGER;
import static dev.weir.adapter.ProfileKey.Kind.PORT;
import static dev.weir.adapter.ProfileKey.Kind.TEXT;
import static dev.weir.adapter.ProfileKey.Kind.TEXTS;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.AdapterMethods;
import dev.weir.adapter.Capability;
import dev.weir.adapter.ConfigFault;
import dev.weir.adapter.Connection;
import dev.weir.adapter.ConstraintSupport;
import dev.weir.adapter.ConstraintType;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.Dialect;
import dev.weir.adapter.MacroPackage;
import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.ProfileKey;
import dev.weir.adapter.ProfileSpec;
import dev.weir.adapter.QueryDescription;
import dev.weir.adapter.RelationStyle;
import dev.weir.adapter.SeedTypes;
import dev.weir.adapters.postgres.ConnectAttempts;
import dev.weir.adapters.postgres.ContractTypes;
import dev.weir.adapters.postgres.PostgresAdapter;
import dev.weir.adapters.postgres.PostgresDialect;
import dev.weir.adapters.postgres.wire.SaltedPasswords;
import dev.weir.adapters.postgres.wire.WireConnection;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Materialize. Source: Materialize docs, "dbt"; dbt-materialize 1.9.11 as observed. */
public final class MaterializeAdapter implements Adapter {
    private static final RelationStyle STYLE = new RelationStyle(
            '"',
            PartPolicy.ALL,
            List.of(
                    "table",
                    "view",
                    "cte",
                    "external",
                    "materialized_view",
                    "source",
                    "source_table",
                    "sink",
                    "index",
                    "materializedview"),
            Optional.of("view"),
            List.of("view", "table"),
            List.of("view", "table"),
            false,
            OptionalInt.of(255));
    private static final ProfileSpec PROFILE = new ProfileSpec(
            "materialize",
            List.of(
                    ProfileKey.required("database", TEXT, "dbname"),
                    ProfileKey.required("schema", TEXT),
                    ProfileKey.required("host", TEXT),
                    ProfileKey.required("user", TEXT),
                    ProfileKey.required("port", PORT),
                    ProfileKey.required("password", TEXT, "pass").hidden(),
                    ProfileKey.withDefault("connect_timeout", INTEGER, 10L),
                    ProfileKey.optional("role", TEXT),
                    ProfileKey.optional("search_path", TEXT),
                    ProfileKey.withDefault("keepalives_idle", INTEGER, 0L),
                    ProfileKey.optional("sslmode", TEXT),
                    ProfileKey.optional("sslcert", TEXT),
                    ProfileKey.optional("sslkey", TEXT),
                    ProfileKey.optional("sslrootcert", TEXT),
                    ProfileKey.withDefault("application_name", TEXT, SessionOptions.APPLICATION_NAME),
                    ProfileKey.withDefault("retries", INTEGER, 1L),
                    ProfileKey.optional("cluster", TEXT),
                    ProfileKey.optional("options", TEXTS),
                    ProfileKey.withDefault("sandbox", FLAG, false)),
            List.of(
                    "host",
                    "port",
                    "user",
                    "database",
                    "schema",
                    "cluster",
                    "sslmode",
                    "keepalives_idle",
                    "connect_timeout",
                    "search_path",
                    "retries",
                    "application_name",
                    "options"),
            List.of("sandbox"),
            Map.of("database", "materialize", "schema", "public"));

    /** A syntax error, and a parameter that does not exist. */
    private static final Set<String> SET_ROLE_IS_UNKNOWN = Set.of("42601", "42704");

    private final SaltedPasswords saltedPasswords = new SaltedPasswords();

    @Override
    public String type() {
        return "materialize";
    }

    @Override
    public String version() {
        return SessionOptions.VERSION;
    }

    @Override
    public List<String> dependencies() {
        return List.of("postgres");
    }

    @Override
    public MacroPackage macroPackage() {
        return new MacroPackage(
                "dbt_materialize", MaterializeAdapter.class, "/dev/weir/adapters/materialize/macros/dbt_materialize/");
    }

    @Override
    public ProfileSpec profileSpec() {
        return PROFILE;
    }

    @Override
    public Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    public RelationStyle relationStyle() {
        return STYLE;
    }

    @Override
    public SeedTypes seedTypes() {
        return new SeedTypes("text", "integer", "float8", "boolean", "timestamp without time zone", "date", "time");
    }

    @Override
    public Capability.Support support(Capability capability) {
        return switch (capability) {
            case SCHEMA_METADATA_BY_RELATIONS -> Capability.Support.NOT_IMPLEMENTED;
            // intended: COMPATIBILITY #196
            case TABLE_LAST_MODIFIED_METADATA -> Capability.Support.FULL;
            case TABLE_LAST_MODIFIED_METADATA_BATCH, GET_CATALOG_FOR_SINGLE_RELATION, MICROBATCH_CONCURRENCY ->
                Capability.Support.UNKNOWN;
        };
    }

    @Override
    public ConstraintSupport support(ConstraintType constraint) {
        return switch (constraint) {
            case NOT_NULL -> ConstraintSupport.ENFORCED;
            case CHECK, UNIQUE, PRIMARY_KEY, FOREIGN_KEY, CUSTOM -> ConstraintSupport.NOT_SUPPORTED;
        };
    }

    /** Materialize's DDL is its own transaction; dbt opens none. */
    @Override
    public boolean transactional() {
        return false;
    }

    @Override
    public List<String> configKeys() {
        return List.of("cluster", "partition_by", "refresh_interval", "retain_history", "indexes", "force_recreate");
    }

    @Override
    public List<ConfigFault> configFaults(String materialized, String key, Object value) {
        return MaterializeConfigs.faults(materialized, key, value);
    }

    @Override
    public List<String> incrementalStrategies() {
        return List.of("append", "delete+insert", "merge", "microbatch");
    }

    /** Any database may be named. */
    @Override
    public Optional<String> refusalOfDatabase(String database, Credentials credentials) {
        return Optional.empty();
    }

    @Override
    public Connection connect(Credentials credentials, String connectionName) {
        WireConnection connection = ConnectAttempts.of(credentials)
                .open(() -> WireConnection.open(
                        PostgresAdapter.settings(
                                credentials, SessionOptions.startup(credentials), false, saltedPasswords),
                        dialect()));
        try {
            SupportedVersions.check(connection.parameter("mz_version"));
            credentials.text("role").filter(name -> !name.isEmpty()).ifPresent(role -> assume(connection, role));
            return connection;
        } catch (DatabaseException e) {
            connection.close();
            throw ConnectAttempts.of(credentials).refused(e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    // intended: COMPATIBILITY #195
    private void assume(Connection connection, String role) {
        try {
            connection.execute("set role " + dialect().identifier(role), false, OptionalInt.empty());
        } catch (DatabaseException e) {
            if (!SET_ROLE_IS_UNKNOWN.contains(e.sqlState())) {
                throw e;
            }
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.MZS_017, "a session of this server cannot change its role")
                            .inWordsOfDbt("The profile names role \"" + role + "\", but this server has no SET ROLE: "
                                    + e.words().lines().findFirst().orElse("")
                                    + ".\nTake role out of the profile and connect as that role (user), or grant it to the user,"
                                    + " who then has its privileges: GRANT "
                                    + dialect().identifier(role) + " TO ...;"),
                    e);
        }
    }

    @Override
    public Optional<String> contractTypeLabel(int typeId) {
        return ContractTypes.label(typeId);
    }

    /** A temporary view has the columns, and needs no cluster. */
    @Override
    public Optional<QueryDescription> describing(String sql, IntSupplier session) {
        String view = "__dbt_sbq" + session.getAsInt();
        return Optional.of(new QueryDescription(
                "create temporary view " + view + " as " + sql,
                "select c.name, c.type_oid\n"
                        + "from mz_columns c\n"
                        + "join mz_relations r on r.id = c.id\n"
                        + "where r.schema_id = '0' and r.name = '" + view + "'\n"
                        + "order by c.position",
                "drop view " + view));
    }

    @Override
    public Optional<String> relationsQuery(String database, List<String> schemas) {
        Dialect dialect = dialect();
        String listed = schemas.stream().map(dialect::text).collect(Collectors.joining(", "));
        return Optional.of("select d.name as database, s.name as schema, o.name as name,\n"
                + "  case o.type when 'materialized-view' then 'materialized_view' else o.type end as type\n"
                + "from mz_objects o\n"
                + "join mz_schemas s on s.id = o.schema_id and s.name in (" + listed + ")\n"
                + "join mz_databases d on d.id = s.database_id and d.name = " + dialect.text(database) + "\n"
                + "left join mz_sources so on so.id = o.id\n"
                + "where o.type in ('table', 'source', 'view', 'materialized-view', 'index', 'sink')\n"
                + "  and coalesce(so.type, '') not in ('subsource', 'progress')");
    }

    /** Constraints are assertions of a materialized view here, and only {@code not null} is one. */
    @Override
    public String columnWithConstraints(String quotedName, String dataType, List<String> constraints) {
        return constraints.isEmpty() ? "" : "assert not null " + quotedName;
    }

    @Override
    public AdapterMethods methods() {
        return MaterializeMethods::find;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> parseIndex(@Nullable Object rawIndex) {
        return MaterializeIndex.parse(rawIndex);
    }
}
