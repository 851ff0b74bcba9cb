package dev.weir.sandbox.dialect;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StatementFuzzerTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz/statement");

    @TestFactory
    Stream<DynamicTest> keptTextsAndTheirNeighboursAreUnderstoodOrRefused() throws IOException {
        return Files.list(SEEDS)
                .sorted()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    StatementFuzzer.tryOut(text);
                    long seed = System.nanoTime();
                    var random = new Random(seed);
                    for (int i = 0; i < 40; i++) {
                        int at = random.nextInt(text.length() + 1);
                        int to = Math.min(text.length(), at + random.nextInt(5));
                        String piece = text.substring(random.nextInt(text.length()));
                        String other = text.substring(0, at) + (random.nextBoolean() ? piece : "") + text.substring(to);
                        assertThatCode(() -> StatementFuzzer.tryOut(other))
                                .as("seed %d: %s", seed, other)
                                .doesNotThrowAnyException();
                    }
                }));
    }
}
