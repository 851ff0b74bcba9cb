package dev.weir.sandbox.dialect;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StatementFuzzerTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz/statement");
    private static final Path FORMS = Path.of("src/test/resources/golden/sandbox/grammar/forms.tsv");

    @TestFactory
    Stream<DynamicTest> keptTextsAndTheirNeighboursAreUnderstoodOrRefused() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(SEEDS)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> tryOut(text)));
            }
        }
        for (String line : Files.readAllLines(FORMS)) {
            if (!line.startsWith("#")) {
                String form = line.substring(line.indexOf('\t') + 1);
                tests.add(DynamicTest.dynamicTest(form, () -> tryOut(form)));
            }
        }
        return tests.stream();
    }

    private static void tryOut(String text) {
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
    }
}
