package dev.weir.sandbox.dialect;

import java.util.Set;

/** Words with a fixed meaning in the grammar. */
final class Keywords {
    /** Words that are no names without quotes, but behind {@code AS}. Source: Materialize docs, "Identifiers". */
    static final Set<String> RESERVED = words("""
            with select from where group having qualify window order limit offset fetch options returning union except
            intersect all distinct
            """);

    /** Words besides that name no column in an expression. */
    private static final Set<String> RESERVED_IN_EXPRESSIONS = words("true false null array case cast not");

    /** Words besides that follow a relation and are not its alias. */
    private static final Set<String> RESERVED_BEHIND_RELATIONS =
            words("on join inner cross full left right natural using set outer");

    /** Words that PostgreSQL reserves: as names it wants them in quotes. Source: PostgreSQL docs, "SQL Key Words". */
    private static final Set<String> RESERVED_BY_POSTGRES = words("""
            all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
            column concurrently constraint create cross current_catalog current_date current_role current_schema
            current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
            foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
            leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
            placing primary references returning right select session_user similar some symmetric system_user table
            tablesample then to trailing true union unique user using variadic verbose when where window with
            """);

    /** Of those, the ones that go on with an expression where an operand has been read, or belong to one. */
    private static final Set<String> OPERATORS = words("""
            and or in is isnull notnull like ilike similar overlaps collate as any some variadic default leading trailing both
            table lateral only user current_catalog current_role current_timestamp current_user
            session_user current_schema
            """);

    /** What an operand follows. */
    private static final Set<String> BEFORE_OPERANDS = words("""
            select distinct all where on by having qualify and or not in is like ilike between similar to escape when then
            else case limit offset returning values set using for from any some over filter interval
            """);

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** Whether a word behind a relation is its alias. */
    static boolean alias(String word) {
        return !RESERVED.contains(word) && !RESERVED_BEHIND_RELATIONS.contains(word);
    }

    /** Whether PostgreSQL takes a token for a name in quotes only. */
    static boolean needsQuotes(Token name) {
        return name.kind() == Token.Kind.WORD && RESERVED_BY_POSTGRES.contains(name.text());
    }

    /** Whether a word that PostgreSQL reserves names a column where an operand is expected. */
    static boolean column(Token word) {
        return needsQuotes(word)
                && !RESERVED.contains(word.text())
                && !RESERVED_IN_EXPRESSIONS.contains(word.text())
                && !OPERATORS.contains(word.text());
    }

    /** Whether what follows a token is an operand, rather than what goes on with one. */
    static boolean operandFollows(Token before) {
        return switch (before.kind()) {
            case OPERATOR, PUNCTUATION -> !before.symbol(")") && !before.symbol("]");
            case WORD -> BEFORE_OPERANDS.contains(before.text());
            case QUOTED_IDENTIFIER, STRING, NUMBER, PARAMETER, END -> false;
        };
    }

    /** All keywords, also those that can be names: error messages show them as such. Source: Materialize docs, "Identifiers". */
    static final Set<String> ALL = Set.of("""
            abort access account action add added address addresses after aggregate aggregation aligned all alter
            analyse analysis analyze and any append apply arity arn arranged arrangement array as asc assert assume
            at auction authority auto availability avro aws batch begin between bigint billed body boolean both
            bpchar broken broker brokers by bytes capture cardinality cascade case cast catalog certificate chain
            chains char character characteristics check class client clock close cluster clusters coalesce collate
            column columns comment commit committed compaction compatibility compression compute computectl config
            confluent connection connections constraint copy correlated count counter cpu create createcluster
            createdb createnetworkpolicy createrole creation credential cross cse csv cte current cursor database
            databases datums day days deallocate debezium debug debugging dec decimal declare decoding decorrelated
            default defaults delete delimited delimiter delta desc details direction discard disk distinct doc dot
            double drop duration eager element else enable end endpoint enforced envelope equivalences error errors
            escape estimate every except exclude execute exists expected experimental explain expose expressions
            external extract factor false fast features fetch fields file files filter first fixed fixpoint float
            following for foreign format forward from full fullname function fusion gcp generator glue grant
            greatest group groups having header headers hints history hold host hour hours humanized hydration
            iceberg id identifiers ids if ignore ilike implementations imported in include index indexes info
            inherit inline inner input insert insights inspect instance int integer internal intersect interval into
            introspection is isnull isolation join joins json kafka key keys last lateral latest leading least left
            legacy letrec level like limit linear linger list load local locally log logical login lowering managed
            manual map marketing matching materialize materialized max mechanisms membership memory message metadata
            metric minute minutes mock mode month months mutually mysql name names namespace natural negative
            network new next nfc nfd nfkc nfkd no nocreatecluster nocreatedb nocreaterole node noinherit nologin non
            none normalize nosuperuser not notice notices null nullif nulls objects of offset on only operator
            optimized optimizer options or order ordinality outer over owned owner partition partitions password
            path pattern physical plan plans policies policy port position postgres preceding precision prefix
            prepare primary prioritize privatelink privileges progress projection protobuf protocol public
            publication pushdown qualify query quote raise range rate raw read ready real reassign recursion
            recursive redacted reduce reference references refresh regex region registry relation rename reoptimize
            repeatable replace replacement replan replica replicas replication reset respect restrict retain return
            returning revoke right role roles rollback rotate rounds row rows rules sasl scale scaling schedule
            schema schemas scope second seconds secret secrets security seed select sequences serializable server
            service session set shard show sink sinks size skew smallint snapshot some source sources sql ssh ssl
            start stdin stdout storage storagectl strategy strict string strong subscribe subsource subsources
            substring subtree superuser swap syntax system table tables tail temp temporary test text then tick ties
            time timeout timestamp timestamptz timing to token topic tpch trace trailing transaction transactional
            transform trim true tunnel type types unbounded uncommitted union unique unit unknown unnest until up
            update upsert url usage user username users using validate value values varchar variadic varying verbose
            version view views wait warehouse warning webhook when where while window wire with within without work
            workers workload write year years zone zones
            """.strip().split("\\s+"));

    /** What ends an expression at its own level of parentheses. */
    static final Set<String> CLAUSES = Set.of(
            "from",
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "union",
            "intersect",
            "except",
            "on",
            "using",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "returning",
            "window",
            "options",
            "into",
            "qualify");

    private Keywords() {}
}
