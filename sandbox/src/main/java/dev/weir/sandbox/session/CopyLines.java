package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.dialect.CopyForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows as COPY … TO STDOUT sends them, a message a row. Source: Materialize's test/pgtest/copy.pt. */
final class CopyLines {
    /** What a binary copy begins with: its signature, no flags, no extension. */
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final CopyForm form;
    private final FrameWriter out;
    private boolean signed;

    CopyLines(CopyForm form, FrameWriter out) {
        this.form = form;
        this.out = out;
    }

    private boolean binary() {
        return form.kind() == CopyForm.Kind.BINARY;
    }

    void begin(int columns) throws IOException {
        int format = binary() ? 1 : 0;
        out.begin('H').int8(format).int16(columns);
        for (int i = 0; i < columns; i++) out.int16(format);
        out.end();
    }

    /** @param row the body of a DataRow, whose values are in the copy's format */
    void row(byte[] row) throws IOException {
        out.begin('d');
        if (binary()) sign().bytes(row).end();
        else out.bytes(line(row).getBytes(StandardCharsets.UTF_8)).end();
    }

    void end() throws IOException {
        if (binary()) {
            out.begin('d');
            sign().int16(-1).end();
        }
        out.begin('c').end();
    }

    private FrameWriter sign() {
        if (!signed) out.bytes(SIGNATURE);
        signed = true;
        return out;
    }

    private String line(byte[] row) {
        var line = new StringBuilder();
        boolean first = true;
        for (byte @Nullable [] cell : SubscribeRows.cells(ByteBuffer.wrap(row))) {
            if (!first) line.append(form.delimiter());
            first = false;
            if (cell == null) line.append(form.nulls());
            else value(new String(cell, StandardCharsets.UTF_8), line);
        }
        return line.append('\n').toString();
    }

    private void value(String text, StringBuilder line) {
        if (form.kind() == CopyForm.Kind.TEXT) {
            for (int i = 0; i < text.length(); i++) escaped(text.charAt(i), line);
            return;
        }
        boolean plain = !text.equals(form.nulls())
                && text.chars().noneMatch(c -> c == form.delimiter() || c == '"' || c == '\n' || c == '\r');
        line.append(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    private void escaped(char c, StringBuilder line) {
        switch (c) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (c == '\\' || c == form.delimiter()) line.append('\\');
                line.append(c);
            }
        }
    }
}
