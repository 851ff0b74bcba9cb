package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SqlFragment.Edit;
import java.util.List;
import java.util.Set;

/** Reads the name of a type and rewrites those that PostgreSQL lacks or spells otherwise. */
final class TypeParser {
    /** How a value is cast to the type that was read. */
    enum Kind {
        PLAIN(""),
        /** Its form is checked only when it comes from text: lists, maps, types of users. */
        READ_FROM_TEXT("text"),
        /** Its form is checked only when a literal comes from text: unsigned integers, mz_timestamp. */
        LITERAL_FROM_TEXT("");

        private final String through;

        Kind(String through) {
            this.through = through;
        }

        /** The type to cast to before; empty for none. */
        String through() {
            return through;
        }
    }

    /** PostgreSQL's types that Materialize lacks. Source: Materialize docs, "SQL data types". */
    private static final Set<String> UNKNOWN = Set.of(
            "money",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "xml",
            "bit",
            "varbit",
            "tsvector",
            "tsquery",
            "timetz",
            "pg_lsn",
            "txid_snapshot",
            "jsonpath",
            "aclitem",
            "cstring",
            "refcursor",
            "tid",
            "cid",
            "int4multirange",
            "int8multirange",
            "nummultirange");

    private static final Set<String> OTHERS = Set.of(
            "name",
            "regclass",
            "regproc",
            "regtype",
            "int2vector",
            "oidvector",
            "\"char\"",
            "record",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "mz_aclitem",
            "xid",
            "unknown",
            "anyarray");

    private final TokenCursor tokens;
    private final List<Edit> edits;
    private final Set<String> collections;

    TypeParser(TokenCursor tokens, List<Edit> edits, Set<String> collections) {
        this.tokens = tokens;
        this.edits = edits;
        this.collections = collections;
    }

    /**
     * A type.
     *
     * @param name in Materialize's words; empty for one that lists and maps cannot hold here
     */
    private record Read(String name, Kind kind) {}

    Kind read() {
        return any().kind();
    }

    private Read any() {
        Token first = tokens.peek();
        int before = edits.size();
        Read read = first.word("map") && tokens.peek(1).symbol("[") ? map() : named();
        while (tokens.at("list")) {
            tokens.next();
            read = collection(read, " list", first);
        }
        if (read.name().endsWith(" list") || read.name().startsWith("map[")) {
            edits.subList(before, edits.size()).clear();
            collections.add(read.name());
            edits.add(new Edit(first.start(), tokens.previous().end(), "mz_catalog.\"" + read.name() + '"'));
        }
        return read;
    }

    private Read collection(Read element, String suffix, Token where) {
        requireElement(element, where);
        return new Read(element.name() + suffix, Kind.READ_FROM_TEXT);
    }

    private static void requireElement(Read element, Token where) {
        if (element.name().isEmpty()) {
            throw SqlError.unsupported(
                            "a list or map of such a type", "Lists and maps hold plain types, lists and maps here.")
                    .at(where.start());
        }
    }

    /** Source: Materialize docs, "map type": {@code map[text=>T]}. */
    private Read map() {
        Token first = tokens.next();
        tokens.expectSymbol("[");
        Read key = any();
        if (!key.name().equals("text")) {
            throw SqlError.of("42804", "map key type must be text, got " + key.name())
                    .at(first.start());
        }
        tokens.expectSymbol("=>");
        Token where = tokens.peek();
        Read value = any();
        requireElement(value, where);
        tokens.expectSymbol("]");
        return new Read("map[text=>" + value.name() + "]", Kind.READ_FROM_TEXT);
    }

    private Read named() {
        Token first = tokens.peek();
        Name name = tokens.name(3);
        boolean plain = name.parts().size() == 1 && first.kind() == Token.Kind.WORD;
        if (plain) plain(first);
        boolean ofSystem = name.parts().size() > 1
                && (name.parts().get(name.parts().size() - 2).equals("pg_catalog")
                        || name.parts().get(name.parts().size() - 2).equals("mz_catalog"));
        String canonical = plain || ofSystem ? canonical(name.item()) : "";
        boolean known = !canonical.isEmpty() || OTHERS.contains(name.item());
        if (name.parts().size() == 3) {
            edits.add(new Edit(
                    first.start(),
                    tokens.previous().start(),
                    "\"" + name.parts().get(1).replace("\"", "\"\"") + "\"."));
        }
        boolean modified = false;
        if (tokens.acceptSymbol("(")) {
            modified = true;
            if (canonical.equals("numeric")) requirePrecision(tokens.peek());
            while (!tokens.acceptSymbol(")")) {
                if (tokens.atStatementEnd()) throw tokens.expected("right parenthesis");
                tokens.next();
            }
        }
        if (plain && (first.word("timestamp") || first.word("time"))) canonical = zone(canonical);
        boolean array = false;
        while (tokens.atSymbol("[")
                && (tokens.peek(1).symbol("]") || tokens.peek(2).symbol("]"))) {
            array = true;
            while (!tokens.acceptSymbol("]")) tokens.next();
        }
        if (array || modified) return new Read("", Kind.PLAIN);
        if (canonical.startsWith("uint") || canonical.equals("mz_timestamp")) {
            return new Read(canonical, Kind.LITERAL_FROM_TEXT);
        }
        return new Read(canonical, known || ofSystem ? Kind.PLAIN : Kind.READ_FROM_TEXT);
    }

    /** Source: Materialize docs, "numeric type": 39 digits at most. */
    private static void requirePrecision(Token precision) {
        if (precision.kind() != Token.Kind.NUMBER || precision.text().length() > 9) return;
        int digits = precision.text().matches("\\d+") ? Integer.parseInt(precision.text()) : 1;
        if (digits < 1 || digits > 39) {
            throw SqlError.of("22023", "precision for type numeric must be between 1 and 39")
                    .at(precision.start());
        }
    }

    /** What PostgreSQL spells otherwise. */
    private void plain(Token first) {
        switch (first.text()) {
            case "string" -> edits.add(new Edit(first.start(), first.end(), "text"));
            case "json" -> edits.add(new Edit(first.start(), first.end(), "jsonb"));
            case "double" -> {
                if (!tokens.accept("precision")) edits.add(new Edit(first.start(), first.end(), "double precision"));
            }
            case "bytes" -> edits.add(new Edit(first.start(), first.end(), "bytea"));
            case "character", "char" -> tokens.accept("varying");
            default -> {
                if (UNKNOWN.contains(first.text())) {
                    throw SqlError.of("42704", "type \"" + first.text() + "\" does not exist")
                            .at(first.start());
                }
            }
        }
    }

    private String zone(String canonical) {
        boolean with = tokens.at("with") && tokens.peek(1).word("time");
        if (with && canonical.startsWith("time ")) {
            throw SqlError.of("42704", "type \"timetz\" does not exist")
                    .at(tokens.peek().start());
        }
        if (with) {
            tokens.acceptWords("with", "time", "zone");
            return "timestamp with time zone";
        }
        tokens.acceptWords("without", "time", "zone");
        return canonical;
    }

    private static String canonical(String name) {
        return switch (name) {
            case "int", "int4", "integer" -> "integer";
            case "int2", "smallint" -> "smallint";
            case "int8", "bigint" -> "bigint";
            case "uint2", "uint4", "uint8", "date", "interval", "uuid", "numeric", "bytea", "mz_timestamp", "oid" ->
                name;
            case "dec", "decimal" -> "numeric";
            case "bytes" -> "bytea";
            case "text", "string" -> "text";
            case "bool", "boolean" -> "boolean";
            case "float4", "real" -> "real";
            case "double", "float", "float8" -> "double precision";
            case "json", "jsonb" -> "jsonb";
            case "time" -> "time without time zone";
            case "timestamp" -> "timestamp without time zone";
            case "timestamptz" -> "timestamp with time zone";
            case "varchar", "character", "char", "bpchar" -> "character varying";
            default -> "";
        };
    }
}
