package dev.weir.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A package of built-in macros kept as resources. Its folder holds {@code index.txt}, one file path a line in reading order,
 * so that nothing lists a jar.
 *
 * @param name the package's name in macro ids: {@code "dbt"}, {@code "dbt_postgres"}
 * @param owner a class in the module that holds the resources
 * @param folder absolute resource folder, ending with a slash
 */
public record MacroPackage(String name, Class<?> owner, String folder) {
    /** dbt's global macros, {@code "dbt"}. */
    public static final MacroPackage GLOBAL =
            new MacroPackage("dbt", MacroPackage.class, "/dev/weir/adapter/macros/dbt/");

    /** The files, relative to the folder, as {@code "macros/adapters/relation.sql"}; empty when the package has no index yet. */
    public List<String> files() {
        return resource("index.txt")
                .map(text -> text.lines().filter(line -> !line.isBlank()).toList())
                .orElse(List.of());
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
