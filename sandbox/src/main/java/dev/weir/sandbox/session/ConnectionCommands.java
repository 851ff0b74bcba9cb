package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ConnectionChange;
import dev.weir.sandbox.dialect.ConnectionChange.AlterConnection;
import dev.weir.sandbox.dialect.ConnectionChange.ConnectionKind;
import dev.weir.sandbox.dialect.ConnectionChange.CreateConnection;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.Option;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import dev.weir.sandbox.dialect.StatementParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connections: recorded and checked, never opened from here. Source: Materialize docs, "CREATE CONNECTION", "ALTER
 * CONNECTION", "VALIDATE CONNECTION".
 */
final class ConnectionCommands {
    private static final List<String> EXCLUSIVE = List.of("BROKER", "BROKERS");

    private final SessionContext context;

    ConnectionCommands(SessionContext context) {
        this.context = context;
    }

    void run(ConnectionChange change) throws IOException {
        switch (change) {
            case CreateConnection create -> create(create);
            case AlterConnection alter -> alter(alter);
            case ConnectionChange.ValidateConnection validate -> {
                SessionContext.Item item = require(validate.name());
                unvalidated(item.name());
            }
            case ConnectionChange.CreateSecret create -> new SecretCommands(context).create(create);
            case ConnectionChange.AlterSecret alter -> new SecretCommands(context).alter(alter);
        }
    }

    private void create(CreateConnection create) throws IOException {
        NewItem place = NewItem.of(context, ObjectKind.CONNECTION, create.name());
        ConnectionOptions.of(create.kind(), create.options());
        if (place.taken(create.ifExists(), false)) return;
        ConnectionOptions options = ConnectionOptions.of(create.kind(), withKeys(create.kind(), create.options()));
        List<String> needs = needs(options);
        String id = NewEntry.nextId(context);
        NewEntry.plain(id, place, create.kind().catalogName(), Optional.empty(), sql(id, create.kind(), options), needs)
                .save(context);
        save(id, options);
        if (validatedByDefault(create.kind()) && create.validate().orElse(true)) {
            unvalidated(place.name().item());
        }
    }

    private static boolean validatedByDefault(ConnectionKind kind) {
        return switch (kind) {
            case KAFKA, CONFLUENT_SCHEMA_REGISTRY, POSTGRES, MYSQL, SQL_SERVER, ICEBERG_CATALOG -> true;
            case AWS, AWS_PRIVATELINK, SSH_TUNNEL -> false;
        };
    }

    private void unvalidated(String name) {
        context.notice(
                "00000",
                "sandbox: connection \"" + name + "\" was not validated, as the sandbox does not open connections");
    }

    /** A tunnel has two keys of its own. */
    private static List<Option> withKeys(ConnectionKind kind, List<Option> options) {
        if (kind != ConnectionKind.SSH_TUNNEL) return options;
        var with = new ArrayList<Option>(options);
        for (String name : List.of("PUBLIC KEY 1", "PUBLIC KEY 2")) {
            if (with.stream().noneMatch(option -> option.name().equals(name))) {
                with.add(new Option(name, new Option.Value.Text(SshKey.fresh(), true), -1));
            }
        }
        return with;
    }

    private List<String> needs(ConnectionOptions options) throws IOException {
        var needs = new ArrayList<String>();
        for (Name name : options.secrets()) {
            needs.add(SecretCommands.require(context.requireItem(name), name).id());
        }
        for (var link : options.links().entrySet()) {
            SessionContext.Item item = context.requireItem(link.getKey());
            if (!item.type().equals("connection")
                    || !item.sourceType().equals(link.getValue().catalogName())) {
                throw SqlError.of(
                        "XX000",
                        item.name()
                                + switch (link.getValue()) {
                                    case SSH_TUNNEL -> " is not an SSH connection";
                                    case AWS -> " is not an AWS connection";
                                    default -> " is not an AWS PRIVATELINK connection";
                                });
            }
            needs.add(item.id());
        }
        return needs;
    }

    private String sql(String id, ConnectionKind kind, ConnectionOptions options) throws IOException {
        return new CreateSql("CREATE CONNECTION ")
                .self(id)
                .add(" TO " + kind.sql() + " (")
                .options(context, options.all())
                .add(")")
                .text();
    }

    private void save(String id, ConnectionOptions options) throws IOException {
        var aws = new LinkedHashMap<String, String>();
        for (Option option : options.all()) {
            option.text().ifPresent(text -> aws.put(option.name(), text));
            Optional<Name> secret = options.secret(option.name());
            if (secret.isPresent()) {
                aws.put(
                        option.name() + " SECRET",
                        context.requireItem(secret.get()).id());
            }
        }
        var pairs = new StringBuilder("pg_catalog.jsonb_build_object(");
        for (Map.Entry<String, String> entry : aws.entrySet()) {
            pairs.append(pairs.charAt(pairs.length() - 1) == '(' ? "" : ", ")
                    .append(Quoted.literal(entry.getKey()))
                    .append("::text, ")
                    .append(Quoted.literal(entry.getValue()))
                    .append("::text");
        }
        context.backend()
                .execute(
                        "INSERT INTO _weir.connection (id, brokers, progress_topic, public_key_1, public_key_2, aws) VALUES ("
                                + Quoted.literal(id) + ", " + Quoted.array(options.brokers()) + ", "
                                + orNull(options.text("PROGRESS TOPIC")) + ", " + orNull(options.text("PUBLIC KEY 1"))
                                + ", " + orNull(options.text("PUBLIC KEY 2")) + ", " + pairs
                                + ")) ON CONFLICT (id) DO UPDATE SET "
                                + "brokers = excluded.brokers, progress_topic = excluded.progress_topic, public_key_1 = excluded.public_key_1, "
                                + "public_key_2 = excluded.public_key_2, aws = excluded.aws");
    }

    static String orNull(Optional<String> text) {
        return text.map(Quoted::literal).orElse("NULL");
    }

    // ---- ALTER

    private void alter(AlterConnection alter) throws IOException {
        if (alter.ifExists() == IfExists.TOLERATED && context.item(alter.name()).isEmpty()) {
            context.notice("42704", "connection \"" + alter.name().item() + "\" does not exist, skipping");
            return;
        }
        SessionContext.Item item = require(alter.name());
        CreateConnection was = definition(context, item.id());
        List<Option> options = alter.rotateKeys() ? rotated(item, was) : changed(alter, was);
        ConnectionOptions checked;
        try {
            checked = ConnectionOptions.of(was.kind(), options);
        } catch (SqlError e) {
            throw SqlError.of(e.sqlState(), "invalid ALTER CONNECTION: " + e.message());
        }
        List<String> needs = needs(checked);
        context.backend()
                .execute("DELETE FROM _weir.dependency WHERE id = " + Quoted.literal(item.id())
                        + "; UPDATE _weir.item SET create_sql = "
                        + Quoted.literal(sql(item.id(), was.kind(), checked)) + " WHERE id = "
                        + Quoted.literal(item.id())
                        + "; INSERT INTO _weir.dependency SELECT DISTINCT " + Quoted.literal(item.id())
                        + ", o FROM unnest(" + Quoted.array(needs) + ") AS o");
        save(item.id(), checked);
        if (!alter.rotateKeys()
                && validatedByDefault(was.kind())
                && alter.validate().orElse(true)) {
            unvalidated(item.name());
        }
    }

    private static List<Option> rotated(SessionContext.Item item, CreateConnection was) {
        if (was.kind() != ConnectionKind.SSH_TUNNEL) {
            throw SqlError.of("XX000", item.fullName() + " is not an SSH connection");
        }
        var kept = new ArrayList<Option>();
        for (Option option : was.options()) {
            if (option.name().equals("PUBLIC KEY 1")) continue;
            kept.add(option.name().equals("PUBLIC KEY 2") ? new Option("PUBLIC KEY 1", option.value(), -1) : option);
        }
        kept.add(new Option("PUBLIC KEY 2", new Option.Value.Text(SshKey.fresh(), true), -1));
        return kept;
    }

    private static List<Option> changed(AlterConnection alter, CreateConnection was) {
        var set = new LinkedHashMap<String, Option>();
        for (Option option : alter.set()) {
            if (set.put(option.name(), option) != null) {
                throw SqlError.of("XX000", option.name() + " specified more than once");
            }
        }
        for (String name : set.keySet()) refuseInalterable(was.kind(), name);
        for (String name : alter.reset()) {
            refuseInalterable(was.kind(), name);
            if (set.containsKey(name)) {
                throw SqlError.of("XX000", "cannot both SET and DROP/RESET options " + name);
            }
            if (EXCLUSIVE.contains(name) && set.keySet().stream().anyMatch(EXCLUSIVE::contains)) {
                throw SqlError.of(
                        "XX000",
                        "cannot both SET and DROP/RESET mutually exclusive "
                                + was.kind().sql() + " options BROKER, BROKERS");
            }
        }
        var options = new ArrayList<Option>();
        for (Option option : was.options()) {
            boolean replaced =
                    EXCLUSIVE.contains(option.name()) && set.keySet().stream().anyMatch(EXCLUSIVE::contains);
            if (set.containsKey(option.name()) || replaced || alter.reset().contains(option.name())) continue;
            options.add(option);
        }
        options.addAll(set.values());
        return options;
    }

    private static void refuseInalterable(ConnectionKind kind, String name) {
        if (name.startsWith("PROGRESS TOPIC")) {
            throw SqlError.of("XX000", "cannot ALTER " + kind.sql() + " option " + name);
        }
    }

    private SessionContext.Item require(Name name) throws IOException {
        SessionContext.Item item = context.requireItem(name);
        if (!item.type().equals("connection")) {
            throw SqlError.of("42809", item.fullName() + " is not a connection").at(name.offset());
        }
        return item;
    }

    /** The statement that would make a connection as it is now. */
    static CreateConnection definition(SessionContext context, String id) throws IOException {
        String sql = context.value(
                        "SELECT _weir.rendered(create_sql, true) FROM _weir.item WHERE id = " + Quoted.literal(id))
                .orElseThrow();
        return (CreateConnection) StatementParser.parse(sql).getFirst().statement();
    }
}
