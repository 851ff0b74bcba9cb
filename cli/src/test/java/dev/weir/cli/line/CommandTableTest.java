package dev.weir.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table knows every command, flag and variable that the reference's own listing has, and no other. */
class CommandTableTest {
    private static final Path LEDGER = Path.of("../docs/ledger");

    @Test
    void hasEveryCommand() throws IOException {
        Set<String> listed = rows("commands.tsv").stream()
                .filter(row -> !row.get(3).startsWith("group"))
                .map(List::getFirst)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names(CommandTable.commands())).isEqualTo(listed);
    }

    @Test
    void hasEveryFlagOfEveryCommand() throws IOException {
        Set<String> listed = rows("flags.tsv").stream()
                .map(row -> row.get(1) + ": " + sorted(row.getFirst()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = CommandTable.flags().stream()
                .map(row -> row.scope() + ": " + sorted(row.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).isEqualTo(listed);
    }

    @Test
    void hasEveryVariableThatStandsForAFlag() throws IOException {
        Set<String> listed = rows("environment.tsv").stream()
                .filter(row -> row.get(1).equals("flag"))
                .map(List::getFirst)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names(CommandTable.variables())).isEqualTo(listed);
    }

    @Test
    void choicesAndKindsAreThoseListed() throws IOException {
        for (List<String> row : rows("flags.tsv")) {
            if (row.get(3).startsWith("one of ")) {
                String choices = row.get(3).substring("one of ".length()).replaceAll(";.*", "");
                assertThat(Command.values())
                        .filteredOn(command ->
                                command.words().equals(row.get(1)) || row.get(1).equals("global"))
                        .allSatisfy(command -> assertThat(command.flags())
                                .filteredOn(flag ->
                                        sorted(String.join(", ", flag.names())).equals(sorted(row.getFirst())))
                                .allSatisfy(
                                        flag -> assertThat(flag.choices()).isEqualTo(List.of(choices.split(", ")))));
            }
        }
    }

    private static Set<String> names(List<CommandTable.Row> rows) {
        return rows.stream().map(CommandTable.Row::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sorted(String spellings) {
        return new TreeSet<>(List.of(spellings.split(", "))).toString();
    }

    private static List<List<String>> rows(String file) throws IOException {
        return Files.readAllLines(LEDGER.resolve(file)).stream()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
