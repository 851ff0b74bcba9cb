package dev.weir.adapters.postgres.wire;

import dev.weir.adapter.DatabaseException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Start-up and authentication on a fresh stream, up to the first ready-for-query. */
final class Handshake {
    private static final int PROTOCOL_3 = 196608;

    private final WireStream stream;
    private final SessionSettings settings;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private int backendId;
    private int secret;

    Handshake(WireStream stream, SessionSettings settings) {
        this.stream = stream;
        this.settings = settings;
    }

    /** What the server said of the session. */
    record Session(int backendId, int secret, Map<String, String> parameters, List<String> notices) {}

    Session run() throws IOException {
        sendStartup();
        @org.jspecify.annotations.Nullable ScramSha256 scram = null;
        while (true) {
            Message message = stream.read();
            switch (message.type()) {
                case 'R' -> scram = authenticate(message, scram);
                case 'S' -> parameters.put(message.readText(), message.readText());
                case 'K' -> {
                    backendId = message.readInt();
                    secret = message.readInt();
                }
                case 'E' -> {
                    ServerError error = ServerError.read(message);
                    throw new DatabaseException(error.severity() + ":  " + error.text(""), error.sqlState(), 0, true);
                }
                case 'Z' -> {
                    return new Session(backendId, secret, parameters, List.copyOf(notices));
                }
                case 'N' -> {
                    ServerError notice = ServerError.read(message);
                    notices.add(notice.severity() + ":  " + notice.text("").strip());
                }
                default -> {} // protocol negotiation
            }
        }
    }

    private void sendStartup() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(PROTOCOL_3);
        text(out, "user");
        text(out, settings.user());
        text(out, "database");
        text(out, settings.database());
        text(out, "client_encoding");
        text(out, "UTF8");
        for (Map.Entry<String, String> parameter : settings.startup().entrySet()) {
            text(out, parameter.getKey());
            text(out, parameter.getValue());
        }
        out.writeByte(0);
        stream.writeUntyped(bytes.toByteArray());
        stream.flush();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
    }

    private @org.jspecify.annotations.Nullable ScramSha256 authenticate(
            Message message, @org.jspecify.annotations.Nullable ScramSha256 scram) throws IOException {
        int kind = message.readInt();
        try {
            switch (kind) {
                case 0 -> {}
                case 3 -> send(settings.password());
                case 5 -> send(md5(message.rest()));
                case 10 -> {
                    ScramSha256 started =
                            new ScramSha256(settings.password(), new SecureRandom(), settings.saltedPasswords());
                    byte[] first = started.clientFirst().getBytes(StandardCharsets.UTF_8);
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    DataOutputStream out = new DataOutputStream(bytes);
                    text(out, ScramSha256.MECHANISM);
                    out.writeInt(first.length);
                    out.write(first);
                    stream.write('p', bytes.toByteArray());
                    stream.flush();
                    return started;
                }
                case 11 -> {
                    if (scram != null) {
                        String answer = scram.clientFinal(new String(message.rest(), StandardCharsets.UTF_8));
                        stream.write('p', answer.getBytes(StandardCharsets.UTF_8));
                        stream.flush();
                    }
                }
                case 12 -> {
                    if (scram != null) {
                        scram.verify(new String(message.rest(), StandardCharsets.UTF_8));
                    }
                }
                default ->
                    throw new DatabaseException("authentication method " + kind + " not supported\n", "", 0, true);
            }
        } catch (GeneralSecurityException e) {
            throw new DatabaseException(String.valueOf(e.getMessage()) + "\n", "", 0, true);
        }
        return scram;
    }

    private void send(String password) throws IOException {
        stream.write('p', password);
        stream.flush();
    }

    private String md5(byte[] salt) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        digest.update((settings.password() + settings.user()).getBytes(StandardCharsets.UTF_8));
        String inner = HexFormat.of().formatHex(digest.digest());
        digest.update(inner.getBytes(StandardCharsets.UTF_8));
        digest.update(salt);
        return "md5" + HexFormat.of().formatHex(digest.digest());
    }
}
