package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.Option;
import java.io.IOException;
import java.util.List;

/**
 * A statement as the catalog keeps it: with marks where names stand, so that it follows renames. What {@code create_sql}
 * and SHOW CREATE show is made of it by {@code _weir.rendered} (create-sql.sql, which also lists the marks).
 */
final class CreateSql {
    private static final char OPEN = '\u0001';
    private static final char CLOSE = '\u0002';
    private static final char BREAK = '\u0003';
    private static final char PART = '\u0004';
    private static final char CLAUSE = '\u0005';

    private final StringBuilder sql = new StringBuilder();

    CreateSql(String start) {
        sql.append(start);
    }

    CreateSql add(String text) {
        sql.append(text);
        return this;
    }

    /** A blank, or a new line where the statement is shown. */
    CreateSql line(String text) {
        sql.append(BREAK).append(text);
        return this;
    }

    /** A blank, or a new line where the statement is shown and does not fit on one. */
    CreateSql part(String text) {
        sql.append(PART).append(text);
        return this;
    }

    /** The same before a clause of a query. */
    CreateSql clause() {
        sql.append(CLAUSE);
        return this;
    }

    /** The name of the item this is about, whose id is yet to be given out. */
    CreateSql itself() {
        return mark("=");
    }

    /** The name of an item, and nothing else that says which it is. */
    CreateSql name(String id) {
        return mark("=" + id);
    }

    /** The name of the item this is about. */
    CreateSql self(String id) {
        return mark("=" + id);
    }

    CreateSql item(String id) {
        return mark(id);
    }

    CreateSql cluster(SessionContext context, String name) throws IOException {
        return mark("@"
                + context.value("SELECT id FROM _weir.cluster WHERE name = " + Quoted.literal(name))
                        .orElseThrow());
    }

    CreateSql identifier(String name) {
        return mark("\"" + name);
    }

    CreateSql identifiers(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) sql.append(", ");
            identifier(names.get(i));
        }
        return this;
    }

    /** The tables of a source, whichever there are when the statement is shown. */
    CreateSql tablesOf(String sourceId) {
        return mark("*" + sourceId);
    }

    /** {@code NAME = value, …}; what the values name is looked up. */
    CreateSql options(SessionContext context, List<Option> options) throws IOException {
        for (int i = 0; i < options.size(); i++) {
            if (i > 0) sql.append(", ");
            option(context, options.get(i));
        }
        return this;
    }

    private void option(SessionContext context, Option option) throws IOException {
        sql.append(option.name());
        if (option.value() instanceof Option.Value.None) return;
        sql.append(" = ");
        if (option.name().endsWith(" COLUMNS")) upstreamColumns(option);
        else value(context, option.value());
    }

    /** Names that are no item's. */
    private void upstreamColumns(Option option) {
        sql.append('(');
        boolean first = true;
        for (Name name : ConnectedIngestion.names(option.value())) {
            if (!first) sql.append(", ");
            first = false;
            for (int i = 0; i < name.parts().size(); i++) {
                if (i > 0) sql.append('.');
                identifier(name.parts().get(i));
            }
        }
        sql.append(')');
    }

    private void value(SessionContext context, Option.Value value) throws IOException {
        switch (value) {
            case Option.Value.None _ -> {}
            case Option.Value.Text text -> {
                if (text.quoted())
                    sql.append('\'').append(text.text().replace("'", "''")).append('\'');
                else sql.append(text.text());
            }
            case Option.Value.Secret secret -> {
                sql.append("SECRET ");
                item(context.requireItem(secret.name()).id());
            }
            case Option.Value.Item item -> {
                var found = context.item(item.name());
                if (found.isPresent()) item(found.get().id());
                else identifier(item.name().dotted());
            }
            case Option.Value.Several several -> {
                sql.append('(');
                for (int i = 0; i < several.values().size(); i++) {
                    if (i > 0) sql.append(", ");
                    value(context, several.values().get(i));
                }
                sql.append(')');
            }
            case Option.Value.Nested nested -> nested(context, nested);
        }
    }

    /** {@code 'broker' USING SSH TUNNEL t}, or {@code link (PORT 1)}. */
    private void nested(SessionContext context, Option.Value.Nested nested) throws IOException {
        if (nested.head().startsWith("'")) {
            sql.append(nested.head()).append(" USING ");
            Option using = nested.options().getFirst();
            sql.append(using.name()).append(' ');
            value(context, using.value());
            return;
        }
        var found = context.item(ConnectionOptions.name(nested));
        if (found.isPresent()) item(found.get().id());
        else sql.append(nested.head());
        if (nested.options().isEmpty()) return;
        sql.append(" (");
        options(context, nested.options());
        sql.append(')');
    }

    private CreateSql mark(String what) {
        sql.append(OPEN).append(what).append(CLOSE);
        return this;
    }

    String text() {
        return sql.toString();
    }
}
