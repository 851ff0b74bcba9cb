package dev.weir.adapters.postgres.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of one SCRAM-SHA-256 exchange without channel binding. Source: RFC 5802, RFC 7677. */
final class ScramSha256 {
    static final String MECHANISM = "SCRAM-SHA-256";
    private static final String NO_BINDING = "n,,";

    private final String password;
    private final SaltedPasswords known;
    private final String clientNonce;
    private final String firstBare;
    private byte[] serverSignature = new byte[0];

    ScramSha256(String password, SecureRandom random, SaltedPasswords known) {
        this.known = known;
        this.password = Normalizer.normalize(password, Normalizer.Form.NFKC);
        byte[] nonce = new byte[18];
        random.nextBytes(nonce);
        this.clientNonce = Base64.getEncoder().encodeToString(nonce);
        this.firstBare = "n=,r=" + clientNonce;
    }

    String clientFirst() {
        return NO_BINDING + firstBare;
    }

    /** Answers the server's first message. */
    String clientFinal(String serverFirst) throws GeneralSecurityException {
        String nonce = attribute(serverFirst, 'r');
        byte[] salt = Base64.getDecoder().decode(attribute(serverFirst, 's'));
        int iterations = Integer.parseInt(attribute(serverFirst, 'i'));
        if (!nonce.startsWith(clientNonce)) {
            throw new GeneralSecurityException("invalid SCRAM response (nonce mismatch)");
        }
        byte[] salted = known.of(password, salt, iterations);
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
        String withoutProof =
                "c=" + Base64.getEncoder().encodeToString(NO_BINDING.getBytes(StandardCharsets.UTF_8)) + ",r=" + nonce;
        String authMessage = firstBare + "," + serverFirst + "," + withoutProof;
        byte[] signature = hmac(storedKey, authMessage);
        byte[] proof = new byte[clientKey.length];
        for (int at = 0; at < proof.length; at++) {
            proof[at] = (byte) (clientKey[at] ^ signature[at]);
        }
        serverSignature = hmac(hmac(salted, "Server Key"), authMessage);
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    /** Checks that the server knows the password too. */
    void verify(String serverFinal) throws GeneralSecurityException {
        if (!Arrays.equals(Base64.getDecoder().decode(attribute(serverFinal, 'v')), serverSignature)) {
            throw new GeneralSecurityException("incorrect server signature");
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String attribute(String message, char name) throws GeneralSecurityException {
        for (String part : message.split(",", -1)) {
            if (part.length() > 2 && part.charAt(0) == name && part.charAt(1) == '=') {
                return part.substring(2);
            }
        }
        throw new GeneralSecurityException("malformed SCRAM message (no attribute \"" + name + "\")");
    }
}
