package dev.weir.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is shown the site. A server of this machine alone answers only to names of this machine, so that no page of the web
 * can have it read by a name of its own (DNS rebinding). Where there is a token it is said once, in the address, and then kept
 * in a cookie that scripts do not see. Thread-safe.
 */
final class Doorkeeper {
    private static final String COOKIE = "weir-docs";
    private static final String TOKEN = "token";

    sealed interface Verdict {
        record Welcome() implements Verdict {}

        /** The token was right: the same address without it, and a cookie. */
        record Known(String cookie, String address) implements Verdict {}

        record Refused(int status, String message) implements Verdict {}
    }

    private final boolean loopback;
    private final Optional<String> digest;

    Doorkeeper(InetAddress host, Optional<String> token) {
        loopback = host.isLoopbackAddress();
        digest = token.map(Doorkeeper::digest);
    }

    Verdict judge(HttpExchange exchange) {
        if (loopback && !ofThisMachine(exchange.getRequestHeaders().getFirst("Host"))) {
            return new Verdict.Refused(421, "This server is of this machine alone: ask it by the name localhost.");
        }
        if (digest.isEmpty()) {
            return new Verdict.Welcome();
        }
        List<String> others = new ArrayList<>();
        Optional<String> said = token(exchange.getRequestURI().getRawQuery(), others);
        if (said.isPresent()) {
            if (!same(digest(said.get()))) {
                return new Verdict.Refused(403, "The token is not the right one.");
            }
            String path = exchange.getRequestURI().getRawPath().replaceFirst("^/+", "/");
            return new Verdict.Known(
                    COOKIE + "=" + digest.get() + "; Path=/; HttpOnly; SameSite=Strict",
                    path + (others.isEmpty() ? "" : "?" + String.join("&", others)));
        }
        return cookies(exchange).stream().anyMatch(this::same)
                ? new Verdict.Welcome()
                : new Verdict.Refused(401, "A token is asked for here: open the address with ?token= and the token.");
    }

    private static boolean ofThisMachine(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static Optional<String> token(@Nullable String query, List<String> others) {
        Optional<String> token = Optional.empty();
        for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            if (part.startsWith(TOKEN + "=")) {
                try {
                    token = Optional.of(URLDecoder.decode(part.substring(TOKEN.length() + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException badEscape) {
                    token = Optional.of("");
                }
            } else {
                others.add(part);
            }
        }
        return token;
    }

    private static List<String> cookies(HttpExchange exchange) {
        List<String> values = new ArrayList<>();
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String cookie : header.split(";")) {
                String trimmed = cookie.strip();
                if (trimmed.startsWith(COOKIE + "=")) {
                    values.add(trimmed.substring(COOKIE.length() + 1));
                }
            }
        }
        return values;
    }

    /** Takes as long for a wrong one as for the right one. */
    private boolean same(String other) {
        return MessageDigest.isEqual(
                digest.orElse("").getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String token) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256")
                    .digest(("weir docs " + token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
