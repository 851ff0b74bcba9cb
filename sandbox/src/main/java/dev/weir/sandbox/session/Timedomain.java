package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import dev.weir.sandbox.dialect.Statement;
import dev.weir.sandbox.dialect.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of a transaction block may be of: the schemas that the first of them names, as they were then, and the system
 * catalog; or the system catalog alone, once the block runs on its cluster. Views stand for what they read. Source: Materialize docs,
 * "BEGIN", Same timedomain error; test/sqllogictest/timedomain.slt, transactions.slt. One thread.
 */
final class Timedomain {
    private static final Pattern AS_OF = Pattern.compile("\\bas\\s+of\\b", Pattern.CASE_INSENSITIVE);
    /** What the error lists of the system catalog, in any block. Source: test/sqllogictest/transactions.slt. */
    private static final List<String> OF_SYSTEM = List.of(
            "mz_catalog.mz_array_types",
            "mz_catalog.mz_base_types",
            "mz_catalog.mz_columns",
            "mz_catalog.mz_connections",
            "mz_catalog.mz_databases",
            "mz_catalog.mz_functions",
            "mz_catalog.mz_index_columns",
            "mz_catalog.mz_indexes",
            "mz_catalog.mz_list_types",
            "mz_catalog.mz_map_types",
            "mz_catalog.mz_materialized_views",
            "mz_catalog.mz_operators",
            "mz_catalog.mz_pseudo_types",
            "mz_catalog.mz_role_auth",
            "mz_catalog.mz_role_members",
            "mz_catalog.mz_role_parameters",
            "mz_catalog.mz_roles",
            "mz_catalog.mz_schemas",
            "mz_catalog.mz_secrets",
            "mz_catalog.mz_sinks",
            "mz_catalog.mz_sources",
            "mz_catalog.mz_system_privileges",
            "mz_catalog.mz_tables",
            "mz_catalog.mz_types",
            "mz_catalog.mz_views",
            "mz_internal.mz_aggregates",
            "mz_internal.mz_comments",
            "mz_internal.mz_object_dependencies",
            "mz_internal.mz_type_pg_metadata");

    private final SessionContext context;
    private final TransactionRules rules;
    private long block;
    private Reach reach = Reach.OPEN;
    /** Ids of what may be read, when that are the schemas of the first read. */
    private String ids = "{}";
    /** What has been let in already, as the statements name it. */
    private final Set<List<String>> admitted = new HashSet<>();

    private enum Reach {
        /** Nothing was asked yet. */
        NEW,
        /** Something was asked that is of no time. */
        OPEN,
        /** The system catalog, on the session's cluster. */
        SYSTEM,
        /** The system catalog, on the cluster that serves it. */
        CATALOG_SERVER,
        SCHEMAS
    }

    Timedomain(SessionContext context, TransactionRules rules) {
        this.context = context;
        this.rules = rules;
    }

    /** Whether {@link #admit} would have to ask. */
    boolean asks(Statement statement) {
        return rules.block() > 0 && read(statement).isPresent();
    }

    /** Throws {@code 25000} or {@code 2F003} when the block may not read what a statement does. */
    void admit(Statement statement) throws IOException {
        Optional<SqlFragment> read = read(statement);
        if (rules.block() == 0 || read.isEmpty()) return;
        if (block != rules.block()) {
            block = rules.block();
            reach = Reach.NEW;
            ids = "{}";
            admitted.clear();
        }
        boolean system = statement instanceof Statement.ShowObjects || statement instanceof Statement.ShowCreate;
        List<RelationUse> relations = read.get().relations();
        if (relations.isEmpty()) {
            if (reach == Reach.NEW) reach = routed(system || literals(read.get())) ? Reach.CATALOG_SERVER : Reach.OPEN;
            return;
        }
        var names = new ArrayList<String>();
        for (RelationUse use : relations) names.add(use.name().dotted());
        if (admitted.contains(names)) return;
        decide(relations);
        admitted.add(names);
    }

    private boolean routed(boolean catalogServes) {
        return catalogServes
                && context.variables().value("auto_route_catalog_queries").equals("on");
    }

    private void decide(List<RelationUse> relations) throws IOException {
        var physical = new ArrayList<String>();
        var shown = new ArrayList<String>();
        for (RelationUse use : relations) {
            physical.add(physical(use.name()));
            String schema = use.name()
                    .schema()
                    .orElseGet(() -> context.variables().searchPath().stream()
                            .findFirst()
                            .orElse("public"));
            shown.add(use.name().database().orElse(context.database()) + "." + schema + "."
                    + use.name().item());
        }
        boolean bound = reach == Reach.SCHEMAS || reach == Reach.SYSTEM;
        List<@Nullable String> row = context.backend()
                .query("SELECT named, outside, available, domain FROM _weir.read_in_block("
                        + new Requirements(context).ids(relations) + ", " + (bound ? Quoted.literal(ids) : "NULL")
                        + "::text[], " + Quoted.array(physical) + "::text[], " + Quoted.array(shown) + "::text[])")
                .getFirst();
        String named = SessionContext.text(row, 0);
        String outside = SessionContext.text(row, 1);
        if (!named.isEmpty() && reach == Reach.CATALOG_SERVER) throw notThere(named);
        if (bound && !outside.isEmpty()) throw outside(outside, SessionContext.text(row, 2));
        if (named.isEmpty()) {
            if (reach == Reach.NEW) reach = routed(true) ? Reach.CATALOG_SERVER : Reach.SYSTEM;
            else if (reach == Reach.OPEN) reach = Reach.SYSTEM;
            return;
        }
        boolean nothing = SessionContext.text(row, 3).equals("{}");
        if (nothing) {
            if (reach == Reach.NEW) reach = Reach.OPEN;
        } else if (reach != Reach.SYSTEM) {
            reach = Reach.SCHEMAS;
            ids = SessionContext.text(row, 3);
        }
    }

    /** Empty for what cannot be: the statement itself says so, and where. */
    private String physical(Name name) {
        try {
            return context.naming().relation(context.database(), name);
        } catch (SqlError unknown) {
            return "";
        }
    }

    private static SqlError notThere(String named) {
        return SqlError.of(
                        "2F003",
                        "querying the following items " + named.replace("\n", ", ")
                                + " is not allowed from the \"mz_catalog_server\" cluster")
                .withDetail(
                        "The transaction is executing on the mz_catalog_server cluster, maybe having been routed there by the first statement in the transaction.");
    }

    private static SqlError outside(String outside, String available) {
        var detail = new StringBuilder(
                        "The following relations in the query are outside the transaction's time domain:\n")
                .append(outside)
                .append("\nOnly the following relations are available:");
        available.lines().forEach(line -> detail.append('\n').append(line));
        for (String name : OF_SYSTEM) detail.append("\n\"").append(name).append('"');
        return SqlError.of(
                        "25000",
                        "Transactions can only reference objects in the same timedomain. See https://materialize.com/docs/sql/begin/#same-timedomain-error")
                .withDetail(detail.toString());
    }

    /** Whether a query without relations is of literals alone, which no cluster of users has to compute. Source: auto_route_expensive.slt. */
    private static boolean literals(SqlFragment query) {
        for (Token token : Lexer.tokenize(query.written())) {
            if (token.kind() == Token.Kind.OPERATOR || token.symbol("(") || token.symbol("::")) return false;
        }
        return true;
    }

    /** What a statement reads, unless it says of when. */
    private static Optional<SqlFragment> read(Statement statement) {
        Optional<SqlFragment> read = switch (statement) {
            case Statement.Query query -> Optional.of(query.text());
            case Statement.CopyOut copy -> Optional.of(copy.rows());
            case Statement.Declare declare -> read(declare.of());
            case Statement.ShowObjects _, Statement.ShowCreate _ -> Optional.of(NOTHING);
            default -> Optional.empty();
        };
        return read.filter(query -> !AS_OF.matcher(query.written()).find());
    }

    private static final SqlFragment NOTHING = new SqlFragment("", 0, 0, List.of(), List.of(), List.of(), Set.of());
}
