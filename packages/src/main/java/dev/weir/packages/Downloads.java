package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Files behind http and https addresses. Follows redirects, goes through the proxy of {@code http_proxy},
 * {@code https_proxy} and {@code no_proxy}, tries again when a server does not answer or says that it is busy.
 * {@code DBT_HTTP_TIMEOUT} is the number of seconds to wait for an answer. Thread-safe.
 */
final class Downloads {
    private static final int ATTEMPTS = 5;
    private static final int REDIRECTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long LARGEST = 1L << 30;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Duration timeout;
    private final Duration pause;

    Downloads(Map<String, String> environment, Duration pause) {
        this.environment = environment;
        this.pause = pause;
        timeout = timeout(environment);
    }

    private static Duration timeout(Map<String, String> environment) {
        try {
            double seconds = Double.parseDouble(environment.getOrDefault("DBT_HTTP_TIMEOUT", ""));
            return seconds > 0 ? Duration.ofMillis((long) (seconds * 1000)) : TIMEOUT;
        } catch (NumberFormatException notSet) {
            return TIMEOUT;
        }
    }

    /** A server's refusal. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String reason, String address) {
            super(status + " " + (status < 500 ? "Client" : "Server") + " Error: " + reason + " for url: " + address);
            this.status = status;
        }

        int status() {
            return status;
        }

        boolean passing() {
            return status >= 500 || status == TOO_MANY_REQUESTS;
        }
    }

    /**
     * The text behind an address.
     *
     * @throws Refused when the server says that it is not there
     * @throws WeirException {@code PKG-008} when there is no answer
     */
    String text(String address) throws Refused {
        return again(address, connection -> {
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    /** Copies what is behind an address to a file. */
    void toFile(String address, Path file) throws Refused {
        again(address, connection -> {
            try (InputStream in = connection.getInputStream();
                    OutputStream out = Files.newOutputStream(file)) {
                byte[] part = new byte[1 << 16];
                long length = 0;
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    length += read;
                    if (length > LARGEST) {
                        throw new IOException("more than " + LARGEST + " bytes");
                    }
                    out.write(part, 0, read);
                }
                long announced = connection.getContentLengthLong();
                if (announced >= 0 && announced != length) {
                    throw new IOException("connection closed after " + length + " of " + announced + " bytes");
                }
                return file;
            }
        });
    }

    private interface Reading<T> {
        T from(HttpURLConnection connection) throws IOException;
    }

    private <T> T again(String address, Reading<T> reading) throws Refused {
        IOException last = new IOException("no answer");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpURLConnection connection = open(uri(address), REDIRECTS);
                try {
                    return reading.from(connection);
                } finally {
                    connection.disconnect();
                }
            } catch (Refused refused) {
                if (!refused.passing()) {
                    throw refused;
                }
                last = refused;
            } catch (IOException failed) {
                last = failed;
            }
            if (attempt < ATTEMPTS) {
                rest(address);
            }
        }
        throw failed(address, last);
    }

    /** The failure of one address, after all attempts. */
    static WeirException failed(String address, IOException cause) {
        String why = cause instanceof Refused || cause.getMessage() == null
                ? String.valueOf(cause.getMessage())
                : cause.getMessage() + " for url: " + address;
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PKG_008, "\"" + address + "\" cannot be downloaded")
                        .inWordsOfDbt("External connection exception occurred: " + why)
                        .withHint("Check the network and the proxy. Nothing was installed or removed."),
                cause);
    }

    private void rest(String address) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed(address, new IOException("interrupted", stopped));
        }
    }

    private static URI uri(String address) {
        try {
            URI uri = new URI(address.replace(" ", "%20"));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (URISyntaxException notOne) {
            // said below
        }
        throw new WeirException(
                Diagnostic.of(DiagnosticCode.PKG_008, "\"" + address + "\" is no http or https address"));
    }

    private HttpURLConnection open(URI uri, int redirects) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) withoutUser(uri).toURL().openConnection(proxy(uri));
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setRequestProperty("User-Agent", "weir");
        connection.setRequestProperty("Accept", "*/*");
        if (uri.getUserInfo() != null) {
            connection.setRequestProperty("Authorization", basic(uri));
        }
        int status = connection.getResponseCode();
        String target = connection.getHeaderField("Location");
        if (status >= 300 && status < 400 && target != null && redirects > 0) {
            connection.disconnect();
            URI next = uri.resolve(target);
            return open(uri(next.toString()), redirects - 1);
        }
        if (status >= 300) {
            connection.disconnect();
            throw new Refused(
                    status,
                    Optional.ofNullable(connection.getResponseMessage()).orElse(""),
                    withoutUser(uri).toString());
        }
        return connection;
    }

    private static URI withoutUser(URI uri) {
        return uri.getRawUserInfo() == null
                ? uri
                : URI.create(uri.toString()
                        .replaceFirst("//" + java.util.regex.Pattern.quote(uri.getRawUserInfo() + "@"), "//"));
    }

    private static String basic(URI uri) {
        String user = URLDecoder.decode(uri.getRawUserInfo().replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private Proxy proxy(URI uri) {
        Optional<String> written =
                either(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy").or(() -> either("all_proxy"));
        if (written.isEmpty() || direct(uri.getHost())) {
            return Proxy.NO_PROXY;
        }
        URI proxy = URI.create(written.get().contains("://") ? written.get() : "http://" + written.get());
        int port = proxy.getPort() >= 0 ? proxy.getPort() : 80;
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
    }

    /** Whether {@code no_proxy} names the host or a domain it is in. */
    private boolean direct(String host) {
        for (String each : either("no_proxy").orElse("").split(",")) {
            String domain = each.strip();
            domain = domain.startsWith(".") ? domain.substring(1) : domain;
            if (domain.equals("*")
                    || !domain.isEmpty() && (host.equalsIgnoreCase(domain) || host.endsWith("." + domain))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> either(String name) {
        String value = environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }
}
