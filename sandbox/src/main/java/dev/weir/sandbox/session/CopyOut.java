package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import dev.weir.sandbox.dialect.CopyForm;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * COPY of a query TO STDOUT: PostgreSQL is asked for its rows, and they are copied in Materialize's forms. Source: Materialize's
 * test/pgtest/copy.pt, test/pgtest-mz/copy-binary-unsupported.pt.
 */
final class CopyOut {
    private static final int ACLITEM = 1033;

    private final SessionContext context;
    private final FrameWriter out;

    CopyOut(SessionContext context, FrameWriter out) {
        this.context = context;
        this.out = out;
    }

    /** Answers the statement; nothing is sent before there is a first row. Its tag. */
    String run(Statement.CopyOut copy) throws IOException {
        Rewritten query = query(copy);
        boolean binary = copy.form().kind() == CopyForm.Kind.BINARY;
        ask(query, binary);
        var lines = new CopyLines(copy.form(), out);
        Optional<RowForms> forms = Optional.empty();
        int columns = 0;
        long rows = -1;
        ServerMessage error = null;
        SqlError refused = null;
        while (true) {
            Frame frame = context.backend().read();
            switch (frame.type()) {
                case 'T' -> {
                    columns = frame.int16(0);
                    forms = RowForms.of(frame).map(each -> each.in(List.of(binary ? 1 : 0)));
                    if (binary) refused = unwritable(frame);
                }
                case 'D' -> {
                    if (refused != null) continue;
                    if (rows < 0) lines.begin(columns);
                    rows = Math.max(rows, 0) + 1;
                    lines.row(forms.map(each -> each.shown(frame)).orElse(frame).body());
                }
                case 'E' -> error = ServerMessage.of(frame);
                case 'N' -> context.notices().accept(ServerMessage.of(frame));
                case 'Z' -> {
                    if (error != null) throw new BackendException(ErrorTranslation.translate(error, query));
                    if (refused != null) throw refused;
                    if (rows < 0) lines.begin(columns);
                    lines.end();
                    String tag = "COPY " + Math.max(rows, 0);
                    out.begin('C').text(tag).end();
                    return tag;
                }
                default -> {}
            }
        }
    }

    private Rewritten query(Statement.CopyOut copy) throws IOException {
        Rewritten query = context.sql().add(copy.rows()).build();
        return new Records(context).shown(copy.rows(), query, Records.NO_PARAMETERS);
    }

    private void ask(Rewritten query, boolean binary) throws IOException {
        FrameWriter backend = context.backend().writer();
        backend.begin('P').text("").text(query.sql()).int16(0).end();
        backend.begin('B').text("").text("").int16(0).int16(0);
        backend.int16(1).int16(binary ? 1 : 0).end();
        backend.begin('D').int8('P').text("").end();
        backend.begin('E').text("").int32(0).end();
        backend.begin('S').end();
        backend.flush();
    }

    /** What is wrong with a column that has no binary form. */
    private @Nullable SqlError unwritable(Frame description) {
        int at = 2;
        for (int i = 0; i < description.int16(0); i++) {
            while (description.body()[at] != 0) at++;
            int type = description.int32(at + 7);
            Optional<String> kind = context.naming().collections().kind(type);
            if (kind.isPresent() && !kind.get().equals("record")) {
                return SqlError.of("08P01", "binary encoding of " + kind.get() + " types is not implemented");
            }
            if (type == ACLITEM) return SqlError.of("08P01", "binary encoding of aclitem types does not exist");
            at += 19;
        }
        return null;
    }
}
