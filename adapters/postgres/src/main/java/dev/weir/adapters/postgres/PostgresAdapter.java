package dev.weir.adapters.postgres;

import static dev.weir.adapter.ProfileKey.Kind.FLAG;
import static dev.weir.adapter.ProfileKey.Kind.INTEGER;
import static dev.weir.adapter.ProfileKey.Kind.PORT;
import static dev.weir.adapter.ProfileKey.Kind.TEXT;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Capability;
import dev.weir.adapter.Connection;
import dev.weir.adapter.ConstraintSupport;
import dev.weir.adapter.ConstraintType;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.Dialect;
import dev.weir.adapter.MacroPackage;
import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.ProfileKey;
import dev.weir.adapter.ProfileSpec;
import dev.weir.adapter.RelationStyle;
import dev.weir.adapter.SeedTypes;
import dev.weir.adapters.postgres.wire.SaltedPasswords;
import dev.weir.adapters.postgres.wire.SessionSettings;
import dev.weir.adapters.postgres.wire.WireConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. Source: dbt docs, "Postgres setup" and "Postgres configurations"; dbt-postgres 1.11.0 as observed. */
public final class PostgresAdapter implements Adapter {
    private static final RelationStyle STYLE = new RelationStyle(
            '"',
            PartPolicy.ALL,
            RelationStyle.COMMON_TYPES,
            Optional.empty(),
            List.of("view", "table"),
            List.of("view", "table"),
            true,
            OptionalInt.of(63));
    private static final ProfileSpec PROFILE = new ProfileSpec(
            "postgres",
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
                    ProfileKey.withDefault("application_name", TEXT, "dbt"),
                    ProfileKey.withDefault("autocommit", FLAG, false),
                    ProfileKey.withDefault("retries", INTEGER, 1L),
                    ProfileKey.withDefault("embedded", FLAG, false)),
            List.of(
                    "host",
                    "port",
                    "user",
                    "database",
                    "schema",
                    "connect_timeout",
                    "role",
                    "search_path",
                    "keepalives_idle",
                    "sslmode",
                    "sslcert",
                    "sslkey",
                    "sslrootcert",
                    "application_name",
                    "autocommit",
                    "retries"),
            List.of("embedded"),
            Map.of("database", "postgres", "schema", "public"));

    private final SaltedPasswords saltedPasswords = new SaltedPasswords();

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public String version() {
        return "1.11.0";
    }

    @Override
    public List<String> dependencies() {
        return List.of();
    }

    @Override
    public MacroPackage macroPackage() {
        return new MacroPackage(
                "dbt_postgres", PostgresAdapter.class, "/dev/weir/adapters/postgres/macros/dbt_postgres/");
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
            case SCHEMA_METADATA_BY_RELATIONS -> Capability.Support.FULL;
            case TABLE_LAST_MODIFIED_METADATA,
                    TABLE_LAST_MODIFIED_METADATA_BATCH,
                    GET_CATALOG_FOR_SINGLE_RELATION,
                    MICROBATCH_CONCURRENCY -> Capability.Support.UNKNOWN;
        };
    }

    @Override
    public ConstraintSupport support(ConstraintType constraint) {
        return switch (constraint) {
            case CHECK, NOT_NULL, UNIQUE, PRIMARY_KEY, FOREIGN_KEY -> ConstraintSupport.ENFORCED;
            case CUSTOM -> ConstraintSupport.NOT_SUPPORTED;
        };
    }

    @Override
    public boolean transactional() {
        return true;
    }

    @Override
    public List<String> configKeys() {
        return List.of("unlogged", "indexes");
    }

    @Override
    public List<String> incrementalStrategies() {
        return List.of("append", "delete+insert", "merge", "microbatch");
    }

    @Override
    public Optional<String> refusalOfDatabase(String database, Credentials credentials) {
        String wanted = database.startsWith("\"") ? database.replace("\"", "") : database;
        return wanted.equalsIgnoreCase(credentials.database())
                ? Optional.empty()
                : Optional.of("Cross-db references not allowed in postgres (" + wanted + " vs " + credentials.database()
                        + ")");
    }

    @Override
    public Connection connect(Credentials credentials, String connectionName) {
        Map<String, String> startup = new LinkedHashMap<>();
        credentials.text("application_name").ifPresent(name -> startup.put("application_name", name));
        credentials
                .text("search_path")
                .filter(path -> !path.isEmpty())
                .ifPresent(path -> startup.put("options", "-c search_path=" + path.replace(" ", "\\ ")));
        boolean transactions = !credentials.flag("autocommit");
        WireConnection connection = ConnectAttempts.of(credentials)
                .open(() ->
                        WireConnection.open(settings(credentials, startup, transactions, saltedPasswords), dialect()));
        Optional<String> role = credentials.text("role").filter(name -> !name.isEmpty());
        if (role.isPresent()) {
            connection.execute("set role " + role.get(), false, OptionalInt.empty());
            connection.commit();
            connection.rollback();
        }
        return connection;
    }

    /** A session as a profile asks for it. */
    public static SessionSettings settings(
            Credentials credentials,
            Map<String, String> startup,
            boolean implicitTransactions,
            SaltedPasswords saltedPasswords) {
        return new SessionSettings(
                credentials.text("host").orElse(""),
                credentials.number("port").orElse(5432),
                credentials.text("user").orElse(""),
                credentials.text("password").orElse(""),
                credentials.database(),
                new SessionSettings.TlsSettings(
                        credentials.text("sslmode").filter(mode -> !mode.isEmpty()),
                        credentials.text("sslcert"),
                        credentials.text("sslkey"),
                        credentials.text("sslrootcert")),
                credentials.number("connect_timeout").orElse(10),
                credentials.number("keepalives_idle").orElse(0),
                startup,
                implicitTransactions,
                saltedPasswords);
    }

    @Override
    public Optional<String> contractTypeLabel(int typeId) {
        return ContractTypes.label(typeId);
    }

    @Override
    public Optional<String> relationsQuery(String database, List<String> schemas) {
        Dialect dialect = dialect();
        String listed = schemas.stream()
                .map(schema -> dialect.text(schema.toLowerCase(java.util.Locale.ROOT)))
                .collect(Collectors.joining(", "));
        String name = dialect.text(database);
        return Optional.of("select " + name + " as database, n.nspname as schema, c.relname as name,\n"
                + "  case c.relkind when 'v' then 'view' when 'm' then 'materialized_view' else 'table' end as type\n"
                + "from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
                + "where c.relkind in ('r', 'p', 'f', 'v', 'm') and lower(n.nspname) in (" + listed + ")\n"
                + "order by n.nspname, c.relname");
    }

    @Override
    public Optional<String> dependenciesQuery(List<String> schemas) {
        Dialect dialect = dialect();
        String listed = schemas.stream()
                .map(schema -> dialect.text(schema.toLowerCase(java.util.Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return Optional.of("select distinct dn.nspname as dependent_schema, dc.relname as dependent_name,\n"
                + "  rn.nspname as referenced_schema, rc.relname as referenced_name\n"
                + "from pg_catalog.pg_class rc\n"
                + "join pg_catalog.pg_namespace rn on rn.oid = rc.relnamespace\n"
                + "join pg_catalog.pg_depend d on d.refobjid = rc.oid and d.refclassid = 'pg_class'::regclass\n"
                + "  and d.classid = 'pg_rewrite'::regclass and d.deptype = 'n'\n"
                + "join pg_catalog.pg_rewrite r on r.oid = d.objid\n"
                + "join pg_catalog.pg_class dc on dc.oid = r.ev_class and dc.oid <> rc.oid\n"
                + "join pg_catalog.pg_namespace dn on dn.oid = dc.relnamespace\n"
                + "where lower(rn.nspname) in (" + listed + ")");
    }

    @Override
    public Optional<Map<String, @Nullable Object>> parseIndex(@Nullable Object rawIndex) {
        return PostgresIndex.parse(rawIndex);
    }
}
