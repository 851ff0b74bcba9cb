package dev.weir.web.docs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code static_index.html}: the page with styles, scripts and data in it, for a browser that reads it from a disk. */
final class SelfContainedPage {
    private static final Pattern REFERENCE = Pattern.compile(
            "<link rel=\"stylesheet\" href=\"site/([^\"]+)\">|<script defer src=\"site/([^\"]+)\"></script>");
    private static final Pattern END_OF_SCRIPT = Pattern.compile("<(?=/script|script|!--)", Pattern.CASE_INSENSITIVE);
    private static final byte[] LESS = "\\u003c".getBytes(StandardCharsets.US_ASCII);

    private SelfContainedPage() {}

    /** @param site the folder of the site: scripts, styles, and data below it */
    static void write(Path site, OutputStream out) throws IOException {
        String page = SiteResources.text(SiteResources.PAGE);
        StringBuilder scripts = new StringBuilder();
        StringBuilder head = new StringBuilder();
        List<String> scriptHashes = new ArrayList<>();
        List<String> styleHashes = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(page);
        while (reference.find()) {
            String style = reference.group(1);
            if (style != null) {
                String text = Files.readString(site.resolve(style));
                styleHashes.add(hash(text));
                reference.appendReplacement(head, Matcher.quoteReplacement("<style>" + text + "</style>"));
            } else {
                String text = script(Files.readString(site.resolve(reference.group(2))));
                scriptHashes.add(hash(text));
                scripts.append("<script>").append(text).append("</script>\n");
                reference.appendReplacement(head, "");
            }
        }
        reference.appendTail(head);
        String policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                + String.join(" ", scriptHashes) + "; style-src " + String.join(" ", styleHashes)
                + "; img-src 'self' data:; worker-src blob:; base-uri 'none'; form-action 'none'\">\n";
        // The policy stands before whatever it is about; scripts come last, as deferred ones run.
        String whole =
                head.toString().replaceFirst("(<meta charset=[^>]*>\\n?)", "$1" + Matcher.quoteReplacement(policy));
        int end = whole.lastIndexOf("</body>");
        out.write(whole.substring(0, end).getBytes(StandardCharsets.UTF_8));
        workers(site, out);
        data(site.resolve("data"), out);
        out.write(scripts.toString().getBytes(StandardCharsets.UTF_8));
        out.write(whole.substring(end).getBytes(StandardCharsets.UTF_8));
    }

    private static void workers(Path site, OutputStream out) throws IOException {
        for (String name : SiteResources.names()) {
            if (name.contains("worker") && name.endsWith(".js")) {
                String text = "<script type=\"text/plain\" data-worker=\"" + name + "\">"
                        + script(Files.readString(site.resolve(name))) + "</script>\n";
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void data(Path data, OutputStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = data.relativize(file).toString().replace('\\', '/');
            out.write(
                    ("<script type=\"application/json\" data-file=\"" + name + "\">").getBytes(StandardCharsets.UTF_8));
            json(Files.readAllBytes(file), out);
            out.write("</script>\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** JSON has this sign in texts alone. */
    private static void json(byte[] json, OutputStream out) throws IOException {
        int from = 0;
        for (int at = 0; at < json.length; at++) {
            if (json[at] == '<') {
                out.write(json, from, at - from);
                out.write(LESS);
                from = at + 1;
            }
        }
        out.write(json, from, json.length - from);
    }

    /** In scripts these stand in texts alone, too, where they may be written so. */
    private static String script(String text) {
        return END_OF_SCRIPT.matcher(text).replaceAll("\\\\x3c");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
