package dev.weir.sandbox;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.backend.ServerMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of messages to send ({@code > Query SELECT 1}) and frames to await ({@code < DataRow 1}). Fields are set apart by
 * {@code ¦}; {@code = name} goes on with another connection, made when it is new; {@code \n}, {@code \t}, {@code \0} and
 * {@code \\} are escapes. What comes is read until as many ReadyForQuery have come as Query and Sync were sent, or nothing
 * comes for a while.
 */
final class WireScript {
    private static final int SILENCE_MILLIS = 700;

    private final int port;
    private final Map<String, Client> clients = new HashMap<>();

    WireScript(int port) {
        this.port = port;
    }

    private record Client(Socket socket, FrameReader in, FrameWriter out) {}

    /** The script with what really came in place of what was awaited. */
    List<String> run(List<String> script) throws IOException {
        var played = new ArrayList<String>();
        Client client = client("");
        int awaited = 0;
        boolean sent = false;
        try {
            for (String line : script) {
                if (line.startsWith("<")) continue;
                if (!line.startsWith(">") && sent) {
                    client.out.flush();
                    played.addAll(answers(client, awaited));
                    awaited = 0;
                    sent = false;
                }
                played.add(line);
                if (line.startsWith("= ")) client = client(line.substring(2));
                if (!line.startsWith("> ")) continue;
                send(client.out, line.substring(2));
                sent = true;
                if (line.startsWith("> Query") || line.equals("> Sync")) awaited++;
            }
            if (sent) {
                client.out.flush();
                played.addAll(answers(client, awaited));
            }
        } finally {
            for (Client each : clients.values()) each.socket.close();
        }
        return played;
    }

    private Client client(String name) throws IOException {
        Client known = clients.get(name);
        if (known != null) return known;
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        var client = new Client(socket, new FrameReader(socket), new FrameWriter(socket.getOutputStream()));
        client.out
                .beginUntyped()
                .int32(0x30000)
                .text("user")
                .text("materialize")
                .int8(0)
                .end();
        client.out.flush();
        while (client.in.read().type() != 'Z') {}
        clients.put(name, client);
        return client;
    }

    private static void send(FrameWriter out, String line) throws IOException {
        String[] words = line.split(" ", 2);
        String[] fields = (words.length > 1 ? words[1] : "").split("¦", -1);
        for (int i = 0; i < fields.length; i++) fields[i] = unescaped(fields[i]);
        switch (words[0]) {
            case "Query" -> out.begin('Q').text(fields[0]).end();
            case "Parse" ->
                out.begin('P')
                        .text(fields.length > 1 ? fields[1] : "")
                        .text(fields[0])
                        .int16(0)
                        .end();
            case "Bind" -> bind(out, fields);
            case "Describe" ->
                out.begin('D')
                        .int8(fields[0].charAt(0))
                        .text(fields[0].substring(1))
                        .end();
            case "Execute" ->
                out.begin('E')
                        .text(fields[0])
                        .int32(fields.length > 1 ? Integer.parseInt(fields[1]) : 0)
                        .end();
            case "Close" ->
                out.begin('C')
                        .int8(fields[0].charAt(0))
                        .text(fields[0].substring(1))
                        .end();
            case "Sync" -> out.begin('S').end();
            case "Flush" -> out.begin('H').end();
            case "CopyData" ->
                out.begin('d').bytes(fields[0].getBytes(StandardCharsets.UTF_8)).end();
            case "CopyDone" -> out.begin('c').end();
            case "CopyFail" -> out.begin('f').text(fields[0]).end();
            case "Raw" -> {
                byte[] bytes = HexFormat.of().parseHex(fields[1]);
                out.begin(fields[0].charAt(0)).bytes(bytes).end();
            }
            default -> throw new IllegalArgumentException("no message: " + words[0]);
        }
    }

    /** Portal, statement, then values: {@code NULL}, {@code 0x…} for binary ones; {@code =1} last asks for binary results. */
    private static void bind(FrameWriter out, String[] fields) throws IOException {
        var values = new ArrayList<String>(List.of(fields).subList(Math.min(2, fields.length), fields.length));
        boolean binaryResults = !values.isEmpty() && values.getLast().equals("=1");
        if (binaryResults) values.removeLast();
        out.begin('B').text(fields[0]).text(fields.length > 1 ? fields[1] : "").int16(values.size());
        for (String value : values) out.int16(value.startsWith("0x") ? 1 : 0);
        out.int16(values.size());
        for (String value : values) {
            if (value.equals("NULL")) {
                out.int32(-1);
                continue;
            }
            byte[] bytes = value.startsWith("0x")
                    ? HexFormat.of().parseHex(value.substring(2))
                    : value.getBytes(StandardCharsets.UTF_8);
            out.int32(bytes.length).bytes(bytes);
        }
        out.int16(1).int16(binaryResults ? 1 : 0).end();
    }

    private static List<String> answers(Client client, int awaited) throws IOException {
        var lines = new ArrayList<String>();
        int ready = 0;
        client.socket.setSoTimeout(awaited == 0 ? SILENCE_MILLIS : 10_000);
        while (awaited == 0 || ready < awaited) {
            Frame frame;
            try {
                if (ready > 0) client.socket.setSoTimeout(SILENCE_MILLIS);
                frame = client.in.read();
            } catch (SocketTimeoutException e) {
                break;
            } catch (java.io.EOFException e) {
                lines.add("< closed");
                break;
            }
            if (frame.type() == 'Z') ready++;
            lines.add("< " + shown(frame));
        }
        return lines;
    }

    private static String shown(Frame frame) {
        return switch (frame.type()) {
            case '1' -> "ParseComplete";
            case '2' -> "BindComplete";
            case '3' -> "CloseComplete";
            case 'n' -> "NoData";
            case 's' -> "PortalSuspended";
            case 'I' -> "EmptyQueryResponse";
            case 'c' -> "CopyDone";
            case 'Z' -> "ReadyForQuery " + (char) frame.body()[0];
            case 'C' -> "CommandComplete " + frame.text(0);
            case 'S' -> "ParameterStatus " + frame.text(0) + "=" + frame.text(frame.after(0));
            case 'd' -> "CopyData " + escaped(new String(frame.body(), StandardCharsets.UTF_8));
            case 'G' -> "CopyInResponse " + copy(frame);
            case 'H' -> "CopyOutResponse " + copy(frame);
            case 'T' -> "RowDescription " + columns(frame);
            case 't' -> "ParameterDescription " + parameters(frame);
            case 'D' -> "DataRow " + row(frame);
            case 'E' -> "Error " + message(ServerMessage.of(frame));
            case 'N' -> "Notice " + message(ServerMessage.of(frame));
            default -> "frame " + frame.type();
        };
    }

    private static String message(ServerMessage message) {
        return message.field('S').orElse("") + " " + message.sqlState() + " " + escaped(message.message())
                + message.field('D').map(detail -> " ¦ " + detail).orElse("")
                + message.field('H').map(hint -> " ¦ hint: " + hint).orElse("")
                + message.field('P').map(position -> " ¦ at " + position).orElse("");
    }

    private static String copy(Frame frame) {
        return (frame.body()[0] == 0 ? "text " : "binary ") + frame.int16(1);
    }

    private static String columns(Frame frame) {
        var columns = new ArrayList<String>();
        int at = 2;
        for (int i = 0; i < frame.int16(0); i++) {
            String name = frame.text(at);
            at = frame.after(at);
            columns.add(name + ":" + frame.int32(at + 6) + (frame.int16(at + 16) == 1 ? ":binary" : ""));
            at += 18;
        }
        return String.join("¦", columns);
    }

    private static String parameters(Frame frame) {
        var types = new ArrayList<String>();
        for (int i = 0; i < frame.int16(0); i++) types.add(Integer.toString(frame.int32(2 + 4 * i)));
        return String.join("¦", types);
    }

    private static String row(Frame frame) {
        var values = new ArrayList<String>();
        for (@Nullable String value : frame.row()) {
            boolean plain =
                    value == null || value.chars().allMatch(c -> c >= ' ' && c != '\ufffd' || c == '\n' || c == '\t');
            values.add(
                    value == null
                            ? "NULL"
                            : value.matches("1\\d{12}")
                                    ? "<now>"
                                    : plain
                                            ? escaped(value)
                                            : "0x" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
        }
        return String.join("¦", values);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\0", "\\0");
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            plain.append(
                    switch (next) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case '0' -> '\0';
                        default -> next;
                    });
        }
        return plain.toString();
    }
}
