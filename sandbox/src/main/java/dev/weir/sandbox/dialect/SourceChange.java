package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.ConnectionChange.ConnectionKind;
import java.util.List;
import java.util.Optional;

/** CREATE SOURCE and ALTER SOURCE. Source: Materialize docs, "CREATE SOURCE: …", one page a connector. */
public sealed interface SourceChange extends CatalogChange {
    /**
     * CREATE SOURCE.
     *
     * @param columns names given in parentheses; none without them
     * @param progress the name after EXPOSE PROGRESS AS
     */
    record CreateSource(
            Name name,
            IfExists ifExists,
            List<String> columns,
            Optional<String> cluster,
            Upstream upstream,
            Encoding encoding,
            Tables tables,
            Optional<Name> progress,
            List<Option> with)
            implements SourceChange {
        public CreateSource {
            columns = List.copyOf(columns);
            with = List.copyOf(with);
        }

        @Override
        public boolean inTransactionBlock() {
            return true;
        }
    }

    /** ALTER SOURCE … ADD SUBSOURCE | TABLE. */
    record AddSubsources(Name source, IfExists ifExists, List<Subsource> subsources, List<Option> with)
            implements SourceChange {
        public AddSubsources {
            subsources = List.copyOf(subsources);
            with = List.copyOf(with);
        }

        @Override
        public String tag() {
            return "ALTER SOURCE";
        }
    }

    /** ALTER SOURCE … SET | RESET (TIMESTAMP INTERVAL …); no value to reset. */
    record AlterTimestampInterval(Name source, IfExists ifExists, Optional<String> interval) implements SourceChange {
        @Override
        public String tag() {
            return "ALTER SOURCE";
        }
    }

    /** Where rows come from. */
    sealed interface Upstream {
        /** Through a connection of ours. */
        record Connected(Kind kind, Name connection, List<Option> options) implements Upstream {
            public Connected {
                options = List.copyOf(options);
            }
        }

        /** @param options TICK INTERVAL and its like */
        record Generator(GeneratorKind kind, List<Option> options) implements Upstream {
            public Generator {
                options = List.copyOf(options);
            }
        }

        record Webhook(String bodyFormat, boolean jsonArray, List<Header> headers, Optional<Check> check)
                implements Upstream {
            public Webhook {
                headers = List.copyOf(headers);
            }
        }
    }

    /** Connectors: the kinds of connection that a source reads through. */
    enum Kind {
        KAFKA(ConnectionKind.KAFKA),
        POSTGRES(ConnectionKind.POSTGRES),
        MYSQL(ConnectionKind.MYSQL),
        SQL_SERVER(ConnectionKind.SQL_SERVER);

        private final ConnectionKind connection;

        Kind(ConnectionKind connection) {
            this.connection = connection;
        }

        public ConnectionKind connection() {
            return connection;
        }

        /** As in SQL, after FROM. */
        public String sql() {
            return connection.sql();
        }

        /** As in {@code mz_sources.type}. */
        public String catalogName() {
            return connection.catalogName();
        }
    }

    /** What LOAD GENERATOR can make. */
    enum GeneratorKind {
        AUCTION,
        MARKETING,
        TPCH,
        COUNTER,
        CLOCK,
        DATUMS,
        KEY_VALUE;

        /** As in SQL. */
        public String sql() {
            return name().replace('_', ' ');
        }
    }

    /**
     * FORMAT, INCLUDE and ENVELOPE.
     *
     * @param key the format of keys, where they differ from values
     * @param value the format of values, or of both
     */
    record Encoding(Optional<Format> key, Optional<Format> value, List<Include> include, Optional<Envelope> envelope) {
        public Encoding {
            include = List.copyOf(include);
        }

        static Encoding none() {
            return new Encoding(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        }
    }

    /**
     * One FORMAT.
     *
     * @param kind {@code AVRO}, {@code JSON}, {@code TEXT}, {@code BYTES}, {@code CSV}, {@code PROTOBUF}
     * @param registry the connection to a schema registry
     * @param columns names of CSV columns
     * @param columnCount number of CSV columns; 0 when not told
     * @param written the whole format as the client wrote it
     */
    record Format(
            String kind,
            Optional<Name> registry,
            List<String> columns,
            int columnCount,
            List<Option> options,
            String written) {
        public Format {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }
    }

    /**
     * INCLUDE KEY, PARTITION, OFFSET, TIMESTAMP, HEADERS or HEADER 'h'.
     *
     * @param what in upper case
     * @param header the header's name for HEADER
     */
    record Include(String what, Optional<String> header, Optional<String> as, boolean bytes) {}

    /** @param kind {@code NONE}, {@code DEBEZIUM} or {@code UPSERT} */
    record Envelope(String kind, List<Option> options) {
        public Envelope {
            options = List.copyOf(options);
        }
    }

    /** Which tables become subsources. */
    sealed interface Tables {
        /** No FOR: a source of one relation, or tables are made later. */
        record None() implements Tables {}

        record All() implements Tables {}

        record Schemas(List<String> schemas) implements Tables {
            public Schemas {
                schemas = List.copyOf(schemas);
            }
        }

        record Some(List<Subsource> tables) implements Tables {
            public Some {
                tables = List.copyOf(tables);
            }
        }
    }

    /** An upstream table and what it is called here. */
    record Subsource(Name reference, Optional<Name> as) {}

    /**
     * INCLUDE HEADER 'h' AS a [BYTES], or INCLUDE HEADERS [(…)].
     *
     * @param name empty for HEADERS
     * @param only for HEADERS: names kept, or with {@code NOT} in front left out
     */
    record Header(Optional<String> name, String as, boolean bytes, List<String> only) {
        public Header {
            only = List.copyOf(only);
        }
    }

    /** CHECK ( [WITH (…)] expression ). */
    record Check(List<CheckInput> inputs, SqlFragment condition) {
        public Check {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * What a CHECK may look at.
     *
     * @param kind {@code BODY}, {@code HEADERS} or {@code SECRET}
     */
    record CheckInput(String kind, Optional<Name> secret, Optional<String> as, boolean bytes) {}
}
