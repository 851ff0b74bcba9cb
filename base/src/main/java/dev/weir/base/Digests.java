package dev.weir.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests every JDK has, ready to use: each is a copy of one made at start, as looking one up takes longer than to digest a name. */
public final class Digests {
    private static final MessageDigest SHA_256 = made("SHA-256");
    private static final MessageDigest MD5 = made("MD5");

    private Digests() {}

    /** A new SHA-256. Belongs to one thread. */
    public static MessageDigest sha256() {
        return copy(SHA_256);
    }

    /** SHA-256 of a text in UTF-8, as hex. */
    public static String sha256(String text) {
        return hex(sha256(), text);
    }

    /** MD5 of a text in UTF-8, as hex. */
    public static String md5(String text) {
        return hex(copy(MD5), text);
    }

    private static String hex(MessageDigest digest, String text) {
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest made(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has " + algorithm, absent);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException odd) {
            throw new IllegalStateException("the JDK's digests can be copied", odd);
        }
    }
}
