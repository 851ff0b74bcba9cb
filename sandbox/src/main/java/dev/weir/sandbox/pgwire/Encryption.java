package dev.weir.sandbox.pgwire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * TLS with a certificate the sandbox signs itself. It is made on the first request and kept in the sandbox's folder as
 * {@code tls.crt} (which clients may trust) and {@code tls.key} (which only this user may read). Thread-safe.
 */
public final class Encryption {
    private final Path folder;
    private Optional<SSLContext> made = Optional.empty();

    public Encryption(Path folder) {
        this.folder = folder;
    }

    /** The encrypted form of a connection whose client has been told to begin. */
    Socket over(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private synchronized SSLContext context() throws IOException {
        if (made.isPresent()) return made.get();
        try {
            if (!Files.exists(certificateFile()) || !Files.exists(keyFile())) make();
            SSLContext context = load();
            made = Optional.of(context);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate for TLS: " + e.getMessage(), e);
        }
    }

    private Path certificateFile() {
        return folder.resolve("tls.crt");
    }

    private Path keyFile() {
        return folder.resolve("tls.key");
    }

    private void make() throws IOException, GeneralSecurityException {
        SelfSigned signed = SelfSigned.make();
        write(keyFile(), "PRIVATE KEY", signed.key().getEncoded(), "rw-------");
        write(certificateFile(), "CERTIFICATE", signed.certificate(), "rw-r--r--");
    }

    private static void write(Path file, String kind, byte[] der, String mode) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(fresh, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private SSLContext load() throws IOException, GeneralSecurityException {
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificateFile())));
        String pem = Files.readString(keyFile(), StandardCharsets.US_ASCII);
        String base64 = pem.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] inMemory = new char[0];
        store.setKeyEntry("sandbox", key, inMemory, new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, inMemory);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
