package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ConnectionChange.ConnectionKind;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.Option.Value;
import dev.weir.sandbox.dialect.SqlError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of one connection, checked: each kind has its own, some are required, some exclude each other. Source:
 * Materialize docs, "CREATE CONNECTION"; its tests connection-create-drop.td and connection-alter.td.
 */
final class ConnectionOptions {
    private static final Set<String> SECRET_ONLY = Set.of("PASSWORD", "SASL PASSWORD", "SSL KEY", "SECRET ACCESS KEY");
    private static final Set<String> TEXT_OR_SECRET = Set.of(
            "USER",
            "SASL USERNAME",
            "SSL CERTIFICATE",
            "SSL CERTIFICATE AUTHORITY",
            "ACCESS KEY ID",
            "SESSION TOKEN",
            "CREDENTIAL");
    private static final Set<String> SASL =
            Set.of("AWS CONNECTION", "SASL MECHANISMS", "SASL USERNAME", "SASL PASSWORD");
    private static final Set<String> SECURITY = Set.of(
            "SSL KEY",
            "SSL CERTIFICATE",
            "SSL CERTIFICATE AUTHORITY",
            "AWS CONNECTION",
            "SASL MECHANISMS",
            "SASL USERNAME",
            "SASL PASSWORD");

    private final ConnectionKind kind;
    private final Map<String, Option> byName = new LinkedHashMap<>();

    private ConnectionOptions(ConnectionKind kind) {
        this.kind = kind;
    }

    /** Throws {@link SqlError} in Materialize's words for options that do not fit. */
    static ConnectionOptions of(ConnectionKind kind, List<Option> given) {
        var options = new ConnectionOptions(kind);
        for (Option option : sorted(given)) {
            if (options.byName.put(option.name(), option) != null) {
                throw SqlError.of("XX000", option.name() + " specified more than once")
                        .at(option.offset());
            }
        }
        options.check();
        return options;
    }

    private static List<Option> sorted(List<Option> given) {
        var sorted = new ArrayList<Option>();
        for (Option option : given) {
            boolean alias = option.name().equals("USERNAME");
            sorted.add(alias ? new Option("USER", option.value(), option.offset()) : option);
        }
        sorted.sort(Comparator.comparing(Option::name));
        return sorted;
    }

    List<Option> all() {
        return List.copyOf(byName.values());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(Option::text);
    }

    Optional<Name> secret(String name) {
        Option option = byName.get(name);
        return option != null && option.value() instanceof Value.Secret secret
                ? Optional.of(secret.name())
                : Optional.empty();
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Connections that this one goes through, with the kind each must be. */
    Map<Name, ConnectionKind> links() {
        var links = new LinkedHashMap<Name, ConnectionKind>();
        for (Option option : byName.values()) links(option, links);
        return links;
    }

    private static void links(Option option, Map<Name, ConnectionKind> links) {
        Optional<ConnectionKind> wanted = switch (option.name()) {
            case "SSH TUNNEL" -> Optional.of(ConnectionKind.SSH_TUNNEL);
            case "AWS PRIVATELINK" -> Optional.of(ConnectionKind.AWS_PRIVATELINK);
            case "AWS CONNECTION" -> Optional.of(ConnectionKind.AWS);
            default -> Optional.empty();
        };
        if (wanted.isPresent()) {
            switch (option.value()) {
                case Value.Item item -> links.put(item.name(), wanted.get());
                case Value.Nested nested -> links.put(name(nested), wanted.get());
                case Value.Text text -> links.put(new Name(List.of(text.text()), option.offset()), wanted.get());
                case Value.None _, Value.Secret _, Value.Several _ -> {}
            }
        }
        if (option.value() instanceof Value.Several several) {
            for (Value value : several.values()) {
                if (value instanceof Value.Nested nested) for (Option one : nested.options()) links(one, links);
            }
        } else if (option.value() instanceof Value.Nested nested
                && nested.head().startsWith("'")) {
            for (Option one : nested.options()) links(one, links);
        }
    }

    /** The object that heads an option with options of its own. */
    static Name name(Value.Nested nested) {
        var parts = new ArrayList<String>();
        for (String part : nested.head().split("\\.(?=\")")) {
            parts.add(
                    part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part);
        }
        return new Name(parts, -1);
    }

    List<Name> secrets() {
        var secrets = new ArrayList<Name>();
        for (Option option : byName.values()) {
            if (option.value() instanceof Value.Secret secret) secrets.add(secret.name());
        }
        return secrets;
    }

    List<String> brokers() {
        var brokers = new ArrayList<String>();
        for (String name : List.of("BROKER", "BROKERS")) {
            Option option = byName.get(name);
            if (option == null) continue;
            if (option.value() instanceof Value.Several several) {
                for (Value value : several.values()) brokers.add(address(value));
            } else {
                brokers.add(address(option.value()));
            }
        }
        return brokers;
    }

    private static String address(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Nested nested -> nested.head().replace("'", "");
            case Value.None _, Value.Secret _, Value.Several _, Value.Item _ -> "";
        };
    }

    // ---- checks

    private void check() {
        var wrong = new ArrayList<String>();
        for (String name : byName.keySet()) if (!permitted(kind).contains(name)) wrong.add(name);
        if (!wrong.isEmpty()) {
            throw refuse(kind.sql() + " connections do not support " + String.join(", ", wrong) + " values");
        }
        for (Option option : byName.values()) {
            boolean secret = option.value() instanceof Value.Secret;
            if (SECRET_ONLY.contains(option.name()) && !secret) {
                throw refuse("invalid " + option.name() + ": must provide a secret value");
            }
            if (secret && !SECRET_ONLY.contains(option.name()) && !TEXT_OR_SECRET.contains(option.name())) {
                throw refuse("invalid " + option.name() + ": cannot use a secret value");
            }
        }
        switch (kind) {
            case KAFKA -> kafka();
            case CONFLUENT_SCHEMA_REGISTRY -> registry();
            case POSTGRES -> database("DATABASE", "HOST", "USER");
            case MYSQL -> database("HOST", "USER");
            case SQL_SERVER -> database("HOST", "DATABASE", "USER", "PASSWORD");
            case AWS -> aws();
            case AWS_PRIVATELINK -> require("SERVICE NAME", "AVAILABILITY ZONES");
            case SSH_TUNNEL -> {
                require("HOST", "USER");
                if (secret("USER").isPresent()) {
                    throw refuse("SSH connections do not support supplying USER value as SECRET");
                }
            }
            case ICEBERG_CATALOG -> iceberg();
        }
    }

    private static List<String> permitted(ConnectionKind kind) {
        return switch (kind) {
            case AWS ->
                List.of(
                        "ACCESS KEY ID",
                        "SECRET ACCESS KEY",
                        "SESSION TOKEN",
                        "ENDPOINT",
                        "REGION",
                        "ASSUME ROLE ARN",
                        "ASSUME ROLE SESSION NAME");
            case AWS_PRIVATELINK -> List.of("AVAILABILITY ZONES", "PORT", "SERVICE NAME");
            case CONFLUENT_SCHEMA_REGISTRY ->
                List.of(
                        "AWS PRIVATELINK",
                        "PASSWORD",
                        "PORT",
                        "SSH TUNNEL",
                        "SSL CERTIFICATE",
                        "SSL CERTIFICATE AUTHORITY",
                        "SSL KEY",
                        "URL",
                        "USER");
            case KAFKA ->
                List.of(
                        "AWS CONNECTION",
                        "BROKER",
                        "BROKERS",
                        "PROGRESS TOPIC",
                        "PROGRESS TOPIC REPLICATION FACTOR",
                        "AWS PRIVATELINK",
                        "SSH TUNNEL",
                        "SSL KEY",
                        "SSL CERTIFICATE",
                        "SSL CERTIFICATE AUTHORITY",
                        "SASL MECHANISMS",
                        "SASL USERNAME",
                        "SASL PASSWORD",
                        "SECURITY PROTOCOL");
            case POSTGRES, SQL_SERVER ->
                List.of(
                        "AWS PRIVATELINK",
                        "DATABASE",
                        "HOST",
                        "PASSWORD",
                        "PORT",
                        "SSH TUNNEL",
                        "SSL CERTIFICATE",
                        "SSL CERTIFICATE AUTHORITY",
                        "SSL KEY",
                        "SSL MODE",
                        "USER");
            case MYSQL ->
                List.of(
                        "AWS PRIVATELINK",
                        "HOST",
                        "PASSWORD",
                        "PORT",
                        "SSH TUNNEL",
                        "SSL CERTIFICATE",
                        "SSL CERTIFICATE AUTHORITY",
                        "SSL KEY",
                        "SSL MODE",
                        "USER",
                        "AWS CONNECTION");
            case SSH_TUNNEL -> List.of("HOST", "PORT", "USER", "PUBLIC KEY 1", "PUBLIC KEY 2");
            case ICEBERG_CATALOG ->
                List.of("AWS CONNECTION", "CATALOG TYPE", "CREDENTIAL", "SCOPE", "URL", "WAREHOUSE");
        };
    }

    private void kafka() {
        int ways = (has("BROKER") ? 1 : 0) + (has("BROKERS") ? 1 : 0) + (has("AWS PRIVATELINK") ? 1 : 0);
        if (ways == 0) throw invalid("must set one of BROKER, BROKERS, or AWS PRIVATELINK");
        if (ways > 1) throw invalid("can only set one of BROKER, BROKERS, or AWS PRIVATELINK");
        for (String broker : brokers()) {
            if (broker.contains(",")) {
                throw invalid("cannot specify multiple Kafka broker addresses in one string.\n\n"
                        + "Instead, specify BROKERS using multiple strings, e.g. BROKERS ('kafka:9092', 'kafka:9093')");
            }
        }
        text("PROGRESS TOPIC REPLICATION FACTOR").ifPresent(factor -> {
            if (!factor.matches("[1-9]\\d*")) {
                throw invalid("PROGRESS TOPIC REPLICATION FACTOR must be greater than 0");
            }
        });
        boolean sasl = byName.keySet().stream().anyMatch(SASL::contains);
        String protocol =
                text("SECURITY PROTOCOL").orElse(sasl ? "SASL_SSL" : "SSL").toUpperCase(Locale.ROOT);
        Set<String> fitting = switch (protocol) {
            case "PLAINTEXT" -> Set.of();
            case "SSL" -> Set.of("SSL KEY", "SSL CERTIFICATE", "SSL CERTIFICATE AUTHORITY");
            case "SASL_PLAINTEXT" -> SASL;
            case "SASL_SSL" ->
                Set.of(
                        "AWS CONNECTION",
                        "SASL MECHANISMS",
                        "SASL USERNAME",
                        "SASL PASSWORD",
                        "SSL CERTIFICATE AUTHORITY");
            default ->
                throw refuse("unknown security protocol: "
                        + text("SECURITY PROTOCOL").orElse("").toUpperCase(Locale.ROOT));
        };
        for (String name : byName.keySet()) {
            if (SECURITY.contains(name) && !fitting.contains(name)) {
                throw refuse("option " + name + " not supported with this configuration");
            }
        }
        if (protocol.equals("SSL")) together("SSL KEY", "SSL CERTIFICATE");
        if (protocol.startsWith("SASL") && !has("AWS CONNECTION")) {
            for (String name : List.of("SASL MECHANISMS", "SASL USERNAME", "SASL PASSWORD")) {
                if (!has(name)) throw refuse(name + " must be specified");
            }
        }
    }

    private void together(String one, String other) {
        if (has(other) && !has(one)) throw refuse(one + " must be specified with " + other);
        if (has(one) && !has(other)) throw refuse(other + " must be specified with " + one);
    }

    private void registry() {
        String url = text("URL").orElseThrow(() -> invalid("must specify URL"));
        String rest = url.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://", "");
        if (rest.length() == url.length()) throw refuse("parsing schema registry url: relative URL without a base");
        if (rest.isEmpty() || rest.startsWith("/")) throw invalid("URL must specify domain name");
        int path = rest.indexOf('/');
        if (path >= 0 && path < rest.length() - 1) throw invalid("URL must have an empty path");
        if (has("SSL KEY") != has("SSL CERTIFICATE")) {
            throw invalid("reading from SSL-auth Confluent Schema Registry requires both SSL KEY and SSL CERTIFICATE");
        }
    }

    private void database(String... required) {
        if (has("SSL KEY") != has("SSL CERTIFICATE")) {
            throw invalid("both SSL KEY and SSL CERTIFICATE are required");
        }
        if (has("AWS CONNECTION") && has("PASSWORD")) {
            throw invalid("AWS IAM authentication is not supported with password");
        }
        text("SSL MODE").ifPresent(mode -> {
            String known = switch (kind) {
                case MYSQL -> "DISABLED REQUIRED REQUIRE VERIFY_CA VERIFY-CA VERIFY_IDENTITY VERIFY-IDENTITY";
                case SQL_SERVER -> "DISABLED REQUIRED VERIFY VERIFY_CA";
                default -> "disable require required verify_ca verify-ca verify_full verify-full";
            };
            String written = kind == ConnectionKind.POSTGRES ? mode : mode.toUpperCase(Locale.ROOT);
            if (!List.of(known.split(" ")).contains(written)) throw invalid("unknown SSL MODE \"" + written + "\"");
            if (kind == ConnectionKind.SQL_SERVER && written.equals("VERIFY_CA") && !has("SSL CERTIFICATE AUTHORITY")) {
                throw invalid("SSL MODE 'verify_ca' requires SSL CERTIFICATE AUTHORITY");
            }
        });
        if (has("AWS CONNECTION") && text("SSL MODE").orElse("disabled").equalsIgnoreCase("disabled")) {
            throw invalid("AWS IAM authentication requires SSL to be enabled");
        }
        require(required);
    }

    private void aws() {
        boolean key = has("ACCESS KEY ID");
        boolean secret = has("SECRET ACCESS KEY");
        if (key != secret || !key && has("SESSION TOKEN")) {
            throw refuse("must specify both ACCESS KEY ID and SECRET ACCESS KEY with optional SESSION TOKEN");
        }
        boolean role = has("ASSUME ROLE ARN");
        if (!role && has("ASSUME ROLE SESSION NAME")) {
            throw refuse("must specify ASSUME ROLE ARN with optional ASSUME ROLE SESSION NAME");
        }
        if (!key && !role) {
            throw refuse("must specify either ASSUME ROLE ARN or ACCESS KEY ID and SECRET ACCESS KEY");
        }
        if (key && role) throw refuse("cannot specify both ACCESS KEY ID and ASSUME ROLE ARN");
    }

    private void iceberg() {
        String type = text("CATALOG TYPE")
                .orElseThrow(() -> invalid("ICEBERG connections must specify CATALOG TYPE"))
                .toLowerCase(Locale.ROOT);
        if (!has("URL")) throw invalid("must specify URL");
        switch (type) {
            case "s3tablesrest" -> {
                if (!has("WAREHOUSE")) throw invalid("ICEBERG s3tablesrest connections must specify WAREHOUSE");
                if (!has("AWS CONNECTION")) throw invalid("ICEBERG s3tablesrest connections require an AWS connection");
            }
            case "rest" -> {
                if (!has("CREDENTIAL")) throw invalid("ICEBERG rest connections require a CREDENTIAL");
            }
            default -> throw refuse("invalid CATALOG TYPE: unknown catalog type \"" + type + "\"");
        }
    }

    private void require(String... names) {
        for (String name : names) if (!has(name)) throw refuse(name + " option is required");
    }

    private static SqlError invalid(String message) {
        return refuse("invalid CONNECTION: " + message);
    }

    private static SqlError refuse(String message) {
        return SqlError.of("XX000", message);
    }
}
