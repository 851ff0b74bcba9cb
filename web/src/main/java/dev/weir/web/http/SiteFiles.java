package dev.weir.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files of the target folder are of the site. Compiled code, logs and whatever else lies there is not, and no link leads
 * out of the folder. Thread-safe.
 */
final class SiteFiles {
    /** What pages may do: nothing that is not of this server, and no script that is not a file. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The page with everything in it says itself what it may do. */
    private static final String POLICY_OF_ITS_OWN = "frame-ancestors 'none'";

    private static final String ONE_PAGE = "static_index.html";
    private static final String PAGE = "index.html";
    private static final Set<String> FILES = Set.of(PAGE, ONE_PAGE, "manifest.json", "catalog.json");
    private static final Set<String> FOLDERS = Set.of("site", "assets");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("md", "text/plain; charset=utf-8"),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("pdf", "application/pdf"));

    /** @param live whether it is the page that is told of rebuilding */
    record Found(Path file, String type, String policy, boolean live) {
        boolean compressible() {
            return type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml");
        }
    }

    private final Path folder;

    SiteFiles(Path folder) {
        this.folder = folder;
    }

    /** @param rawPath as it stands in the request */
    Optional<Found> find(String rawPath) {
        Optional<String> decoded = decoded(rawPath);
        if (decoded.isEmpty() || !decoded.get().startsWith("/")) {
            return Optional.empty();
        }
        String path = decoded.get().equals("/") ? PAGE : decoded.get().substring(1);
        String[] parts = path.split("/", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.startsWith(".") || !part.chars().allMatch(SiteFiles::usual)) {
                return Optional.empty();
            }
        }
        boolean known = parts.length == 1 ? FILES.contains(path) : FOLDERS.contains(parts[0]);
        return known ? file(path) : Optional.empty();
    }

    /** No separator of any system, no stream of a Windows file, nothing unseen. */
    private static boolean usual(int c) {
        return c >= ' ' && c != 0x7f && c != '\\' && c != ':';
    }

    private Optional<Found> file(String path) {
        try {
            Path real = folder.resolve(path).toRealPath();
            if (!real.startsWith(folder.toRealPath()) || !Files.isRegularFile(real)) {
                return Optional.empty();
            }
            String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return Optional.of(new Found(
                    real,
                    TYPES.getOrDefault(ending, "application/octet-stream"),
                    path.equals(ONE_PAGE) ? POLICY_OF_ITS_OWN : POLICY,
                    path.equals(PAGE)));
        } catch (IOException | InvalidPathException absent) {
            return Optional.empty();
        }
    }

    /** Without escapes; empty where one is broken, or is no UTF-8. */
    private static Optional<String> decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c == '%') {
                int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
                int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high << 4 | low);
                at += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
