package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SourceChange.Check;
import dev.weir.sandbox.dialect.SourceChange.CheckInput;
import dev.weir.sandbox.dialect.SourceChange.Encoding;
import dev.weir.sandbox.dialect.SourceChange.Envelope;
import dev.weir.sandbox.dialect.SourceChange.Format;
import dev.weir.sandbox.dialect.SourceChange.GeneratorKind;
import dev.weir.sandbox.dialect.SourceChange.Header;
import dev.weir.sandbox.dialect.SourceChange.Include;
import dev.weir.sandbox.dialect.SourceChange.Kind;
import dev.weir.sandbox.dialect.SourceChange.Subsource;
import dev.weir.sandbox.dialect.SourceChange.Tables;
import dev.weir.sandbox.dialect.SourceChange.Upstream;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sources and what they share with tables made from them. Source: Materialize docs, "CREATE SOURCE". */
final class SourceParser {
    private static final List<String> KAFKA =
            List.of("TOPIC", "GROUP ID PREFIX", "START OFFSET", "START TIMESTAMP", "TOPIC METADATA REFRESH INTERVAL");
    private static final List<String> DATABASE =
            List.of("PUBLICATION", "DETAILS", "TEXT COLUMNS", "EXCLUDE COLUMNS", "IGNORE COLUMNS");
    private static final List<String> GENERATOR = List.of(
            "TICK INTERVAL",
            "AS OF",
            "UP TO",
            "SCALE FACTOR",
            "MAX CARDINALITY",
            "KEYS",
            "SNAPSHOT ROUNDS",
            "TRANSACTIONAL SNAPSHOT",
            "VALUE SIZE",
            "SEED",
            "PARTITIONS",
            "BATCH SIZE");
    static final List<String> WITH = List.of("RETAIN HISTORY", "TIMESTAMP INTERVAL");
    static final List<String> TABLE_WITH =
            List.of("TEXT COLUMNS", "EXCLUDE COLUMNS", "IGNORE COLUMNS", "DETAILS", "PARTITION BY", "RETAIN HISTORY");

    private final TokenCursor tokens;

    SourceParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** What follows CREATE SOURCE. */
    Statement create(IfExists ifExists) {
        Name name = tokens.name(3);
        List<String> columns = tokens.atSymbol("(") ? tokens.identifierList() : List.of();
        Optional<String> cluster = CreateParser.inCluster(tokens);
        tokens.expect("from");
        Upstream upstream = upstream();
        Encoding encoding = upstream instanceof Upstream.Webhook ? Encoding.none() : encoding();
        Tables tables = tables();
        Optional<Name> progress = Optional.empty();
        if (tokens.acceptWords("expose", "progress")) {
            tokens.expect("as");
            progress = Optional.of(tokens.name(3));
        }
        List<Option> with = new OptionParser(tokens, WITH).with();
        return new SourceChange.CreateSource(
                name, ifExists, columns, cluster, upstream, encoding, tables, progress, with);
    }

    private Upstream upstream() {
        if (tokens.acceptWords("load", "generator")) return generator();
        if (tokens.accept("webhook")) return webhook();
        for (Kind kind : Kind.values()) {
            if (!tokens.acceptWords(
                    kind.sql().toLowerCase(java.util.Locale.ROOT).split(" "))) continue;
            tokens.expect("connection");
            Name connection = tokens.name(3);
            return new Upstream.Connected(
                    kind, connection, new OptionParser(tokens, kind == Kind.KAFKA ? KAFKA : DATABASE).optional());
        }
        throw tokens.expected("KAFKA, POSTGRES, SQL SERVER, MYSQL, LOAD GENERATOR, or WEBHOOK");
    }

    private Upstream generator() {
        if (tokens.acceptWords("key", "value")) return generator(GeneratorKind.KEY_VALUE);
        for (GeneratorKind kind : GeneratorKind.values()) {
            if (tokens.accept(kind.name().toLowerCase(java.util.Locale.ROOT))) return generator(kind);
        }
        throw tokens.expected("one of AUCTION or CLOCK or COUNTER or DATUMS or KEY VALUE or MARKETING or TPCH");
    }

    private Upstream generator(GeneratorKind kind) {
        return new Upstream.Generator(kind, new OptionParser(tokens, GENERATOR).optional());
    }

    // ---- webhooks

    private Upstream webhook() {
        tokens.expect("body");
        tokens.expect("format");
        String format;
        boolean array = false;
        if (tokens.accept("json")) {
            format = "JSON";
            array = tokens.accept("array");
        } else if (tokens.accept("text")) {
            format = "TEXT";
        } else if (tokens.accept("bytes")) {
            format = "BYTES";
        } else {
            throw tokens.expected("one of TEXT or JSON or BYTES");
        }
        var headers = new ArrayList<Header>();
        while (tokens.accept("include")) headers.add(header());
        Optional<Check> check = Optional.empty();
        if (tokens.accept("check")) check = Optional.of(check());
        return new Upstream.Webhook(format, array, headers, check);
    }

    private Header header() {
        if (tokens.accept("header")) {
            String name = tokens.string();
            tokens.expect("as");
            String as = tokens.identifier();
            return new Header(Optional.of(name), as, tokens.accept("bytes"), List.of());
        }
        tokens.expect("headers");
        var only = new ArrayList<String>();
        if (tokens.acceptSymbol("(")) {
            do {
                only.add((tokens.accept("not") ? "NOT " : "") + tokens.string());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        return new Header(Optional.empty(), "headers", false, only);
    }

    private Check check() {
        tokens.expectSymbol("(");
        var inputs = new ArrayList<CheckInput>();
        if (tokens.accept("with")) {
            tokens.expectSymbol("(");
            do {
                inputs.add(checkInput());
            } while (tokens.acceptSymbol(","));
            tokens.expectSymbol(")");
        }
        SqlFragment condition = new QueryParser(tokens).expression();
        tokens.expectSymbol(")");
        return new Check(inputs, condition);
    }

    private CheckInput checkInput() {
        String kind;
        Optional<Name> secret = Optional.empty();
        if (tokens.accept("body")) {
            kind = "BODY";
        } else if (tokens.accept("headers")) {
            kind = "HEADERS";
        } else {
            if (!tokens.accept("secret")) throw tokens.expected("one of SECRET or HEADERS or BODY");
            kind = "SECRET";
            secret = Optional.of(tokens.name(3));
        }
        Optional<String> as = tokens.accept("as") ? Optional.of(tokens.identifier()) : Optional.empty();
        return new CheckInput(kind, secret, as, tokens.accept("bytes"));
    }

    // ---- formats

    /** FORMAT or KEY FORMAT … VALUE FORMAT …, INCLUDE, ENVELOPE; all may be absent. */
    Encoding encoding() {
        Optional<Format> key = Optional.empty();
        Optional<Format> value = Optional.empty();
        if (tokens.acceptWords("key", "format")) {
            key = Optional.of(format());
            if (!tokens.acceptWords("value", "format")) throw tokens.expected("VALUE FORMAT");
            value = Optional.of(format());
        } else if (tokens.accept("format")) {
            value = Optional.of(format());
        }
        var include = new ArrayList<Include>();
        if (tokens.accept("include")) {
            do {
                include.add(include());
            } while (tokens.acceptSymbol(","));
        }
        return new Encoding(key, value, include, envelope());
    }

    Format format() {
        int start = tokens.peek().start();
        Optional<Name> registry = Optional.empty();
        List<String> columns = List.of();
        int count = 0;
        List<Option> options = List.of();
        String kind;
        if (tokens.accept("avro")) {
            kind = "AVRO";
            registry = Optional.of(registry());
            options = new OptionParser(
                            tokens,
                            List.of(
                                    "AVRO KEY FULLNAME",
                                    "AVRO VALUE FULLNAME",
                                    "NULL DEFAULTS",
                                    "KEY COMPATIBILITY LEVEL",
                                    "VALUE COMPATIBILITY LEVEL"))
                    .optional();
            strategies();
        } else if (tokens.accept("protobuf")) {
            kind = "PROTOBUF";
            if (tokens.accept("message")) {
                tokens.string();
                tokens.expect("using");
                tokens.expect("schema");
                tokens.string();
            } else {
                registry = Optional.of(registry());
            }
        } else if (tokens.accept("csv")) {
            kind = "CSV";
            tokens.expect("with");
            if (tokens.accept("header")) {
                if (tokens.atSymbol("(")) columns = tokens.identifierList();
            } else {
                if (tokens.peek().kind() != Token.Kind.NUMBER) throw tokens.expected("literal number");
                count = whole(tokens.next());
                tokens.expect("columns");
            }
            if (tokens.acceptWords("delimited", "by")) tokens.string();
        } else if (tokens.accept("json")) {
            kind = "JSON";
            tokens.accept("array");
        } else if (tokens.accept("text")) {
            kind = "TEXT";
        } else if (tokens.accept("bytes")) {
            kind = "BYTES";
        } else if (tokens.accept("regex")) {
            kind = "REGEX";
            tokens.string();
        } else {
            throw tokens.expected("AVRO, PROTOBUF, REGEX, CSV, JSON, TEXT, or BYTES");
        }
        String written = tokens.source().substring(start, tokens.previous().end());
        return new Format(kind, registry, columns, count, options, written);
    }

    private int whole(Token number) {
        try {
            return Integer.parseInt(number.text());
        } catch (NumberFormatException e) {
            throw SqlError.syntax("invalid number \"" + number.text() + "\"", number.start());
        }
    }

    private Name registry() {
        tokens.expect("using");
        if (!tokens.acceptWords("confluent", "schema", "registry")) throw tokens.expected("CONFLUENT SCHEMA REGISTRY");
        tokens.expect("connection");
        return tokens.name(3);
    }

    private void strategies() {
        while (tokens.atWords("key", "strategy") || tokens.atWords("value", "strategy")) {
            tokens.next();
            tokens.next();
            if (tokens.accept("inline")) {
                tokens.string();
            } else if (tokens.accept("id")) {
                tokens.next();
            } else if (!tokens.accept("latest")) {
                throw tokens.expected("one of INLINE or ID or LATEST");
            }
        }
    }

    private Include include() {
        if (tokens.accept("header")) {
            String header = tokens.string();
            tokens.expect("as");
            String as = tokens.identifier();
            return new Include("HEADER", Optional.of(header), Optional.of(as), tokens.accept("bytes"));
        }
        for (String what : List.of("key", "timestamp", "partition", "offset", "headers")) {
            if (!tokens.accept(what)) continue;
            Optional<String> as = tokens.accept("as") ? Optional.of(tokens.identifier()) : Optional.empty();
            return new Include(what.toUpperCase(java.util.Locale.ROOT), Optional.empty(), as, false);
        }
        throw tokens.expected("one of KEY, TIMESTAMP, PARTITION, OFFSET, HEADER or HEADERS");
    }

    private Optional<Envelope> envelope() {
        if (!tokens.accept("envelope")) return Optional.empty();
        if (tokens.accept("none")) return Optional.of(new Envelope("NONE", List.of()));
        if (tokens.accept("debezium")) return Optional.of(new Envelope("DEBEZIUM", List.of()));
        if (!tokens.accept("upsert")) throw tokens.expected("NONE, DEBEZIUM, or UPSERT");
        if (!tokens.acceptSymbol("(")) return Optional.of(new Envelope("UPSERT", List.of()));
        int offset = tokens.peek().start();
        if (!tokens.acceptWords("value", "decoding", "errors")) throw tokens.expected("VALUE DECODING ERRORS");
        tokens.acceptSymbol("=");
        boolean grouped = tokens.acceptSymbol("(");
        tokens.expect("inline");
        String as = tokens.accept("as") ? tokens.identifier() : "error";
        if (grouped) tokens.expectSymbol(")");
        tokens.expectSymbol(")");
        return Optional.of(new Envelope(
                "UPSERT", List.of(new Option("VALUE DECODING ERRORS", new Option.Value.Text(as, false), offset))));
    }

    // ---- tables

    private Tables tables() {
        if (!tokens.accept("for")) return new Tables.None();
        if (tokens.acceptWords("all", "tables")) return new Tables.All();
        if (tokens.accept("schemas")) return new Tables.Schemas(tokens.identifierList());
        tokens.expect("tables");
        tokens.expectSymbol("(");
        List<Subsource> some = subsources();
        tokens.expectSymbol(")");
        return new Tables.Some(some);
    }

    private List<Subsource> subsources() {
        var subsources = new ArrayList<Subsource>();
        do {
            Name reference = tokens.name(3);
            boolean named = tokens.accept("as") || tokens.accept("into");
            subsources.add(new Subsource(reference, named ? Optional.of(tokens.name(3)) : Optional.empty()));
        } while (tokens.acceptSymbol(","));
        return subsources;
    }

    /** What follows ALTER SOURCE name, at ADD. */
    Statement add(Name source, IfExists ifExists) {
        tokens.expect("add");
        if (!tokens.accept("subsource") && !tokens.accept("table")) throw tokens.expected("SUBSOURCE or TABLE");
        boolean grouped = tokens.acceptSymbol("(");
        List<Subsource> subsources = subsources();
        if (grouped) tokens.expectSymbol(")");
        return new SourceChange.AddSubsources(
                source, ifExists, subsources, new OptionParser(tokens, TABLE_WITH).with());
    }

    /** What follows CREATE TABLE name [(columns)], at FROM SOURCE. */
    Statement table(Name name, IfExists ifExists, List<String> columns) {
        tokens.expect("from");
        tokens.expect("source");
        Name source = tokens.name(3);
        Optional<Name> reference = Optional.empty();
        if (tokens.acceptSymbol("(")) {
            tokens.expect("reference");
            tokens.acceptSymbol("=");
            reference = Optional.of(tokens.name(3));
            tokens.expectSymbol(")");
        }
        Encoding encoding = encoding();
        return new TableChange.CreateTableFromSource(
                name, ifExists, columns, source, reference, encoding, new OptionParser(tokens, TABLE_WITH).with());
    }
}
