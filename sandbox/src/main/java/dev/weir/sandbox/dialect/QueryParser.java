package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import dev.weir.sandbox.dialect.SqlFragment.Part;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import dev.weir.sandbox.dialect.SqlFragment.ShowUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries and expressions: checks their structure, finds the relations they name and the constructs that PostgreSQL
 * spells otherwise. One instance reads one fragment.
 */
final class QueryParser {
    /** Functions of pg_catalog that the sandbox answers with one of its own. */
    private static final Set<String> OVERRIDDEN = Set.of(
            "version",
            "current_database",
            "current_schema",
            "current_schemas",
            "pg_table_is_visible",
            "pg_get_viewdef",
            "pg_get_indexdef",
            "obj_description",
            "col_description",
            "format_type",
            "pg_get_userbyid",
            "now",
            "split_part",
            "regexp_replace",
            "pg_encoding_to_char",
            "date_bin",
            "pg_has_role",
            "pg_tablespace_location",
            "has_table_privilege",
            "has_schema_privilege",
            "has_database_privilege",
            "has_type_privilege");

    /** Functions that make jsonb of what they are given. */
    private static final Set<String> TO_JSON =
            Set.of("to_jsonb", "jsonb_build_object", "jsonb_build_array", "jsonb_agg", "jsonb_object_agg");

    /** Words that stand for a call, with parentheses or without; here each calls a function of that name. */
    private static final Set<String> WORD_FUNCTIONS =
            Set.of("current_user", "session_user", "current_role", "current_catalog", "user", "current_timestamp");

    /** As Materialize's parser; also keeps hostile text from exhausting the stack. */
    private static final int DEEPEST = 128;

    private final TokenCursor tokens;
    private final Set<String> stops;
    private boolean ofStatement;
    private int depth;
    private final List<RelationUse> relations = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<ShowUse> shows = new ArrayList<>();
    private final Set<String> collections = new HashSet<>();
    private final TypeParser types;
    private final RecordUses records = new RecordUses();
    private boolean inserting;
    /** How many brackets of subscripts are open at this level of parentheses: a colon ends an expression there. */
    private int bounds;
    /** Of the SELECT that is being read. */
    private Qualification qualification = new Qualification();
    /** The subscripts read last, which give a column its name. */
    private CollectionParser.@Nullable Subscripts subscripts;

    QueryParser(TokenCursor tokens) {
        this(tokens, Set.of());
    }

    /** @param stops words that end an expression outside parentheses, besides those that always do */
    QueryParser(TokenCursor tokens, Set<String> stops) {
        this.tokens = tokens;
        this.stops = stops;
        this.types = new TypeParser(tokens, edits, collections);
    }

    /** Names that hide relations: the common table expressions in sight. */
    private static final class Scope {
        final @Nullable Scope outer;
        final Set<String> tables = new HashSet<>();
        /** Those of a WITH MUTUALLY RECURSIVE, with their columns. */
        final Map<String, Part.Quoted> recursive = new LinkedHashMap<>();
        /** Around the query of a recursive table: those of outer recursions that it names. Null elsewhere. */
        final @Nullable Map<String, Part.Quoted> reached;

        Scope(@Nullable Scope outer) {
            this(outer, null);
        }

        Scope(@Nullable Scope outer, @Nullable Map<String, Part.Quoted> reached) {
            this.outer = outer;
            this.reached = reached;
        }

        /** A recursive table's query is run apart, and must be handed what it names of outer queries. */
        void reach(Name name) {
            var crossed = new ArrayList<Map<String, Part.Quoted>>();
            for (Scope scope = this; scope != null; scope = scope.outer) {
                if (scope.tables.contains(name.item())) {
                    if (!crossed.isEmpty()) scope.handTo(crossed, name);
                    return;
                }
                // Its own tables are one scope further out, and known to it.
                boolean own = scope.outer != null && scope.outer.tables.contains(name.item());
                if (scope.reached != null && !own) crossed.add(scope.reached);
            }
        }

        private void handTo(List<Map<String, Part.Quoted>> recursions, Name name) {
            Part.Quoted columns = recursive.get(name.item());
            if (columns == null) {
                throw SqlError.unsupported(
                                "WITH MUTUALLY RECURSIVE on a table of an outer WITH",
                                "Put the recursion outermost, or the table into it.")
                        .at(name.offset());
            }
            for (Map<String, Part.Quoted> recursion : recursions) recursion.put(name.item(), columns);
        }

        boolean hides(Name name) {
            if (name.parts().size() > 1) return false;
            for (Scope scope = this; scope != null; scope = scope.outer) {
                if (scope.tables.contains(name.item())) return true;
            }
            return false;
        }
    }

    /** A query that is a statement, which alone may say AS OF. */
    SqlFragment statement() {
        ofStatement = true;
        return query();
    }

    /** A query at the cursor, up to what cannot belong to it. */
    SqlFragment query() {
        int start = tokens.peek().start();
        query(new Scope(null));
        return fragment(start);
    }

    /** One expression at the cursor; {@code 42601} when there is none. */
    SqlFragment expression() {
        int start = tokens.peek().start();
        requireExpression(new Scope(null));
        return fragment(start);
    }

    /** The condition of SHOW, whose columns may be called {@code on}, which is no name elsewhere. */
    SqlFragment condition() {
        int start = tokens.peek().start();
        int first = tokens.mark();
        var scope = new Scope(null);
        do {
            if (tokens.at("on")) {
                Token on = tokens.next();
                edits.add(new Edit(on.start(), on.end(), "\"on\""));
            }
            expression(scope);
        } while (tokens.at("on"));
        if (tokens.mark() == first) throw tokens.expected("an expression");
        return fragment(start);
    }

    /** A relation by name, as a query: {@code TABLE name}. */
    SqlFragment relation() {
        int start = tokens.peek().start();
        relation(new Scope(null));
        edits.add(new Edit(start, start, "TABLE "));
        return fragment(start);
    }

    /** What ORDER BY sorts by. */
    SqlFragment orderings() {
        int start = tokens.peek().start();
        expressions(new Scope(null));
        return fragment(start);
    }

    /** A type name at the cursor. */
    SqlFragment dataType() {
        int start = tokens.peek().start();
        types.read();
        return fragment(start);
    }

    SqlFragment insert() {
        int start = tokens.peek().start();
        tokens.expect("insert");
        tokens.expect("into");
        inserting = true;
        relation(new Scope(null));
        if (tokens.accept("as")) identifier();
        if (tokens.atSymbol("(") && !queryAhead(1)) identifiers();
        if (!tokens.acceptWords("default", "values")) query(new Scope(null));
        returning();
        return fragment(start);
    }

    SqlFragment update() {
        int start = tokens.peek().start();
        tokens.expect("update");
        relation(new Scope(null));
        alias();
        tokens.expect("set");
        var scope = new Scope(null);
        do {
            identifier();
            tokens.expectSymbol("=");
            requireExpression(scope);
        } while (tokens.acceptSymbol(","));
        if (tokens.accept("where")) requireExpression(scope);
        return fragment(start);
    }

    SqlFragment delete() {
        int start = tokens.peek().start();
        tokens.expect("delete");
        tokens.expect("from");
        var scope = new Scope(null);
        relation(scope);
        alias();
        if (tokens.accept("using")) fromList(scope);
        if (tokens.accept("where")) requireExpression(scope);
        return fragment(start);
    }

    /** {@code COPY t [(cols)] FROM STDIN …}. */
    SqlFragment copyIn() {
        int start = tokens.peek().start();
        tokens.expect("copy");
        int into = tokens.peek().start();
        if (tokens.accept("into")) edits.add(new Edit(into, tokens.peek().start(), ""));
        relation(new Scope(null));
        if (tokens.atSymbol("(")) identifiers();
        tokens.expect("from");
        if (!tokens.accept("stdin")) throw tokens.expected("STDIN");
        copyOptions();
        return fragment(start);
    }

    /** {@code t [(cols)]} as a query. */
    SqlFragment copied() {
        int start = tokens.peek().start();
        relation(new Scope(null));
        String head = "TABLE ";
        if (tokens.atSymbol("(")) {
            int open = tokens.peek().start();
            tokens.identifierList();
            int end = tokens.previous().end();
            head = "SELECT " + tokens.source().substring(open + 1, end - 1) + " FROM ";
            edits.add(new Edit(open, end, ""));
        }
        edits.add(new Edit(start, start, head));
        return fragment(start);
    }

    /** In parentheses, or in the order PostgreSQL had them in of old: {@code CSV NULL 'x' DELIMITER ','}. */
    private void copyOptions() {
        tokens.accept("with");
        if (!tokens.acceptSymbol("(")) {
            while (!tokens.atStatementEnd()) {
                if (tokens.accept("csv") || tokens.accept("header")) continue;
                if (tokens.accept("binary")) throw binaryCopy();
                boolean known = tokens.accept("null")
                        || tokens.accept("delimiter")
                        || tokens.accept("quote")
                        || tokens.accept("escape");
                if (!known) throw tokens.expected("end of statement");
                tokens.accept("as");
                tokens.string();
            }
            return;
        }
        if (tokens.at("format") && tokens.peek(1).word("binary")) throw binaryCopy();
        parenthesised(new Scope(null));
        tokens.expectSymbol(")");
    }

    /** As recorded in test/pgtest-mz/stray-copy.pt. */
    private static SqlError binaryCopy() {
        return SqlError.of("XX000", "FORMAT BINARY not yet supported");
    }

    private SqlFragment fragment(int start) {
        records.resolve(edits);
        if (records.any()) collections.add(SqlFragment.RECORDS);
        return new SqlFragment(
                tokens.source(), start, Math.max(start, tokens.previous().end()), relations, edits, shows, collections);
    }

    // ---- queries

    private void query(Scope outer) {
        deeper();
        var scope = new Scope(outer);
        if (tokens.accept("with")) {
            if (tokens.at("mutually")) {
                mutuallyRecursive(scope);
                setOperations(scope);
                tail(scope);
                depth--;
                return;
            }
            if (tokens.at("recursive") && !tokens.peek(1).word("as")) {
                throw SqlError.of("42601", "WITH RECURSIVE not supported").withHint("Use WITH MUTUALLY RECURSIVE.");
            }
            do {
                String table = identifier();
                if (tokens.atSymbol("(")) identifiers();
                tokens.expect("as");
                tokens.expectSymbol("(");
                query(scope);
                tokens.expectSymbol(")");
                scope.tables.add(table);
            } while (tokens.acceptSymbol(","));
        }
        setOperations(scope);
        tail(scope);
        depth--;
    }

    /**
     * Its tables are computed by a function of the sandbox, which runs their queries until nothing changes. Source: Materialize
     * docs, "Recursive CTEs".
     */
    private void mutuallyRecursive(Scope scope) {
        int start = tokens.previous().start();
        tokens.expect("mutually");
        tokens.expect("recursive");
        List<String> limit = recursionLimit();
        int first = tokens.mark();
        do {
            String table = tokens.identifier();
            int from = tokens.peek(1).start();
            skipParenthesised();
            scope.tables.add(table);
            scope.recursive.put(table, new Part.Quoted(from, tokens.previous().start()));
            tokens.expect("as");
            skipParenthesised();
        } while (tokens.acceptSymbol(","));
        int last = tokens.mark();
        tokens.reset(first);
        while (tokens.mark() < last) {
            Token token = tokens.next();
            if (token.kind() == Token.Kind.PARAMETER) {
                throw SqlError.unsupported("a parameter in WITH MUTUALLY RECURSIVE", "Write the value.")
                        .at(token.start());
            }
        }
        tokens.reset(first);
        var reached = new LinkedHashMap<String, Part.Quoted>();
        var queries = new ArrayList<Part.Quoted>();
        var declared = new ArrayList<String>();
        do {
            String table = tokens.identifier();
            declared.add(table);
            recursiveColumns();
            tokens.expect("as");
            tokens.expectSymbol("(");
            int from = tokens.peek().start();
            query(new Scope(scope, reached));
            queries.add(new Part.Quoted(from, tokens.peek().start()));
            tokens.expectSymbol(")");
        } while (tokens.acceptSymbol(","));
        new RecursionWriter(edits)
                .write(start, tokens.previous().end(), limit, declared, scope.recursive, queries, reached);
    }

    /** How often to iterate and what to do then; empty when there is no limit. */
    private List<String> recursionLimit() {
        if (!tokens.acceptSymbol("(")) return List.of("NULL", "''");
        String then = "error";
        if (tokens.accept("return")) {
            tokens.expect("at");
            then = "return";
        } else if (tokens.accept("error")) {
            tokens.expect("at");
        }
        tokens.expect("recursion");
        tokens.expect("limit");
        tokens.acceptSymbol("=");
        Token number = tokens.next();
        if (number.kind() != Token.Kind.NUMBER) throw tokens.expected("literal unsigned integer");
        tokens.expectSymbol(")");
        return List.of(number.text(), "'" + then + "'");
    }

    private void recursiveColumns() {
        tokens.expectSymbol("(");
        do {
            tokens.identifier();
            types.read();
            int end = tokens.previous().end();
            if (tokens.acceptWords("not", "null"))
                edits.add(new Edit(end, tokens.previous().end(), ""));
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
    }

    private void skipParenthesised() {
        tokens.expectSymbol("(");
        for (int open = 1; open > 0; ) {
            if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
            Token token = tokens.next();
            if (token.symbol("(")) open++;
            if (token.symbol(")")) open--;
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw SqlError.syntax(
                    "statement exceeds nested expression limit of " + DEEPEST,
                    tokens.peek().start());
        }
    }

    private void setOperations(Scope scope) {
        primary(scope);
        while (tokens.accept("union") || tokens.accept("intersect") || tokens.accept("except")) {
            if (!tokens.accept("all")) tokens.accept("distinct");
            primary(scope);
        }
    }

    private void tail(Scope scope) {
        if (tokens.accept("order")) {
            tokens.expect("by");
            expressions(scope);
        }
        int offsetStart = -1;
        int offsetEnd = -1;
        while (true) {
            if (tokens.accept("limit")) {
                requireExpression(scope);
            } else if (tokens.accept("offset")) {
                offsetStart = tokens.peek().start();
                requireExpression(scope);
                offsetEnd = tokens.previous().end();
                if (!tokens.accept("rows")) tokens.accept("row");
            } else if (tokens.accept("fetch")) {
                while (!tokens.atStatementEnd() && !tokens.atSymbol(")")) tokens.next();
            } else {
                break;
            }
        }
        if (tokens.atWords("as", "of")) asOf(scope, offsetStart, offsetEnd);
    }

    /** The time is checked where the query runs, by what is added to its OFFSET. */
    private void asOf(Scope scope, int offsetStart, int offsetEnd) {
        int start = tokens.peek().start();
        boolean outermost = scope.outer == null || scope.outer.outer == null;
        if (!ofStatement || !outermost) {
            throw SqlError.syntax(
                    "Expected " + (outermost ? "end of statement" : "right parenthesis") + ", found AS", start);
        }
        tokens.expect("as");
        tokens.expect("of");
        boolean atLeast = tokens.acceptWords("at", "least");
        int from = tokens.peek().start();
        requireExpression(scope);
        var time = new Part.Range(from, tokens.previous().end());
        List<Part> check = List.of(
                new Part.Text(offsetStart < 0 ? " OFFSET _weir.as_of((" : ""),
                time,
                new Part.Text(")::mz_catalog.mz_timestamp, " + atLeast + ")"));
        if (offsetStart < 0) {
            edits.add(new Edit(start, time.to(), check));
        } else {
            var added = new ArrayList<Part>(check);
            added.set(0, new Part.Text(") + _weir.as_of(("));
            edits.add(new Edit(offsetStart, offsetStart, "("));
            edits.add(new Edit(offsetEnd, offsetEnd, added));
            edits.add(new Edit(start, time.to(), ""));
        }
    }

    private void primary(Scope scope) {
        if (tokens.at("select")) {
            select(scope);
        } else if (tokens.accept("values")) {
            do {
                tokens.expectSymbol("(");
                expressions(scope);
                tokens.expectSymbol(")");
            } while (tokens.acceptSymbol(","));
        } else if (tokens.accept("table")) {
            relation(scope);
        } else if (tokens.at("show")) {
            int start = tokens.peek().start();
            Statement show = new ShowParser(tokens).show();
            if (show instanceof Statement.ShowVariable) {
                throw SqlError.of("0A000", "SHOW variable in subqueries not yet supported")
                        .at(start);
            }
            shows.add(new ShowUse(show, start, tokens.previous().end()));
        } else if (tokens.acceptSymbol("(")) {
            query(scope);
            tokens.expectSymbol(")");
        } else {
            throw tokens.expected("SELECT, VALUES, or a subquery in the query body");
        }
    }

    private void select(Scope scope) {
        tokens.expect("select");
        Qualification around = qualification;
        qualification = new Qualification();
        Token distinctOn = tokens.peek(1);
        if (tokens.accept("distinct")) {
            if (tokens.accept("on")) {
                tokens.expectSymbol("(");
                expressions(scope);
                tokens.expectSymbol(")");
            }
        } else {
            tokens.accept("all");
        }
        if (!atClause() && !atExpressionEnd()) selected(scope);
        if (tokens.accept("from")) fromList(scope);
        if (tokens.accept("where")) requireExpression(scope);
        if (tokens.accept("group")) {
            tokens.expect("by");
            expressions(scope);
        }
        if (tokens.accept("having")) requireExpression(scope);
        if (tokens.accept("qualify")) {
            Token qualify = tokens.previous();
            int from = tokens.peek().start();
            Qualification own = qualification;
            requireExpression(scope);
            if (distinctOn.word("on")) {
                throw SqlError.unsupported("QUALIFY with DISTINCT ON", "Put the one into a subquery.")
                        .at(qualify.start());
            }
            edits.addAll(
                    own.edits(qualify, new Part.Range(from, tokens.previous().end())));
        }
        qualification = around;
        if (tokens.at("options") && tokens.peek(1).symbol("(")) {
            int start = tokens.next().start();
            tokens.expectSymbol("(");
            parenthesised(scope);
            tokens.expectSymbol(")");
            edits.add(new Edit(start, tokens.previous().end(), ""));
        }
    }

    /** Of INSERT, which alone has it. Source: test/sqllogictest/returning.slt. */
    private void returning() {
        if (!tokens.accept("returning")) return;
        int first = tokens.mark();
        expressions(new Scope(null));
        for (Token token : tokens.since(first)) {
            if (token.word("select")) {
                throw SqlError.of("0A000", "RETURNING clause does not allow subqueries")
                        .at(token.start());
            }
        }
    }

    // ---- FROM

    private void fromList(Scope scope) {
        do {
            fromItem(scope);
        } while (tokens.acceptSymbol(","));
    }

    private void fromItem(Scope scope) {
        fromFactor(scope);
        while (true) {
            if (tokens.accept("natural")) qualification.notApart();
            if (tokens.accept("inner") || tokens.accept("cross")) {
                tokens.expect("join");
            } else if (tokens.accept("left") || tokens.accept("right") || tokens.accept("full")) {
                tokens.accept("outer");
                tokens.expect("join");
            } else if (!tokens.accept("join")) {
                return;
            }
            fromFactor(scope);
            if (tokens.accept("on")) {
                requireExpression(scope);
            } else if (tokens.accept("using")) {
                qualification.notApart();
                identifiers();
                if (tokens.accept("as")) identifier();
            }
        }
    }

    private void fromFactor(Scope scope) {
        boolean lateral = tokens.accept("lateral");
        Token first = tokens.peek();
        String name = "";
        if (tokens.acceptSymbol("(")) {
            deeper();
            if (queryAhead(0)) {
                parenthesised(scope);
            } else {
                fromItem(scope);
                tokens.expectSymbol(")");
                depth--;
                if (!alias().isEmpty()) qualification.notApart();
                return;
            }
            tokens.expectSymbol(")");
            depth--;
        } else if (tokens.atWords("rows", "from")) {
            tokens.next();
            tokens.next();
            tokens.expectSymbol("(");
            parenthesised(scope);
            tokens.expectSymbol(")");
            qualification.notApart();
        } else if (extraction()) {
            extract(scope);
        } else if (lateral || functionAhead()) {
            nameOrCall(scope);
            if (tokens.acceptWords("with", "ordinality")) alias();
            qualification.notApart();
        } else {
            relation(scope);
            name = tokens.previous().text();
        }
        String alias = alias();
        if (!alias.isEmpty()) name = alias;
        if (name.isEmpty()) qualification.notApart();
        else qualification.source(name);
        records.source(name.isEmpty() ? first.text() : name);
    }

    /** Table functions whose columns depend on the value of their first argument. */
    private boolean extraction() {
        return (tokens.at("regexp_extract") || tokens.at("csv_extract"))
                && tokens.peek(1).symbol("(");
    }

    /** Becomes a subquery. Source: Materialize docs, "SQL functions", table functions; "csv_extract function". */
    private void extract(Scope scope) {
        Token function = tokens.next();
        tokens.expectSymbol("(");
        Token first = tokens.next();
        boolean regex = function.word("regexp_extract");
        if (first.kind() != (regex ? Token.Kind.STRING : Token.Kind.NUMBER) || !tokens.atSymbol(",")) {
            throw SqlError.of(
                            "42601",
                            function.text()
                                    + (regex
                                            ? " requires a string literal as its first argument"
                                            : " requires an integer literal as its first argument"))
                    .at(first.start());
        }
        tokens.expectSymbol(",");
        int from = tokens.peek().start();
        requireExpression(scope);
        int to = tokens.previous().end();
        tokens.expectSymbol(")");
        edits.add(Extraction.of(
                function, first, new Part.Range(from, to), tokens.previous().end()));
    }

    /** Whether the cursor is at a dotted name followed by an opening parenthesis. */
    private boolean functionAhead() {
        int ahead = 0;
        while (tokens.peek(ahead).name()) {
            Token after = tokens.peek(ahead + 1);
            if (after.symbol("(")) return true;
            if (!after.symbol(".")) return false;
            ahead += 2;
        }
        return false;
    }

    /** The name that a relation goes by; empty when none is given. */
    private String alias() {
        if (tokens.atWords("as", "of")) return "";
        String alias;
        if (tokens.accept("as")) {
            if (!tokens.peek().name()) throw tokens.expected("identifier");
            Token word = tokens.next();
            alias = word.text();
            quote(word);
        } else {
            Token token = tokens.peek();
            boolean name = token.kind() == Token.Kind.QUOTED_IDENTIFIER
                    || (token.kind() == Token.Kind.WORD && Keywords.alias(token.text()));
            if (!name) return "";
            alias = identifier();
        }
        if (tokens.atSymbol("(") && namesAhead()) {
            identifiers();
        } else if (tokens.acceptSymbol("(")) {
            parenthesised(new Scope(null));
            tokens.expectSymbol(")");
        }
        return alias;
    }

    /** Whether there are only names in the parentheses at the cursor. */
    private boolean namesAhead() {
        int ahead = 1;
        while (tokens.peek(ahead).name() && tokens.peek(ahead + 1).symbol(",")) ahead += 2;
        return tokens.peek(ahead).name() && tokens.peek(ahead + 1).symbol(")");
    }

    /** A name, in quotes where PostgreSQL wants them. */
    private String identifier() {
        Token word = tokens.peek();
        String name = tokens.identifier();
        quote(word);
        return name;
    }

    private void quote(Token word) {
        if (Keywords.needsQuotes(word)) edits.add(new Edit(word.start(), word.end(), '"' + word.text() + '"'));
    }

    /** {@code (a, b, …)}; the opening parenthesis is current. */
    private void identifiers() {
        tokens.expectSymbol("(");
        do {
            identifier();
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
    }

    private void relation(Scope scope) {
        int start = tokens.peek().start();
        Name name = tokens.name(3);
        if (scope.hides(name)) {
            quote(tokens.previous());
            scope.reach(name);
        } else {
            relations.add(new RelationUse(name, start, tokens.previous().end()));
        }
    }

    /** Whether, past opening parentheses from the given place on, a query begins. */
    private boolean queryAhead(int from) {
        int ahead = from;
        while (tokens.peek(ahead).symbol("(")) ahead++;
        Token token = tokens.peek(ahead);
        return token.word("select")
                || token.word("values")
                || token.word("with")
                || token.word("table")
                || (token.word("show") && tokens.peek(ahead + 1).name());
    }

    // ---- expressions

    private void expressions(Scope scope) {
        do {
            requireExpression(scope);
        } while (tokens.acceptSymbol(","));
    }

    /** What SELECT lists. A subscript has the name of what it is taken from, also when it is a call for PostgreSQL. */
    private void selected(Scope scope) {
        do {
            int start = tokens.peek().start();
            int first = tokens.mark();
            subscripts = null;
            requireExpression(scope);
            qualification.item(tokens.since(first));
            CollectionParser.Subscripts last = subscripts;
            int end = tokens.previous().end();
            Token item = tokens.since(first).getFirst();
            if (item.name()
                    && tokens.since(first).size() == 3
                    && tokens.previous().word("text")) {
                edits.add(new Edit(end, end, " AS \"" + item.text().replace("\"", "\"\"") + '"'));
            }
            if (last != null && last.operand() == start && last.end() == end) {
                edits.add(new Edit(end, end, " AS \"" + last.name().replace("\"", "\"\"") + '"'));
            }
        } while (tokens.acceptSymbol(","));
    }

    private void requireExpression(Scope scope) {
        int before = tokens.mark();
        expression(scope);
        if (tokens.mark() == before) throw tokens.expected("an expression");
    }

    private boolean atExpressionEnd() {
        return tokens.atStatementEnd() || tokens.atSymbol(")") || tokens.atSymbol(",") || tokens.atSymbol("]");
    }

    /** Whether the cursor is at a word that ends an expression here and is not part of one. */
    private boolean atClause() {
        Token token = tokens.peek();
        if (token.kind() != Token.Kind.WORD || !Keywords.CLAUSES.contains(token.text())) return false;
        Token before = tokens.previous();
        if (before.end() <= token.start() && before.word("as")) return false;
        if (columnAhead()) return false;
        return switch (token.text()) {
            case "from" -> !before.word("distinct") || !isDistinct();
            case "group" -> !before.word("within");
            case "left", "right" -> !tokens.peek(1).symbol("(");
            case "options" -> tokens.peek(1).symbol("(");
            default -> true;
        };
    }

    /** Whether the word at the cursor is a column's name, which PostgreSQL wants in quotes. */
    private boolean columnAhead() {
        Token word = tokens.peek();
        Token before = tokens.previous();
        return before.end() <= word.start()
                && Keywords.operandFollows(before)
                && Keywords.column(word)
                && !(word.word("when") && before.word("case"))
                && !tokens.peek(1).symbol("(");
    }

    /** For {@code IS [NOT] DISTINCT FROM}; the cursor is at FROM. */
    private boolean isDistinct() {
        int mark = tokens.mark();
        tokens.reset(mark - 2);
        Token first = tokens.peek();
        tokens.reset(mark);
        return first.word("is") || first.word("not");
    }

    private void expression(Scope scope) {
        while (!atExpressionEnd() && !atClause() && !tokens.atWords("as", "of")) {
            Token token = tokens.peek();
            if (depth == 0 && token.kind() == Token.Kind.WORD && stops.contains(token.text())) return;
            if (token.symbol("=>") || (bounds > 0 && token.symbol(":"))) return;
            if (token.symbol("(")) {
                tokens.next();
                String name = nameAhead();
                int outer = bounds;
                bounds = 0;
                parenthesised(scope);
                bounds = outer;
                tokens.expectSymbol(")");
                subscriptsOf(token.start(), name);
            } else if (token.symbol("[")) {
                tokens.next();
                brackets(scope);
            } else if (token.symbol("::")) {
                tokens.next();
                castType();
            } else if (token.word("as")) {
                tokens.next();
                if (!tokens.peek().name()) throw tokens.expected("identifier");
                tokens.next();
            } else if (columnAhead()) {
                identifier();
            } else if (token.symbol("{") || token.symbol("}")) {
                throw tokens.expected("an expression");
            } else if (token.word("select")) {
                throw tokens.expected("end of statement");
            } else if (token.name()) {
                nameOrCall(scope);
            } else {
                if (token.symbol("-")) negativeLiteral(token);
                tokens.next();
                if (token.kind() == Token.Kind.NUMBER) Literals.number(token).ifPresent(edits::add);
                boolean operand = token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.PARAMETER;
                if (operand) subscriptsOf(token.start(), "?column?");
            }
        }
    }

    /** {@code -1::t} is a negative number of that type, where PostgreSQL negates what the cast yields. */
    private void negativeLiteral(Token minus) {
        Token number = tokens.peek(1);
        Token before = tokens.previous();
        boolean operandBefore = before.end() <= minus.start() && !Keywords.operandFollows(before);
        if (operandBefore
                || number.kind() != Token.Kind.NUMBER
                || !tokens.peek(2).symbol("::")) return;
        edits.add(new Edit(minus.start(), minus.end(), "(-"));
        edits.add(new Edit(number.end(), number.end(), ")"));
    }

    /** Up to a closing bracket, as it is: the elements of an array. */
    private void brackets(Scope scope) {
        while (!tokens.atSymbol("]")) {
            if (tokens.atStatementEnd() || tokens.atSymbol(")")) throw tokens.expected("right square bracket");
            if (!tokens.acceptSymbol(",") && !tokens.acceptSymbol(":")) requireExpression(scope);
        }
        tokens.next();
    }

    private void subscriptsOf(int operand, String name) {
        if (!tokens.atSymbol("[")) return;
        bounds++;
        subscripts = new CollectionParser(tokens, edits, collections).subscripts(operand, name, this::bound);
        bounds--;
    }

    /** What a column is called that is what begins at the cursor, in parentheses. */
    private String nameAhead() {
        int ahead = 0;
        while (tokens.peek(ahead).name() && tokens.peek(ahead + 1).symbol(".")) ahead += 2;
        Token after = tokens.peek(ahead + 1);
        boolean named = after.symbol(")") || after.symbol("(") || after.symbol("[");
        return named && tokens.peek(ahead).name() ? tokens.peek(ahead).text() : "?column?";
    }

    private void bound() {
        requireExpression(new Scope(null));
    }

    /** After a double colon. What is no type of PostgreSQL's is read from text, so that its form is checked. */
    private void castType() {
        int start = tokens.peek().start();
        int before = tokens.mark() - 2;
        Token type = tokens.peek();
        TypeParser.Kind kind = types.read();
        String through = kind.through();
        int after = tokens.mark();
        tokens.reset(before);
        Token operand = tokens.peek();
        if (type.word("text") || type.word("string")) {
            records.castToText(operand, tokens.previous().symbol("."));
        }
        tokens.reset(after);
        if (operand.kind() == Token.Kind.STRING) {
            if (type.text().startsWith("reg") && operand.text().startsWith("_weir")) {
                throw SqlError.of("42P01", "unknown catalog item '" + operand.text() + "'")
                        .at(operand.start());
            }
            if (kind == TypeParser.Kind.LITERAL_FROM_TEXT) through = "text";
        }
        if (!through.isEmpty()) edits.add(new Edit(start, start, through + "::"));
    }

    private void parenthesised(Scope scope) {
        if (!tokens.atSymbol("(") && queryAhead(0)) {
            query(scope);
            return;
        }
        deeper();
        while (!tokens.atSymbol(")")) {
            if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
            if (tokens.acceptSymbol(",") || tokens.acceptSymbol("=>")) continue;
            if (tokens.accept("union") || tokens.accept("intersect") || tokens.accept("except")) {
                if (!tokens.accept("all")) tokens.accept("distinct");
                primary(scope);
                continue;
            }
            int before = tokens.mark();
            expression(scope);
            if (tokens.mark() == before) tokens.next();
        }
        depth--;
    }

    /** A word, a column name, or a function call, from its first name on. */
    private void nameOrCall(Scope scope) {
        Token first = tokens.next();
        var parts = new ArrayList<Token>();
        parts.add(first);
        while (tokens.atSymbol(".") && tokens.peek(1).name()) {
            tokens.next();
            parts.add(tokens.next());
        }
        if (parts.size() == 1 && first.kind() == Token.Kind.WORD && !tokens.atSymbol("(")) requireColumn(first);
        if (parts.size() == 1 && tokens.peek().kind() == Token.Kind.STRING) typeOfLiteral(first);
        if (parts.size() == 1 && wordFunction(first) && !tokens.atSymbol("(")) {
            edits.add(new Edit(first.start(), first.end(), "mz_catalog.\"" + first.text() + "\"()"));
            return;
        }
        if (tokens.atSymbol("(")) {
            int outer = bounds;
            bounds = 0;
            call(parts, scope);
            bounds = outer;
            if (tokens.atSymbol(".")) fieldOfResult(first);
            subscriptsOf(first.start(), parts.getLast().text());
        } else if (tokens.atSymbol("[") && parts.size() == 1 && (first.word("map") || first.word("list"))) {
            int outer = bounds;
            bounds = 0;
            new CollectionParser(tokens, edits, collections).constructor(first, () -> requireExpression(scope));
            bounds = outer;
            subscriptsOf(first.start(), first.text());
        } else if (tokens.atSymbol("[") && parts.size() == 1 && first.word("array")) {
            tokens.next();
            brackets(scope);
            subscriptsOf(first.start(), "array");
        } else {
            if (parts.size() == 1 && !tokens.atSymbol(".")) records.name(first);
            boolean star = tokens.atSymbol(".") && tokens.peek(1).symbol("*");
            int relationParts = star ? parts.size() : parts.size() - 1;
            if (relationParts >= 2) columnOf(parts.subList(0, relationParts));
            subscriptsOf(first.start(), parts.getLast().text());
        }
    }

    /** {@code JSON '1'}: types that PostgreSQL has under other names. */
    private void typeOfLiteral(Token type) {
        String name = switch (type.kind() == Token.Kind.WORD ? type.text() : "") {
            case "json" -> "jsonb";
            case "string" -> "text";
            case "bytes" -> "bytea";
            case "double" -> "double precision";
            default -> "";
        };
        if (!name.isEmpty()) edits.add(new Edit(type.start(), type.end(), name));
    }

    /** Not what only PostgreSQL has. */
    private void requireColumn(Token name) {
        switch (name.text()) {
            case "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid" -> {
                throw SqlError.of("42703", "column \"" + name.text() + "\" does not exist")
                        .at(name.start());
            }
            case "similar" -> {
                if (tokens.at("to"))
                    throw SqlError.syntax("Expected end of statement, found identifier \"similar\"", name.start());
            }
            default -> {
                // any other name is looked up
            }
        }
    }

    private static boolean wordFunction(Token token) {
        return token.kind() == Token.Kind.WORD && WORD_FUNCTIONS.contains(token.text());
    }

    /** {@code f(x).*} and {@code f(x).field}: PostgreSQL wants parentheses around the call. */
    private void fieldOfResult(Token first) {
        edits.add(new Edit(first.start(), first.start(), "("));
        int end = tokens.previous().end();
        edits.add(new Edit(end, end, ")"));
    }

    private void columnOf(List<Token> relation) {
        var names = new ArrayList<String>();
        for (Token part : relation) names.add(part.text());
        int start = relation.getFirst().start();
        relations.add(new RelationUse(
                new Name(names.size() > 3 ? names.subList(names.size() - 3, names.size()) : names, start),
                start,
                relation.getLast().end()));
    }

    private void call(List<Token> parts, Scope scope) {
        Token function = parts.getLast();
        String hidden = Functions.hidden(function.text());
        // PostgreSQL tells the types of the arguments when it does not find it.
        if (!hidden.isEmpty()) edits.add(new Edit(function.start(), function.end(), hidden));
        if (parts.size() > 1) refuseHidden(parts.get(parts.size() - 2));
        if (parts.size() > 2)
            edits.add(new Edit(parts.get(0).start(), parts.get(parts.size() - 2).start(), ""));
        boolean ofPgCatalog =
                parts.size() >= 2 && parts.get(parts.size() - 2).text().equals("pg_catalog");
        if (ofPgCatalog && OVERRIDDEN.contains(function.text())) {
            Token schema = parts.get(parts.size() - 2);
            edits.add(new Edit(schema.start(), schema.end(), "mz_catalog"));
        }
        if (function.text().equals("current_setting")) {
            edits.add(new Edit(parts.getFirst().start(), function.end(), "_weir_final.current_setting"));
        }
        int open = tokens.next().start();
        if (parts.size() == 1 && wordFunction(function)) {
            edits.add(new Edit(function.start(), function.end(), "mz_catalog.\"" + function.text() + '"'));
            if (!tokens.atSymbol(")")) {
                while (!tokens.atSymbol(")") && !tokens.atStatementEnd()) tokens.next();
                edits.add(new Edit(open, tokens.peek().end(), "()"));
            }
            tokens.expectSymbol(")");
            return;
        }
        if (function.word("cast") && parts.size() == 1) {
            cast(scope);
            return;
        }
        if (function.word("map_build")
                && new CollectionParser(tokens, edits, collections)
                        .mapBuild(parts.getFirst(), () -> requireExpression(scope))) {
            int end = tokens.previous().end();
            subscripts = new CollectionParser.Subscripts(parts.getFirst().start(), end, "map_build");
            return;
        }
        boolean mapOfRows = function.word("map") && parts.size() == 1 && queryAhead(0);
        if (mapOfRows) {
            collections.add(CollectionParser.BASIC);
            edits.add(new Edit(
                    function.start(),
                    function.end(),
                    "(SELECT coalesce(mz_catalog.map_agg(q.k, q.v), '{}') AS \"map\" FROM "));
        }
        boolean listOfRows = function.word("list") && parts.size() == 1 && queryAhead(0);
        if (listOfRows) {
            collections.add(CollectionParser.BASIC);
            edits.add(new Edit(function.start(), function.end(), "mz_catalog.list(ARRAY"));
        }
        if (function.text().startsWith("list_") || function.text().startsWith("map_")) {
            collections.add(CollectionParser.BASIC);
        }
        boolean typeName = function.text().equals("pg_typeof");
        boolean row = function.word("row") && parts.size() == 1;
        int arguments = tokens.mark();
        if (TO_JSON.contains(function.text())) jsonArguments(scope);
        parenthesised(scope);
        if (nullsOption(function, tokens.since(arguments), scope)) return;
        if (function.word("position") && parts.size() == 1) requirePosition(arguments);
        List<Token> given = tokens.since(arguments);
        tokens.expectSymbol(")");
        Token close = tokens.previous();
        int end = close.end();
        // Names of windows are not known to Materialize's grammar either.
        if (tokens.at("over") && !tokens.peek(1).symbol("(")) {
            tokens.next();
            throw tokens.expected("left parenthesis");
        }
        if (Aggregates.SORTED.contains(function.text()) && !windowAhead()) {
            Aggregates.sorted(given, close).ifPresent(edits::add);
        }
        if (row) records.row(function, close, given, !inserting && !compared(function), edits);
        boolean ofRow = typeName && records.constructor(given);
        if (typeName) {
            String asked = ofRow ? "_weir_final.record_type" : "mz_catalog.pg_typeof(pg_catalog.pg_typeof";
            edits.add(new Edit(parts.getFirst().start(), function.end(), asked));
        }
        if (listOfRows || (typeName && !ofRow)) edits.add(new Edit(end, end, ")"));
        if (mapOfRows) edits.add(new Edit(end, end, " AS q(k, v))"));
        if (parts.size() == 1 && Aggregates.COMPOSED.contains(function.text())) {
            aggregate(function, open, scope);
        }
    }

    /** Whether a record, read just now, is one side of a comparison, which decides of what types its literals are. */
    private boolean compared(Token row) {
        Token after = tokens.peek();
        int mark = tokens.mark();
        while (tokens.peek().start() > row.start()) tokens.reset(tokens.mark() - 1);
        Token before = tokens.previous();
        boolean inList = before.symbol("(") || before.symbol(",");
        tokens.reset(mark);
        boolean operator =
                after.kind() == Token.Kind.OPERATOR || after.word("in") || after.word("not") || after.word("is");
        return operator || (before.kind() == Token.Kind.OPERATOR && !inList);
    }

    /** {@code sub IN text}; the cursor is behind what is written. */
    private void requirePosition(int from) {
        int end = tokens.mark();
        boolean in = false;
        int open = 0;
        for (tokens.reset(from); tokens.mark() < end; tokens.next()) {
            if (tokens.atSymbol("(")) open++;
            if (tokens.atSymbol(")")) open--;
            if (open > 0) continue;
            if (tokens.atSymbol(",")) throw tokens.expected(in ? "right parenthesis" : "IN");
            in |= tokens.at("in");
        }
        if (!in) throw tokens.expected("IN");
    }

    /** Whether OVER follows a call, behind a FILTER or at once. */
    private boolean windowAhead() {
        int ahead = 0;
        if (tokens.at("filter") && tokens.peek(1).symbol("(")) {
            ahead = 2;
            for (int open = 1; open > 0 && tokens.peek(ahead).kind() != Token.Kind.END; ahead++) {
                if (tokens.peek(ahead).symbol("(")) open++;
                if (tokens.peek(ahead).symbol(")")) open--;
            }
        }
        return tokens.peek(ahead).word("over");
    }

    /** {@code IGNORE NULLS} behind a call, with the OVER that follows; {@code RESPECT NULLS}, which is the default, goes. */
    private boolean nullsOption(Token function, List<Token> arguments, Scope scope) {
        boolean ignored = tokens.peek(1).word("ignore");
        if (!(ignored || tokens.peek(1).word("respect")) || !tokens.peek(2).word("nulls")) return false;
        tokens.expectSymbol(")");
        Token first = tokens.next();
        Token last = tokens.next();
        if (!ignored) {
            edits.add(new Edit(first.start(), last.end(), ""));
            return true;
        }
        tokens.expect("over");
        Token open = tokens.peek();
        tokens.expectSymbol("(");
        parenthesised(scope);
        tokens.expectSymbol(")");
        edits.addAll(IgnoredNulls.edits(function, arguments, open, tokens.previous()));
        return true;
    }

    /** Each is what Materialize makes of it in jsonb; stops before ORDER BY. */
    private void jsonArguments(Scope scope) {
        if (tokens.atSymbol("*") || tokens.atSymbol(")") || tokens.at("variadic") || queryAhead(0)) return;
        if (!tokens.accept("distinct")) tokens.accept("all");
        do {
            int start = tokens.peek().start();
            requireExpression(scope);
            boolean row = tokens.previous().symbol("*");
            if (row) continue;
            edits.add(new Edit(start, start, "_weir_final.json_value("));
            edits.add(new Edit(tokens.previous().end(), tokens.previous().end(), ")"));
        } while (tokens.acceptSymbol(","));
    }

    /** The arguments are read; what follows them belongs to the call. */
    private void aggregate(Token function, int open, Scope scope) {
        int close = tokens.previous().start();
        if (tokens.at("filter") && tokens.peek(1).symbol("(")) {
            tokens.next();
            tokens.next();
            parenthesised(scope);
            tokens.expectSymbol(")");
        }
        if (tokens.accept("over")) {
            tokens.expectSymbol("(");
            parenthesised(scope);
            tokens.expectSymbol(")");
        }
        Aggregates.composed(
                        function,
                        tokens.source(),
                        new Part.Range(open + 1, close),
                        new Part.Range(close + 1, tokens.previous().end()))
                .ifPresent(edits::add);
    }

    /** Up to and with the closing parenthesis. */
    private void cast(Scope scope) {
        int operandAt = tokens.mark();
        boolean literal =
                tokens.peek().kind() == Token.Kind.STRING && tokens.peek(1).word("as");
        while (!tokens.at("as")) {
            if (tokens.atStatementEnd() || tokens.atSymbol(")")) throw tokens.expected("AS");
            Token token = tokens.peek();
            if (token.symbol("(")) {
                tokens.next();
                String name = nameAhead();
                parenthesised(scope);
                tokens.expectSymbol(")");
                subscriptsOf(token.start(), name);
            } else if (token.symbol("::")) {
                tokens.next();
                castType();
            } else if (token.name()) {
                nameOrCall(scope);
            } else {
                tokens.next();
            }
        }
        tokens.next();
        int start = tokens.peek().start();
        if (tokens.at("text") || tokens.at("string")) castToText(operandAt);
        TypeParser.Kind kind = types.read();
        String through = literal && kind == TypeParser.Kind.LITERAL_FROM_TEXT ? "text" : kind.through();
        Token close = tokens.peek();
        tokens.expectSymbol(")");
        if (!through.isEmpty()) {
            edits.add(new Edit(start, start, through + ")::"));
            edits.add(new Edit(close.start(), close.end(), ""));
        }
    }

    /** The cursor is behind the AS of a cast. */
    private void castToText(int operandAt) {
        List<Token> operand = tokens.since(operandAt);
        operand = operand.subList(0, operand.size() - 1);
        if (operand.size() == 1 || records.constructor(operand)) records.castToText(operand.getLast(), false);
    }

    /** The sandbox's own schemas are not there for clients. */
    private static void refuseHidden(Token schema) {
        if (schema.text().startsWith("_weir")) {
            throw SqlError.of("3F000", "unknown schema '" + schema.text() + "'").at(schema.start());
        }
    }
}
