package dev.weir.sandbox.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * How a connection to another server is encrypted. Source: Materialize docs, "CREATE CONNECTION", PostgreSQL, {@code SSL MODE}.
 *
 * @param authority certificates in PEM that the server's must be signed by; empty for those this machine trusts
 */
public record UpstreamTls(Mode mode, Optional<String> authority) {
    /** Whose certificate is taken. */
    public enum Mode {
        /** Anybody's. */
        REQUIRE,
        /** One signed by the authority. */
        VERIFY_CA,
        /** One signed by the authority and made for the host. */
        VERIFY_FULL
    }

    /** Nothing is looked at: {@code SSL MODE require} asks for no more. */
    private static final X509TrustManager ANYBODY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    /** The encrypted form of a connection whose server has agreed. */
    Socket over(Socket plain, String host) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted(), null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            if (mode == Mode.VERIFY_FULL) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS to " + host + ": " + e.getMessage(), e);
        }
    }

    private TrustManager[] trusted() throws IOException, GeneralSecurityException {
        if (mode == Mode.REQUIRE) return new TrustManager[] {ANYBODY};
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authority.isEmpty()) {
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(authority.get().getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("authority" + number++, certificate);
        }
        factory.init(store);
        return factory.getTrustManagers();
    }
}
