package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.dialect.SqlFragment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Queries that yield records: PostgreSQL sends a record as text without saying what its fields are, so such a query is asked to put
 * the text together itself, in Materialize's forms.
 */
final class Records {
    private static final int RECORD = 2249;
    /** Of types that PostgreSQL does not bring along; composite ones are among them. */
    private static final int FIRST_OWN = 16384;

    private static final Pattern MENTIONED = Pattern.compile("\\brow\\s*\\(", Pattern.CASE_INSENSITIVE);

    private final SessionContext context;

    Records(SessionContext context) {
        this.context = context;
    }

    /** Whether a query may yield records; one that only names a column that holds some is not known to. */
    static boolean mentioned(SqlFragment query) {
        return MENTIONED.matcher(query.written()).find();
    }

    /** The query, around which the records among its columns become what the client shall see. Nothing may be under way. */
    Rewritten shown(Rewritten query, byte[] parameterTypes) throws IOException {
        var columns = new ArrayList<Column>();
        Frame description = description(query, parameterTypes);
        if (description.type() != 'T') return query;
        int at = 2;
        for (int i = 0; i < description.int16(0); i++) {
            String name = description.text(at);
            at += name.getBytes(StandardCharsets.UTF_8).length + 1;
            columns.add(new Column(name, description.int32(at + 6)));
            at += 18;
        }
        Set<Integer> composite = composite(columns);
        if (columns.stream().noneMatch(column -> composite.contains(column.type()))) return query;
        context.naming().collections().require(Set.of(CollectionTypes.RECORDS));
        var before = new StringBuilder("SELECT ");
        var after = new StringBuilder(") AS _weir_rows (");
        for (int i = 0; i < columns.size(); i++) {
            String comma = i == 0 ? "" : ", ";
            boolean record = composite.contains(columns.get(i).type());
            before.append(comma).append(record ? "_weir_final.shown_record(c" + i + ")" : "c" + i);
            before.append(" AS ").append(Quoted.identifier(columns.get(i).name()));
            after.append(comma).append('c').append(i);
        }
        return query.within(
                before.append(" FROM (").toString(), after.append(')').toString());
    }

    private record Column(String name, int type) {}

    private Set<Integer> composite(List<Column> columns) throws IOException {
        var found = new java.util.HashSet<Integer>(Set.of(RECORD));
        var asked = new ArrayList<String>();
        for (Column column : columns) {
            if (column.type() >= FIRST_OWN) asked.add(String.valueOf(column.type()));
        }
        if (asked.isEmpty()) return found;
        for (var row : context.backend()
                .query("SELECT oid FROM pg_catalog.pg_type WHERE typtype = 'c' AND oid IN (" + String.join(", ", asked)
                        + ")")) found.add(Integer.parseInt(SessionContext.text(row, 0)));
        return found;
    }

    /** Its RowDescription; what is wrong with the query is told when it runs. */
    private Frame description(Rewritten query, byte[] parameterTypes) throws IOException {
        BackendConnection backend = context.backend();
        boolean inBlock = backend.status() == 'T';
        // An error here must not abort the block.
        if (inBlock) backend.execute("SAVEPOINT _weir_described");
        FrameWriter writer = backend.writer();
        writer.begin('P').text("").text(query.sql()).bytes(parameterTypes).end();
        writer.begin('D').int8('S').text("").end();
        writer.begin('S').end();
        writer.flush();
        Frame description = new Frame('n', new byte[0]);
        while (true) {
            Frame frame = backend.read();
            if (frame.type() == 'T') description = frame;
            if (frame.type() == 'Z') break;
        }
        if (inBlock) backend.execute("ROLLBACK TO _weir_described; RELEASE _weir_described");
        return description;
    }
}
