package dev.weir.sandbox.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Public keys in the form of {@code authorized_keys}; the private halves are forgotten, as nothing is ever tunnelled. */
final class SshKey {
    private static final int RAW_LENGTH = 32;

    private SshKey() {}

    static String fresh() {
        byte[] encoded;
        try {
            encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no Ed25519 in this JDK", e);
        }
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
        var blob = new ByteArrayOutputStream();
        field(blob, "ssh-ed25519".getBytes(StandardCharsets.US_ASCII));
        field(blob, raw);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " materialize";
    }

    private static void field(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(new byte[] {0, 0, 0, (byte) bytes.length});
        out.writeBytes(bytes);
    }
}
