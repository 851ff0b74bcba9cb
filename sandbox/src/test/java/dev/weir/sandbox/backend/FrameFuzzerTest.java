package dev.weir.sandbox.backend;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FrameFuzzerTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz/frame");

    @TestFactory
    Stream<DynamicTest> keptMessagesAndTheirNeighboursAreReadOrRefused() throws IOException {
        return Files.list(SEEDS)
                .sorted()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    FrameFuzzer.tryOut(bytes);
                    long seed = System.nanoTime();
                    var random = new Random(seed);
                    for (int i = 0; i < 200; i++) {
                        byte[] other = bytes.clone();
                        other[random.nextInt(other.length)] = (byte) random.nextInt();
                        assertThatCode(() -> FrameFuzzer.tryOut(other))
                                .as("seed %d", seed)
                                .doesNotThrowAnyException();
                    }
                }));
    }
}
