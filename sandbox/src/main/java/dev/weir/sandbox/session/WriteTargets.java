package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What INSERT, UPDATE and DELETE may write to. */
final class WriteTargets {
    private final SessionContext context;

    WriteTargets(SessionContext context) {
        this.context = context;
    }

    /** Only tables can be written to; PostgreSQL would write through a simple view. */
    void require(Statement statement) throws IOException {
        if (!(statement instanceof Statement.Write write)) return;
        String relation = context.naming().relation(context.database(), write.target());
        List<List<@Nullable String>> item = context.backend()
                .query(
                        "SELECT n.type, coalesce(d.name || '.', '') || n.schema_name || '.' || n.name FROM _weir.named_item n "
                                + "LEFT JOIN _weir.database d ON d.id = n.database_id WHERE (n.type <> 'table' OR n.parent_id IS NOT NULL) AND n.oid = pg_catalog.to_regclass("
                                + Quoted.literal(relation) + ")");
        if (item.isEmpty()) {
            refuseSystem(write, relation);
            return;
        }
        boolean insert = statement.tag().equals("INSERT");
        if (SessionContext.text(item.getFirst(), 0).equals("table")) {
            throw SqlError.of(
                            "42809",
                            (insert ? "cannot insert into" : "cannot mutate") + " non-writeable table '"
                                    + SessionContext.text(item.getFirst(), 1) + "'")
                    .at(write.target().offset());
        }
        throw SqlError.of(
                        "42809",
                        (insert ? "cannot insert into " : "cannot mutate ")
                                + SessionContext.text(item.getFirst(), 0).replace('-', ' ') + " '"
                                + SessionContext.text(item.getFirst(), 1) + "'")
                .at(write.target().offset());
    }

    private void refuseSystem(Statement.Write write, String relation) throws IOException {
        Optional<String> name = context.value(
                "SELECT s.schema_name || '.' || s.name FROM _weir.system_relation s WHERE s.oid = pg_catalog.to_regclass("
                        + Quoted.literal(relation) + ")");
        if (name.isPresent()) {
            boolean insert = write.tag().equals("INSERT");
            throw SqlError.of(
                            "42809",
                            (insert ? "cannot insert into" : "cannot mutate") + " system table '" + name.get() + "'")
                    .at(write.target().offset());
        }
    }
}
