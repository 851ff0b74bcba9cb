package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build leaves no resource among the classes that is no longer among the sources: macros would be there twice. */
class ClassFoldersTest {
    private static final List<String> MODULES = List.of(
            "base", "jinja", "adapter-api", "core", "packages", "adapters/postgres", "adapters/materialize", "sandbox");

    @Test
    void holdNoResourceWithoutASource() throws IOException {
        List<String> stale = new ArrayList<>();
        int seen = 0;
        for (String module : MODULES) {
            Path classes = Path.of("..", module, "target", "classes");
            Path sources = Path.of("..", module, "src", "main", "resources");
            if (!Files.isDirectory(classes)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (Files.isRegularFile(file) && !file.toString().endsWith(".class")) {
                        seen++;
                        if (!Files.exists(sources.resolve(classes.relativize(file)))) {
                            stale.add(file.toString());
                        }
                    }
                }
            }
        }
        assertThat(stale).isEmpty();
        assertThat(seen).isGreaterThan(50);
    }
}
