package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StarterTest {
    private static final Path EXAMPLE = Path.of("../examples/quickstart");

    @Test
    void hasEveryFileOfTheExample() throws IOException {
        try (Stream<Path> walk = Files.walk(EXAMPLE)) {
            List<String> there = walk.filter(Files::isRegularFile)
                    .map(file -> EXAMPLE.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.equals(".gitignore") || path.matches("(models|tests)/.*|[^/]*\\.(yml|md)"))
                    .filter(path -> !path.equals("profile_template.yml") && !path.equals(".user.yml"))
                    .sorted()
                    .toList();
            assertThat(Starter.PATHS).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void bearsTheNewNameOnly() {
        assertThat(Starter.files("my_shop"))
                .allSatisfy((_, text) -> assertThat(text).doesNotContain("auction_house"));
        assertThat(Starter.files("my_shop").get("dbt_project.yml")).contains("name: my_shop", "profile: my_shop");
    }
}
