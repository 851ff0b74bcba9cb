package dev.weir.sandbox.pgwire;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first packet a client sends, once encryption has been declined. */
public sealed interface Startup {
    /** A session is wanted; parameter names as sent. */
    record Session(Map<String, String> parameters) implements Startup {}

    /** A running statement of another connection shall stop. */
    record Cancel(int processId, int secretKey) implements Startup {}

    /** Nothing to go on with: the client has been told. */
    record Refused() implements Startup {}

    int SSL_REQUEST = 80877103;
    int GSS_REQUEST = 80877104;
    int CANCEL_REQUEST = 80877102;

    /** Reads packets until one says what the connection is for. */
    static Startup read(FrameReader in, OutputStream out) throws IOException {
        while (true) {
            var packet = new Frame('\0', in.readUntyped());
            if (packet.body().length < 4) throw new IOException("startup packet cut short");
            int code = packet.int32(0);
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                out.write('N');
                out.flush();
            } else if (code == CANCEL_REQUEST) {
                if (packet.body().length < 12) throw new IOException("cancel request cut short");
                return new Cancel(packet.int32(4), packet.int32(8));
            } else {
                return session(packet, code, out);
            }
        }
    }

    private static Startup session(Frame packet, int version, OutputStream out) throws IOException {
        var writer = new FrameWriter(out);
        if (version >> 16 != 3) {
            ServerMessage.of(
                            "FATAL",
                            "0A000",
                            "unsupported frontend protocol " + (version >> 16) + "." + (version & 0xffff))
                    .write(writer, 'E');
            writer.flush();
            return new Refused();
        }
        var parameters = new LinkedHashMap<String, String>();
        var unknown = new java.util.ArrayList<String>();
        int at = 4;
        while (at < packet.body().length && packet.body()[at] != 0) {
            String name = packet.text(at);
            at += length(name) + 1;
            String value = packet.text(at);
            at += length(value) + 1;
            if (name.startsWith("_pq_.")) {
                unknown.add(name);
            } else {
                parameters.put(name, value);
            }
        }
        if ((version & 0xffff) > 0 || !unknown.isEmpty()) {
            writer.begin('v').int32(0x30000).int32(unknown.size());
            for (String name : unknown) writer.text(name);
            writer.end();
            writer.flush();
        }
        return new Session(parameters);
    }

    private static int length(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
