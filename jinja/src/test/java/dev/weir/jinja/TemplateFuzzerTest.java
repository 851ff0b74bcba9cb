package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The texts the fuzzer starts from, and those it once failed with, are parsed and rendered or refused, and soon. */
final class TemplateFuzzerTest {
    private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz", "template");

    @Test
    void everyTextKeptIsRenderedOrRefused() throws IOException {
        List<Path> seeds;
        try (Stream<Path> files = Files.list(SEEDS)) {
            seeds = files.sorted().toList();
        }
        assertThat(seeds).isNotEmpty();
        for (Path seed : seeds) {
            byte[] data = Files.readAllBytes(seed);
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> TemplateFuzzer.fuzzerTestOneInput(data), seed.toString());
        }
    }
}
