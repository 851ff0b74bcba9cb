package dev.weir.sandbox.pgwire;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks a client to prove that it knows the server's password, by SCRAM-SHA-256 without channel binding. Sources: PostgreSQL
 * docs, "SASL Authentication"; RFC 5802, RFC 7677. Thread-safe.
 */
public final class PasswordCheck {
    private static final int ITERATIONS = 4096;
    private static final int AUTHENTICATION_SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    private final SecureRandom random = new SecureRandom();
    private final byte[] salt = new byte[16];
    private final byte[] storedKey;
    private final byte[] serverKey;

    /** @param password what clients have to know */
    public PasswordCheck(String password) {
        random.nextBytes(salt);
        byte[] salted = salted(password, salt);
        storedKey = hash(mac(salted, "Client Key"));
        serverKey = mac(salted, "Server Key");
    }

    /** Whether the client has shown that it knows the password; it hears of nothing else. */
    public boolean passedBy(FrameReader in, FrameWriter out) throws IOException {
        out.begin('R').int32(AUTHENTICATION_SASL).text("SCRAM-SHA-256").int8(0).end();
        out.flush();
        Frame initial = in.read();
        if (initial.type() != 'p' || !initial.text(0).equals("SCRAM-SHA-256")) return false;
        String first = new String(
                initial.body(),
                Math.min(18, initial.body().length),
                Math.max(0, initial.body().length - 18),
                StandardCharsets.UTF_8);
        int bare = first.indexOf(",,") + 2;
        if (bare < 2 || first.charAt(0) == 'p') return false;
        String clientFirst = first.substring(bare);
        String nonce = attribute(clientFirst, 'r') + nonce();
        String serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + ITERATIONS;
        say(out, SASL_CONTINUE, serverFirst);
        Frame last = in.read();
        if (last.type() != 'p') return false;
        String clientFinal = new String(last.body(), StandardCharsets.UTF_8);
        int proofAt = clientFinal.lastIndexOf(",p=");
        if (proofAt < 0 || !attribute(clientFinal, 'r').equals(nonce)) return false;
        String signed = clientFirst + "," + serverFirst + "," + clientFinal.substring(0, proofAt);
        if (!proven(clientFinal.substring(proofAt + 3), signed)) return false;
        say(out, SASL_FINAL, "v=" + Base64.getEncoder().encodeToString(mac(serverKey, signed)));
        return true;
    }

    private boolean proven(String proof, String signed) {
        byte[] clientKey;
        try {
            clientKey = Base64.getDecoder().decode(proof);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] signature = mac(storedKey, signed);
        if (clientKey.length != signature.length) return false;
        for (int i = 0; i < signature.length; i++) clientKey[i] ^= signature[i];
        return MessageDigest.isEqual(hash(clientKey), storedKey);
    }

    private static void say(FrameWriter out, int step, String text) throws IOException {
        out.begin('R').int32(step).bytes(text.getBytes(StandardCharsets.UTF_8)).end();
        out.flush();
    }

    private String nonce() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String attribute(String message, char name) {
        for (String part : message.split(",", -1)) {
            if (part.length() > 1 && part.charAt(0) == name && part.charAt(1) == '=') return part.substring(2);
        }
        return "";
    }

    private static byte[] salted(String password, byte[] salt) {
        try {
            char[] characters = password.toCharArray();
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(characters, salt, ITERATIONS, 256))
                    .getEncoded();
            Arrays.fill(characters, ' ');
            return salted;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
