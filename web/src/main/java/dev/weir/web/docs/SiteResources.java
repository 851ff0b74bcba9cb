package dev.weir.web.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The browser's half of the site. */
final class SiteResources {
    static final String PAGE = "index.html";
    private static final String FOLDER = "site/";

    private SiteResources() {}

    /** Copies all but the page. */
    static void copy(Path folder) throws IOException {
        for (String name : names()) {
            if (!name.equals(PAGE)) {
                Files.write(folder.resolve(name), bytes(name));
            }
        }
    }

    static String text(String name) throws IOException {
        return new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = SiteResources.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** Names of the files, sorted; they lie in a folder or in a jar. */
    static List<String> names() throws IOException {
        URL page = Objects.requireNonNull(SiteResources.class.getResource(FOLDER + PAGE), PAGE);
        if (page.openConnection() instanceof JarURLConnection inJar) {
            String prefix =
                    inJar.getEntryName().substring(0, inJar.getEntryName().length() - PAGE.length());
            try (JarFile jar = new JarFile(Path.of(uri(inJar.getJarFileURL())).toFile())) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                        .map(name -> name.substring(prefix.length()))
                        .sorted()
                        .toList();
            }
        }
        Path folder = Objects.requireNonNull(Path.of(uri(page)).getParent());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
