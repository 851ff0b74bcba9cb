package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.TableChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CREATE TABLE. */
final class TableCommands {
    private final SessionContext context;

    TableCommands(SessionContext context) {
        this.context = context;
    }

    void run(TableChange change) throws IOException {
        switch (change) {
            case TableChange.CreateTable create -> create(create);
            case TableChange.CreateTableFromSource create -> new SourceTableCommands(context).create(create);
        }
    }

    private void create(TableChange.CreateTable create) throws IOException {
        NewItem table = create.temporary()
                ? NewItem.temporary(context, ObjectKind.TABLE, create.name())
                : NewItem.of(context, ObjectKind.TABLE, create.name());
        if (table.taken(create.ifExists(), false)) return;
        String columns = create.columns().written();
        String head = new CreateSql(table.isTemporary() ? "CREATE TEMPORARY TABLE " : "CREATE TABLE ")
                .itself()
                .text();
        context.execute(context.sql()
                .add(table.isTemporary() ? "CREATE TEMPORARY TABLE " : "CREATE TABLE ")
                .add(table.physicalInCreate() + " ")
                .add(create.columns())
                .add(table.register(Optional.empty(), head, columns, List.of()))
                .add("\n; SELECT _weir.guard_collections(" + Quoted.literal(table.physical()) + "::regclass)")
                .add("\n; SELECT _weir.show_columns(" + Quoted.literal(table.physical()) + "::regclass, "
                        + Quoted.literal(head) + ", " + Quoted.array(named(create.defaults())) + ")")
                .build());
    }

    /** A column and its default, and so on. */
    private static List<String> named(Map<String, String> defaults) {
        var pairs = new ArrayList<String>();
        defaults.forEach((column, value) -> {
            pairs.add(column);
            pairs.add(value);
        });
        return pairs;
    }
}
