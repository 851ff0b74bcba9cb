package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command lines that the reference turned down as usage errors, held against ours word for word. */
class RecordedUsageErrorsTest {
    private static final Path CASES = Path.of("../core/src/test/resources/golden/badinput");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "argument_extra",
                "command_unknown",
                "flag_bad_value",
                "flag_misspelled",
                "flag_no_value",
                "flag_threads_not_a_number",
                "flag_unknown",
                "vars_broken",
                "vars_list",
                "vars_not_a_map"
            })
    void saysWhatTheReferenceSays(String name) throws IOException {
        String command =
                Files.readString(CASES.resolve(name).resolve("command.txt")).strip();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = new Program(surroundings(err)).run(words(command));
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(CASES.resolve(name).resolve("stderr.txt")));
        assertThat(exitCode).isEqualTo(2);
    }

    private static List<String> words(String command) {
        // One quoted value at most in these cases.
        int quote = command.indexOf('"');
        String plain = quote < 0 ? command : command.substring(0, quote).strip();
        List<String> words = new java.util.ArrayList<>(List.of(plain.split(" ")));
        if (quote >= 0) {
            words.add(command.substring(quote + 1, command.lastIndexOf('"')));
        }
        return words.subList(1, words.size());
    }

    private static Surroundings surroundings(ByteArrayOutputStream err) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Surroundings(
                "dbt",
                Map.of(),
                Path.of("").toAbsolutePath(),
                nowhere,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                InstantSource.system(),
                ZoneOffset.UTC);
    }
}
