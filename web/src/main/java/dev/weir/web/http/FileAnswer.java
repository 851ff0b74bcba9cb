package dev.weir.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Sends one file: whole or not again, compressed where that is welcome. */
final class FileAnswer {
    /** Below this a compressed file is hardly shorter. */
    private static final int LEAST_COMPRESSED = 1024;

    private static final Pattern NO_GZIP = Pattern.compile("gzip\\s*;\\s*q=0(\\.0*)?");
    private static final Pattern HEAD = Pattern.compile("<head>", Pattern.CASE_INSENSITIVE);
    private static final String LIVE = "<head>\n<meta name=\"weir-live\" content=\"events\">";

    private final HttpExchange exchange;

    FileAnswer(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void send(SiteFiles.Found found) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(found.file(), BasicFileAttributes.class);
        boolean compressed = found.compressible() && attributes.size() >= LEAST_COMPRESSED && gzipWelcome();
        Headers headers = exchange.getResponseHeaders();
        String tag = "\"" + Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)) + "-"
                + Long.toHexString(attributes.size()) + (found.live() ? "-live" : "") + (compressed ? "-gz" : "")
                + "\"";
        headers.set("ETag", tag);
        headers.set("Content-Security-Policy", found.policy());
        if (found.compressible()) {
            headers.set("Vary", "Accept-Encoding");
        }
        if (known(tag)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        headers.set("Content-Type", found.type());
        if (compressed) {
            headers.set("Content-Encoding", "gzip");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            if (!compressed && !found.live()) {
                headers.set("Content-Length", String.valueOf(attributes.size()));
            }
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        try (InputStream in = found.live() ? live(found.file()) : Files.newInputStream(found.file());
                OutputStream body = exchange.getResponseBody();
                OutputStream out = compressed ? new GZIPOutputStream(body, 1 << 13) : body) {
            in.transferTo(out);
        }
    }

    /** The page, which then hears of rebuilding. */
    private static InputStream live(Path page) throws IOException {
        String text = HEAD.matcher(Files.readString(page)).replaceFirst(LIVE);
        return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean gzipWelcome() {
        return words("Accept-Encoding")
                .anyMatch(word -> (word.equals("gzip") || word.startsWith("gzip;"))
                        && !NO_GZIP.matcher(word).matches());
    }

    private boolean known(String tag) {
        return words("If-None-Match")
                .map(word -> word.startsWith("W/") ? word.substring(2) : word)
                .anyMatch(word -> word.equals(tag) || word.equals("*"));
    }

    private java.util.stream.Stream<String> words(String header) {
        return exchange.getRequestHeaders().getOrDefault(header, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip);
    }
}
