package dev.weir.adapter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A kind of database that a profile's {@code type} names. Found by {@code ServiceLoader}: implementations have a public
 * no-argument constructor that does no work. Immutable and thread-safe; all state is in {@link Connection}s.
 */
public interface Adapter {
    /** The profile's {@code type}: {@code "postgres"}. */
    String type();

    /** The version shown by {@code --version} and in events: the version of dbt's adapter whose behaviour it has. */
    String version();

    /** Types of the adapters whose macros it inherits, nearest first ({@code ["postgres"]}). */
    List<String> dependencies();

    /** Its own macro package; the ones it inherits are their adapters'. */
    MacroPackage macroPackage();

    ProfileSpec profileSpec();

    Dialect dialect();

    RelationStyle relationStyle();

    SeedTypes seedTypes();

    /** How far a capability goes. */
    Capability.Support support(Capability capability);

    /** What the database does with a constraint of this kind. */
    ConstraintSupport support(ConstraintType constraint);

    /** Whether {@code BEGIN} and {@code COMMIT} are sent around a node's statements. */
    boolean transactional();

    /** Node config keys only this adapter knows, with the kinds of values they hold; the rest are core's. */
    List<String> configKeys();

    /**
     * What is wrong with what a node says under one of its {@link #configKeys()}; asked when a project is parsed.
     *
     * @param materialized how the node is materialized; a key that means nothing there is not looked at
     */
    default List<ConfigFault> configFaults(String materialized, String key, Object value) {
        return List.of();
    }

    /** Built-in incremental strategies, as {@code incremental_strategy} names them. */
    List<String> incrementalStrategies();

    /** What {@code adapter.verify_database} says of a database that is not the profile's; empty when it may be used. */
    Optional<String> refusalOfDatabase(String database, Credentials credentials);

    /**
     * Opens a connection; blocks until it is ready. Retries as the profile says.
     *
     * @throws dev.weir.base.WeirException {@code ADP-001} with the server's words
     */
    Connection connect(Credentials credentials, String connectionName);

    /** The name of a type as contracts show it, from the wire's type id: {@code 23} is {@code "INTEGER"}. */
    Optional<String> contractTypeLabel(int typeId);

    /**
     * What to ask for the columns of a query whose running costs something; empty where the query itself is run and yields no
     * rows.
     *
     * @param session the server's id of the session that will ask
     */
    default Optional<QueryDescription> describing(String sql, IntSupplier session) {
        return Optional.empty();
    }

    /**
     * One query that lists the relations of all these schemas of a database, with columns database, schema, name, type;
     * empty when relations can only be listed schema by schema through the macro.
     */
    Optional<String> relationsQuery(String database, List<String> schemas);

    /**
     * One query that lists which relations read which, with columns dependent_schema, dependent_name, referenced_schema,
     * referenced_name; empty when the database does not tell.
     */
    default Optional<String> dependenciesQuery(List<String> schemas) {
        return Optional.empty();
    }

    /** A column of a contract in DDL: quoted name, type, and its constraints as rendered; empty text leaves it out. */
    default String columnWithConstraints(String quotedName, String dataType, List<String> constraints) {
        String joined = constraints.isEmpty() ? "" : " " + String.join(" ", constraints);
        return quotedName + " " + dataType + joined;
    }

    /** The query of {@code debug}'s connection test. */
    default String connectionTestQuery() {
        return "select 1 as id";
    }

    /** Longest identifier the server keeps; empty when there is no limit worth checking. */
    default OptionalInt maxIdentifierLength() {
        return relationStyle().maxIdentifierLength();
    }

    /** Methods of {@code adapter} that only this database has. */
    default AdapterMethods methods() {
        return AdapterMethods.NONE;
    }

    /**
     * Parses one entry of the config {@code indexes}, as {@code adapter.parse_index} does.
     *
     * @return null when the entry is none
     * @throws dev.weir.base.WeirException when it cannot be understood
     */
    default Optional<Map<String, @Nullable Object>> parseIndex(@Nullable Object rawIndex) {
        return Optional.empty();
    }
}
