package dev.weir.adapters.postgres.wire;

import dev.weir.adapter.DatabaseException;
import dev.weir.adapters.postgres.wire.SessionSettings.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Puts TLS over a socket in the way libpq's {@code sslmode} asks. */
final class Tls {
    private static final char[] NO_PASSWORD = new char[0];

    private static final Set<String> MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private Tls() {}

    /** @throws DatabaseException in libpq's words when it knows no such {@code sslmode} */
    static void checkMode(String mode) {
        if (!MODES.contains(mode)) {
            throw new DatabaseException("invalid sslmode value: \"" + mode + "\"\n", "", 0, true);
        }
    }

    /** What was wrong with a certificate or its file. */
    static String words(Exception failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof CertPathBuilderException) {
                return "certificate verify failed";
            }
        }
        return String.valueOf(failed.getMessage());
    }

    static SSLSocket over(Socket socket, String host, int port, TlsSettings settings)
            throws IOException, GeneralSecurityException {
        String mode = settings.mode().orElse("prefer");
        Optional<String> root = settings.rootCertificate().or(Tls::ownRoot);
        boolean verify = mode.startsWith("verify") || root.isPresent();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(settings), verify ? trust(root) : new TrustManager[] {new TrustsAll()}, null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        if (mode.equals("verify-full")) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    /** The file that libpq looks for by itself. */
    private static Optional<String> ownRoot() {
        Path file = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
        return Files.exists(file) ? Optional.of(file.toString()) : Optional.empty();
    }

    private static TrustManager @Nullable [] trust(Optional<String> given)
            throws IOException, GeneralSecurityException {
        String root = given.orElse("system"); // intended: COMPATIBILITY #146
        if (root.equals("system")) {
            return null; // the JDK's own certificates
        }
        if (!Files.exists(Path.of(root))) {
            throw new DatabaseException(
                    "root certificate file \"" + root + "\" does not exist\nEither provide the file, use the system's"
                            + " trusted roots with sslrootcert=system, or change sslmode to disable server certificate"
                            + " verification.\n",
                    "",
                    0,
                    true);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        int number = 0;
        for (Certificate certificate : certificates(root)) {
            store.setCertificateEntry("root" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(TlsSettings settings) throws IOException, GeneralSecurityException {
        if (settings.certificate().isEmpty() || settings.key().isEmpty()) {
            return null;
        }
        Certificate[] chain = certificates(settings.certificate().get()).toArray(Certificate[]::new);
        PrivateKey key =
                privateKey(settings.key().get(), chain[0].getPublicKey().getAlgorithm());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("client", key, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static java.util.Collection<? extends Certificate> certificates(String file)
            throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
    }

    private static PrivateKey privateKey(String file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        boolean oldRsa = text.contains("BEGIN RSA PRIVATE KEY");
        if (!oldRsa && !text.contains("BEGIN PRIVATE KEY")) {
            throw new GeneralSecurityException("the key file \"" + file
                    + "\" is not in PKCS #8 form; convert it with: openssl pkcs8 -topk8 -nocrypt");
        }
        StringBuilder base64 = new StringBuilder();
        text.lines().filter(line -> !line.startsWith("-----")).forEach(line -> base64.append(line.strip()));
        byte[] der = Base64.getDecoder().decode(base64.toString());
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(oldRsa ? wrapped(der) : der));
    }

    /** A PKCS #1 key inside the PKCS #8 structure that names it RSA. */
    private static byte[] wrapped(byte[] pkcs1) throws IOException {
        byte[] head = {
            0x02,
            0x01,
            0x00,
            0x30,
            0x0d,
            0x06,
            0x09,
            0x2a,
            (byte) 0x86,
            0x48,
            (byte) 0x86,
            (byte) 0xf7,
            0x0d,
            0x01,
            0x01,
            0x01,
            0x05,
            0x00
        };
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.write(head);
        inner.write(0x04);
        writeLength(inner, pkcs1.length);
        inner.write(pkcs1);
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        outer.write(0x30);
        writeLength(outer, inner.size());
        inner.writeTo(outer);
        return outer.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length & 0xff);
        }
    }

    /** libpq's default: encrypt, and do not ask who is there. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
