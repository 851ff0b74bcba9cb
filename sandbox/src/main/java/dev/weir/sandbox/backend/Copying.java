package dev.weir.sandbox.backend;

import java.io.IOException;

/** COPY between us and PostgreSQL, or between two servers. */
public final class Copying {
    private Copying() {}

    /** Runs {@code COPY … FROM STDIN} with these bytes. */
    public static void in(BackendConnection to, String sql, byte[] data) throws IOException {
        start(to, sql, 'G');
        to.writer().begin('d').bytes(data).end();
        to.writer().begin('c').end();
        to.writer().flush();
        finish(to);
    }

    /** Runs {@code COPY … TO STDOUT} at one server and {@code COPY … FROM STDIN} at the other; both in text format. */
    public static void across(BackendConnection from, String out, BackendConnection to, String in) throws IOException {
        start(from, out, 'H');
        start(to, in, 'G');
        ServerMessage error = null;
        while (true) {
            Frame frame = from.read();
            if (frame.type() == 'd') to.writer().forward(frame);
            else if (frame.type() == 'E') error = ServerMessage.of(frame);
            else if (frame.type() == 'Z') break;
        }
        to.writer().begin(error == null ? 'c' : 'f');
        if (error != null) to.writer().text(error.message());
        to.writer().end();
        to.writer().flush();
        if (error == null) {
            finish(to);
            return;
        }
        try {
            finish(to);
        } catch (BackendException e) {
            // the failure we asked for
        }
        throw new BackendException(error);
    }

    private static void start(BackendConnection at, String sql, char expected) throws IOException {
        at.writer().begin('Q').text(sql).end();
        at.writer().flush();
        ServerMessage error = null;
        while (true) {
            Frame frame = at.read();
            if (frame.type() == expected) return;
            if (frame.type() == 'E') error = ServerMessage.of(frame);
            if (frame.type() == 'Z') {
                if (error == null) throw new IOException("no COPY began");
                throw new BackendException(error);
            }
        }
    }

    private static void finish(BackendConnection at) throws IOException {
        ServerMessage error = null;
        while (true) {
            Frame frame = at.read();
            if (frame.type() == 'E') error = ServerMessage.of(frame);
            if (frame.type() == 'Z') {
                if (error != null) throw new BackendException(error);
                return;
            }
        }
    }
}
