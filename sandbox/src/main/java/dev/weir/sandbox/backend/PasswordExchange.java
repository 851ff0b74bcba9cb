package dev.weir.sandbox.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A client's answers to PostgreSQL's questions for a password: MD5, and SCRAM-SHA-256 without channel binding. One log-in. */
final class PasswordExchange {
    private final BackendAddress address;
    private final String nonce;
    private String clientFirst = "";

    PasswordExchange(BackendAddress address) {
        this.address = address;
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        nonce = Base64.getEncoder().encodeToString(random);
    }

    String md5(byte[] salt) throws IOException {
        String inner = hex("MD5", (address.password() + address.user()).getBytes(StandardCharsets.UTF_8), new byte[0]);
        return "md5" + hex("MD5", inner.getBytes(StandardCharsets.UTF_8), salt);
    }

    private static String hex(String algorithm, byte[] first, byte[] second) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(first);
            return HexFormat.of().formatHex(digest.digest(second));
        } catch (GeneralSecurityException e) {
            throw new IOException("no " + algorithm, e);
        }
    }

    /** The first message, without what the protocol puts before it. */
    String first() {
        clientFirst = "n=,r=" + nonce;
        return "n,," + clientFirst;
    }

    /** The last message, for what the server said in between. */
    String last(String serverFirst) throws IOException {
        String serverNonce = "";
        byte[] salt = new byte[0];
        int iterations = 0;
        for (String part : serverFirst.split(",")) {
            if (part.startsWith("r=")) serverNonce = part.substring(2);
            else if (part.startsWith("s=")) salt = Base64.getDecoder().decode(part.substring(2));
            else if (part.startsWith("i=")) iterations = Integer.parseInt(part.substring(2));
        }
        if (!serverNonce.startsWith(nonce) || iterations < 1)
            throw new IOException("the server's SCRAM answer is wrong");
        String withoutProof = "c=biws,r=" + serverNonce;
        String message = clientFirst + "," + serverFirst + "," + withoutProof;
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(address.password().toCharArray(), salt, iterations, 256))
                    .getEncoded();
            byte[] clientKey = mac(salted, "Client Key");
            byte[] signature = mac(MessageDigest.getInstance("SHA-256").digest(clientKey), message);
            for (int i = 0; i < clientKey.length; i++) clientKey[i] ^= signature[i];
            return withoutProof + ",p=" + Base64.getEncoder().encodeToString(clientKey);
        } catch (GeneralSecurityException e) {
            throw new IOException("SCRAM failed", e);
        }
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
