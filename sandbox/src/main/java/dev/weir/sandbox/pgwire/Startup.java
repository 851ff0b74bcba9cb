package dev.weir.sandbox.pgwire;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first packet a client sends, once encryption has been agreed on or declined. */
public sealed interface Startup {
    /** What the client is to hear the end of the connection on: encrypted when it asked for that. */
    Socket socket();

    /**
     * A session is wanted.
     *
     * @param parameters names as sent
     * @param in what the client sends, decrypted
     * @param out to the client, encrypted when it asked for that
     */
    record Session(Socket socket, Map<String, String> parameters, FrameReader in, FrameWriter out) implements Startup {}

    /** A running statement of another connection shall stop. */
    record Cancel(Socket socket, int processId, int secretKey) implements Startup {}

    /** Nothing to go on with: the client has been told. */
    record Refused(Socket socket) implements Startup {}

    int SSL_REQUEST = 80877103;
    int GSS_REQUEST = 80877104;
    int CANCEL_REQUEST = 80877102;

    /** Reads packets until one says what the connection is for. */
    static Startup read(Socket plain, Encryption encryption) throws IOException {
        Socket socket = plain;
        var in = new FrameReader(socket);
        OutputStream out = socket.getOutputStream();
        while (true) {
            var packet = new Frame('\0', in.readUntyped());
            if (packet.body().length < 4) throw new IOException("startup packet cut short");
            int code = packet.int32(0);
            if (code == SSL_REQUEST && socket == plain) {
                // What was sent before the answer was sent in clear: it must not pass for encrypted.
                if (in.ready()) throw new IOException("data after a request for encryption");
                out.write('S');
                out.flush();
                socket = encryption.over(plain);
                in = new FrameReader(socket);
                out = socket.getOutputStream();
            } else if (code == SSL_REQUEST || code == GSS_REQUEST) {
                out.write('N');
                out.flush();
            } else if (code == CANCEL_REQUEST) {
                if (packet.body().length < 12) throw new IOException("cancel request cut short");
                return new Cancel(socket, packet.int32(4), packet.int32(8));
            } else {
                return session(packet, code, socket, in, new FrameWriter(out));
            }
        }
    }

    private static Startup session(Frame packet, int version, Socket socket, FrameReader in, FrameWriter writer)
            throws IOException {
        if (version >> 16 != 3) {
            ServerMessage.of(
                            "FATAL",
                            "0A000",
                            "unsupported frontend protocol " + (version >> 16) + "." + (version & 0xffff))
                    .write(writer, 'E');
            writer.flush();
            return new Refused(socket);
        }
        var parameters = new LinkedHashMap<String, String>();
        var unknown = new java.util.ArrayList<String>();
        int at = 4;
        while (at < packet.body().length && packet.body()[at] != 0) {
            String name = packet.text(at);
            at = packet.after(at);
            if (at >= packet.body().length) throw new IOException("startup packet cut short");
            String value = packet.text(at);
            at = packet.after(at);
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
        return new Session(socket, parameters, in, writer);
    }
}
