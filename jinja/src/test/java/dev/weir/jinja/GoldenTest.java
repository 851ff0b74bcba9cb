package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded case renders to the reference's bytes, or fails with its words. Recorded by conformance/record/jinja.py. */
final class GoldenTest {
    private static final Path CASES = Path.of("src", "test", "resources", "golden", "jinja");
    private static final Path FILES = Path.of("src", "test", "resources", "golden", "templates");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(),
                            () -> assertThat(outcome(folder))
                                    .isEqualTo(Files.readString(folder.resolve("expected.txt")))));
        }
    }

    static String outcome(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        String mode = name.startsWith("native_") ? "native" : name.contains("lenient_") ? "lenient" : "text";
        Path context = folder.resolve("context.json");
        String outcome = TemplateOutcome.of(
                Files.readString(folder.resolve("input.jinja")),
                mode,
                Files.exists(context) ? TemplateOutcome.context(Files.readString(context)) : Map.of());
        return outcome.substring(outcome.indexOf('\n') + 1);
    }

    /** Many cases in a file: {@code === mode context}, the template, {@code ---}, the outcome. */
    @ParameterizedTest
    @ValueSource(strings = {"found", "generated"})
    void everyTemplateOfAFileEndsAsRecorded(String file) throws IOException {
        List<String> differences = new ArrayList<>();
        String[] cases =
                Files.readString(FILES.resolve(file + ".cases")).substring(4).split("\n=== ", -1);
        for (String text : cases) {
            int head = text.indexOf('\n');
            int space = text.indexOf(' ');
            int middle = text.indexOf("\n---\n");
            String template = text.substring(head + 1, Math.max(middle, head + 1));
            String expected = text.substring(middle + 5);
            String outcome = TemplateOutcome.of(
                    template, text.substring(0, space), TemplateOutcome.context(text.substring(space + 1, head)));
            if (!outcome.equals(expected) && !(outcome + "\n").equals(expected)) {
                differences.add(template + "\n   reference " + expected + "\n   here      " + outcome);
            }
        }
        assertThat(cases.length).isGreaterThan(10);
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
    }
}
