package dev.weir.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions, bounds and ranges, held against a table recorded from the reference (conformance/record/versions.py). */
class VersionTest {
    private static final Path TABLE = Path.of("src/test/resources/golden/versions.tsv");

    @Test
    void answersAreThoseOfTheReference() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        List<String> ours = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            ours.add(line.startsWith("#") ? line : String.join("\t", cells[0], cells[1], answer(cells[0], cells[1])));
        }
        assertThat(lines).hasSizeGreaterThan(300);
        assertThat(ours).isEqualTo(lines);
    }

    private static String answer(String question, String words) {
        return switch (question) {
            case "read" -> VersionBound.parse(words).map(VersionBound::toString).orElse("no");
            case "order" -> {
                String[] two = words.split(" ");
                int order = SemanticVersion.parse(two[0])
                        .orElseThrow()
                        .compareTo(SemanticVersion.parse(two[1]).orElseThrow());
                yield Integer.toString(Integer.signum(order));
            }
            case "range" -> range(words).map(VersionRange::toString).orElse("no");
            case "choose" -> {
                String[] parts = words.split(" \\| ");
                Optional<VersionRange> range = range(parts[0]);
                yield List.of(parts[1].split(" ")).stream()
                        .map(text -> SemanticVersion.parse(text).orElseThrow())
                        .filter(range.orElseThrow()::holds)
                        .max(Comparator.naturalOrder())
                        .map(SemanticVersion::toString)
                        .orElse("no");
            }
            default -> throw new IllegalArgumentException(question);
        };
    }

    private static Optional<VersionRange> range(String words) {
        return VersionRange.of(List.of(words.split(" ")).stream()
                .map(text -> VersionBound.parse(text).orElseThrow())
                .toList());
    }
}
