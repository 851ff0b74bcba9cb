package dev.weir.adapters.postgres.wire;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as SCRAM derives them, kept for the connections that follow: the derivation is slow on purpose, and a server gives
 * all of them the same salt. Source: RFC 5802, section 5.1. Thread-safe.
 */
public final class SaltedPasswords {
    private final Map<Key, byte[]> derived = new HashMap<>();

    private record Key(String password, String salt, int iterations) {}

    /** Those who come while one is derived wait for it. */
    synchronized byte[] of(String password, byte[] salt, int iterations) throws GeneralSecurityException {
        Key key = new Key(password, Base64.getEncoder().encodeToString(salt), iterations);
        byte[] known = derived.get(key);
        if (known == null) {
            known = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
            derived.put(key, known);
        }
        return known.clone();
    }
}
