package dev.weir.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A package of built-in macros kept as resources. Its folder holds a {@code dbt_project.yml} and {@code macros/}.
 *
 * @param name the package's name in macro ids: {@code "dbt"}, {@code "dbt_postgres"}
 * @param owner a class in the module that holds the resources
 * @param folder absolute resource folder, ending with a slash
 */
public record MacroPackage(String name, Class<?> owner, String folder) {
    private static final String PROJECT_FILE = "dbt_project.yml";

    /** dbt's global macros, {@code "dbt"}. */
    public static final MacroPackage GLOBAL =
            new MacroPackage("dbt", MacroPackage.class, "/dev/weir/adapter/macros/dbt/");

    /** The files, relative to the folder ({@code "macros/adapters/relation.sql"}), sorted; empty when the folder is. */
    public List<String> files() {
        @Nullable URL anchor = owner.getResource(folder + PROJECT_FILE);
        if (anchor == null) {
            return List.of();
        }
        String address = anchor.toString();
        try {
            if (address.startsWith("jar:")) {
                String jar = address.substring("jar:".length(), address.indexOf("!/"));
                return inJar(Path.of(URI.create(jar)));
            }
            return inFolder(Path.of(URI.create(address)).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM has this jar open already and shares its index, so that listing it is cheap. */
    private List<String> inJar(Path jar) throws IOException {
        String prefix = folder.substring(1);
        List<String> files = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.entries().asIterator().forEachRemaining(entry -> {
                if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
                    files.add(entry.getName().substring(prefix.length()));
                }
            });
        }
        files.sort(null);
        return List.copyOf(files);
    }

    private static List<String> inFolder(@Nullable Path root) throws IOException {
        if (root == null) {
            return List.of();
        }
        try (Stream<Path> walked = Files.walk(root)) {
            return walked.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** The text of one of {@link #files()}. */
    public String read(String file) {
        return resource(file)
                .orElseThrow(() -> new IllegalStateException("no resource " + folder + file + " of package " + name));
    }

    private Optional<String> resource(String file) {
        try (@Nullable InputStream in = owner.getResourceAsStream(folder + file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
