package dev.weir.sandbox.dialect;

import dev.weir.sandbox.dialect.ConnectionChange.ConnectionKind;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Connections and secrets. Source: Materialize docs, "CREATE CONNECTION", "ALTER CONNECTION", "CREATE SECRET". */
final class ConnectionParser {
    /** Options of all kinds; which belong to which is for the command to say. */
    private static final List<String> OPTIONS = List.of(
            "ACCESS KEY ID",
            "ASSUME ROLE ARN",
            "ASSUME ROLE SESSION NAME",
            "AVAILABILITY ZONES",
            "AWS CONNECTION",
            "AWS PRIVATELINK",
            "BROKER",
            "BROKERS",
            "CATALOG TYPE",
            "CREDENTIAL",
            "DATABASE",
            "ENDPOINT",
            "HOST",
            "PASSWORD",
            "PORT",
            "PROGRESS TOPIC",
            "PROGRESS TOPIC REPLICATION FACTOR",
            "PUBLIC KEY 1",
            "PUBLIC KEY 2",
            "REGION",
            "SASL MECHANISMS",
            "SASL PASSWORD",
            "SASL USERNAME",
            "SCOPE",
            "SECRET ACCESS KEY",
            "SECURITY PROTOCOL",
            "SERVICE NAME",
            "SESSION TOKEN",
            "SSH TUNNEL",
            "SSL CERTIFICATE",
            "SSL CERTIFICATE AUTHORITY",
            "SSL KEY",
            "SSL MODE",
            "TOKEN",
            "URL",
            "USER",
            "USERNAME",
            "WAREHOUSE");

    private final TokenCursor tokens;

    ConnectionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** What follows CREATE CONNECTION. */
    Statement create(IfExists ifExists) {
        Name name = tokens.name(3);
        if (!tokens.accept("for")) tokens.expect("to");
        ConnectionKind kind = kind();
        List<Option> options = new OptionParser(tokens, OPTIONS).optional();
        return new ConnectionChange.CreateConnection(name, ifExists, kind, options, validate());
    }

    private ConnectionKind kind() {
        for (ConnectionKind kind : ConnectionKind.values()) {
            if (tokens.acceptWords(kind.sql().toLowerCase(Locale.ROOT).split(" "))) return kind;
        }
        throw tokens.expected(
                "one of AWS or KAFKA or CONFLUENT SCHEMA REGISTRY or POSTGRES or SSH TUNNEL or SQL SERVER or MYSQL or ICEBERG CATALOG");
    }

    private Optional<Boolean> validate() {
        for (Option option : new OptionParser(tokens, List.of("VALIDATE")).with()) {
            return Optional.of(!option.text().orElse("true").equalsIgnoreCase("false"));
        }
        return Optional.empty();
    }

    /** What follows ALTER CONNECTION name, at SET, DROP, RESET or ROTATE. */
    Statement alter(Name name, IfExists ifExists) {
        if (tokens.acceptWords("rotate", "keys")) {
            return new ConnectionChange.AlterConnection(name, ifExists, List.of(), List.of(), true, Optional.empty());
        }
        var set = new ArrayList<Option>();
        var reset = new ArrayList<String>();
        do {
            boolean setting = tokens.accept("set");
            if (!setting && !tokens.accept("reset") && !tokens.accept("drop")) {
                throw tokens.expected("one of SET or RESET or DROP");
            }
            List<Option> options = new OptionParser(tokens, OPTIONS).parenthesised();
            for (Option option : options) {
                if (setting) set.add(option);
                else reset.add(option.name());
            }
        } while (tokens.acceptSymbol(","));
        return new ConnectionChange.AlterConnection(name, ifExists, set, reset, false, validate());
    }

    /** What follows CREATE SECRET. */
    Statement createSecret(IfExists ifExists) {
        Name name = tokens.name(3);
        tokens.expect("as");
        return new ConnectionChange.CreateSecret(name, ifExists, new QueryParser(tokens).expression());
    }

    /** What follows ALTER SECRET name, at AS. */
    Statement alterSecret(Name name, IfExists ifExists) {
        tokens.expect("as");
        return new ConnectionChange.AlterSecret(name, ifExists, new QueryParser(tokens).expression());
    }
}
