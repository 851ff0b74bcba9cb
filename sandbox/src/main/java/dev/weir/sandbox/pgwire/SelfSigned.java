package dev.weir.sandbox.pgwire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A fresh key and a certificate for {@code localhost} and the loopback addresses, signed with it; good for ten years. Written
 * out by hand, for Java's own way to make certificates is not for programs. Source: RFC 5280, section 4.1.
 *
 * @param certificate in DER
 */
@SuppressWarnings("ArrayRecordComponent") // made once, compared nowhere
record SelfSigned(PrivateKey key, byte[] certificate) {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final byte[] ECDSA_WITH_SHA256 =
            der(SEQUENCE, der(6, new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2}));
    private static final byte[] COMMON_NAME = der(6, new byte[] {0x55, 4, 3});
    private static final byte[] ALTERNATIVE_NAMES = der(6, new byte[] {0x55, 0x1d, 0x11});
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);

    static SelfSigned make() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] unsigned = der(
                SEQUENCE,
                der(0xa0, integer(BigInteger.TWO)), // version 3
                integer(new BigInteger(63, new SecureRandom()).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name(),
                validity(),
                name(),
                pair.getPublic().getEncoded(),
                der(0xa3, der(SEQUENCE, alternativeNames())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(unsigned);
        byte[] signed = der(SEQUENCE, unsigned, ECDSA_WITH_SHA256, der(3, new byte[] {0}, signature.sign()));
        return new SelfSigned(pair.getPrivate(), signed);
    }

    private static byte[] name() {
        byte[] text = der(0x0c, "localhost".getBytes(StandardCharsets.UTF_8));
        return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text)));
    }

    private static byte[] validity() {
        Instant now = Instant.now();
        return der(SEQUENCE, time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(3650, ChronoUnit.DAYS)));
    }

    private static byte[] time(Instant instant) {
        return der(0x18, TIME.format(instant.atOffset(ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] alternativeNames() {
        byte[] loopback6 = new byte[16];
        loopback6[15] = 1;
        byte[] names = der(
                SEQUENCE,
                der(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                der(0x87, new byte[] {127, 0, 0, 1}),
                der(0x87, loopback6));
        return der(SEQUENCE, ALTERNATIVE_NAMES, der(4, names));
    }

    private static byte[] integer(BigInteger value) {
        return der(2, value.toByteArray());
    }

    /** One value: its tag, its length, its parts one after another. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) content.writeBytes(part);
        var value = new ByteArrayOutputStream();
        value.write(tag);
        int length = content.size();
        if (length > 255) {
            value.write(0x82);
            value.write(length >> 8);
        } else if (length > 127) {
            value.write(0x81);
        }
        value.write(length);
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}
