package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.SinkChange.Target;
import dev.weir.sandbox.dialect.SourceChange.Format;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.List;
import java.util.Optional;

/** Sinks. Source: Materialize docs, "CREATE SINK: Kafka", "CREATE SINK: Iceberg". */
final class SinkParser {
    private static final List<String> KAFKA = List.of(
            "TOPIC",
            "COMPRESSION TYPE",
            "TRANSACTIONAL ID PREFIX",
            "LEGACY IDS",
            "PARTITION BY",
            "PROGRESS GROUP ID PREFIX",
            "TOPIC REPLICATION FACTOR",
            "TOPIC PARTITION COUNT",
            "TOPIC CONFIG",
            "TOPIC METADATA REFRESH INTERVAL");

    private final TokenCursor tokens;

    SinkParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** What follows CREATE SINK. */
    Statement create(IfExists ifExists) {
        Optional<Name> name = Optional.empty();
        if (!tokens.at("from") && !tokens.atWords("in", "cluster")) name = Optional.of(tokens.name(3));
        Optional<String> cluster = CreateParser.inCluster(tokens);
        tokens.expect("from");
        Name from = tokens.name(3);
        tokens.expect("into");
        Target target = target();
        int start = tokens.peek().start();
        Optional<SinkChange.Key> key = Optional.empty();
        if (tokens.at("key") && tokens.peek(1).symbol("(")) {
            tokens.next();
            key = Optional.of(new SinkChange.Key(tokens.identifierList(), tokens.acceptWords("not", "enforced")));
        }
        Optional<String> headers = tokens.accept("headers") ? Optional.of(tokens.identifier()) : Optional.empty();
        var formats = new SourceParser(tokens);
        Optional<Format> keyFormat = Optional.empty();
        Optional<Format> valueFormat = Optional.empty();
        if (tokens.acceptWords("key", "format")) {
            keyFormat = Optional.of(formats.format());
            if (!tokens.acceptWords("value", "format")) throw tokens.expected("VALUE FORMAT");
            valueFormat = Optional.of(formats.format());
        } else if (tokens.accept("format")) {
            valueFormat = Optional.of(formats.format());
        }
        Optional<String> envelope = envelope();
        int end = Math.max(start, tokens.previous().end());
        List<Option> with = new OptionParser(
                        tokens, List.of("SNAPSHOT", "VERSION", "PARTITION STRATEGY", "COMMIT INTERVAL"))
                .with();
        return new SinkChange.CreateSink(
                name,
                ifExists,
                cluster,
                from,
                target,
                key,
                headers,
                keyFormat,
                valueFormat,
                envelope,
                tokens.source().substring(start, end),
                with);
    }

    private Target target() {
        if (tokens.accept("kafka")) {
            tokens.expect("connection");
            Name connection = tokens.name(3);
            return new Target.Kafka(connection, new OptionParser(tokens, KAFKA).optional());
        }
        if (tokens.acceptWords("iceberg", "catalog")) {
            tokens.expect("connection");
            Name connection = tokens.name(3);
            List<Option> options = new OptionParser(tokens, List.of("NAMESPACE", "TABLE")).parenthesised();
            tokens.expect("using");
            tokens.expect("aws");
            tokens.expect("connection");
            return new Target.Iceberg(connection, options, tokens.name(3));
        }
        throw tokens.expected("one of KAFKA or ICEBERG CATALOG");
    }

    private Optional<String> envelope() {
        if (tokens.accept("mode")) {
            if (tokens.accept("upsert")) return Optional.of("UPSERT");
            if (tokens.accept("append")) return Optional.of("APPEND");
            throw tokens.expected("one of UPSERT or APPEND");
        }
        if (!tokens.accept("envelope")) return Optional.empty();
        if (tokens.accept("debezium")) return Optional.of("DEBEZIUM");
        if (tokens.accept("upsert")) return Optional.of("UPSERT");
        throw tokens.expected("one of UPSERT or DEBEZIUM");
    }
}
