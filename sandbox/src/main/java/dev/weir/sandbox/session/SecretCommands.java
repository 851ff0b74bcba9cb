package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.dialect.ConnectionChange.AlterSecret;
import dev.weir.sandbox.dialect.ConnectionChange.CreateSecret;
import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * CREATE SECRET and ALTER SECRET. A value goes to a table that no session may read; nothing that is shown or logged holds
 * it. Source: Materialize docs, "CREATE SECRET"; its test secret.slt.
 */
final class SecretCommands {
    private final SessionContext context;

    SecretCommands(SessionContext context) {
        this.context = context;
    }

    void create(CreateSecret create) throws IOException {
        NewItem place = NewItem.of(context, ObjectKind.SECRET, create.name());
        if (place.taken(create.ifExists(), false)) return;
        String value = value(create.value());
        String id = NewEntry.nextId(context);
        NewEntry.plain(
                        id,
                        place,
                        "",
                        Optional.empty(),
                        new CreateSql("CREATE SECRET ")
                                .self(id)
                                .add(" AS '********'")
                                .text(),
                        List.of())
                .save(context);
        put(id, value);
    }

    void alter(AlterSecret alter) throws IOException {
        Optional<SessionContext.Item> item = context.item(alter.name());
        if (item.isEmpty()) {
            if (alter.ifExists() == IfExists.REQUIRED) throw SessionContext.unknownItem(alter.name());
            context.notice("42704", "secret \"" + alter.name().item() + "\" does not exist, skipping");
            return;
        }
        require(item.get(), alter.name());
        put(item.get().id(), value(alter.value()));
    }

    static SessionContext.Item require(SessionContext.Item item, Name name) {
        if (!item.type().equals("secret")) {
            throw SqlError.of("XX000", item.fullName() + " is not a secret").at(name.offset());
        }
        return item;
    }

    private void put(String id, String value) throws IOException {
        try {
            context.backend().execute("SELECT _weir.put_secret(" + Quoted.literal(id) + ", " + value + ")");
        } catch (BackendException e) {
            throw unspoken(e);
        }
    }

    /** An SQL expression of type bytea. */
    private String value(SqlFragment expression) throws IOException {
        if (!expression.relations().isEmpty()
                || expression.written().toLowerCase(java.util.Locale.ROOT).contains("select")) {
            throw SqlError.of("XX000", "AS does not allow subqueries");
        }
        String sql = context.sql().add(expression).build().sql();
        String type;
        try {
            type = context.value("SELECT pg_catalog.pg_typeof((" + sql + "))::text")
                    .orElse("unknown");
        } catch (BackendException e) {
            throw unspoken(e);
        }
        return switch (type) {
            case "unknown", "bytea" -> "(" + sql + ")::bytea";
            case "text", "character varying", "character" -> "pg_catalog.convert_to((" + sql + ")::text, 'UTF8')";
            default -> throw SqlError.of("XX000", "AS must have type bytea, not type " + type);
        };
    }

    /** What PostgreSQL says of a value quotes parts of it. */
    private static SqlError unspoken(BackendException e) {
        return SqlError.of(e.error().sqlState(), "secret value can not be evaluated")
                .withDetail("What is wrong with it is not shown, as that would show parts of it.");
    }
}
