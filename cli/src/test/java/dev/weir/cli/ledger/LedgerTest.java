package dev.weir.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.line.CommandTable;
import dev.weir.cli.line.Flag;
import dev.weir.core.project.Behaviour;
import dev.weir.core.project.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The states of docs/ledger are what the code says of itself, and COMPATIBILITY.md shows them. With
 * {@code -Dweir.golden.write=true} both are written anew.
 */
class LedgerTest {
    private static final boolean WRITE = Boolean.getBoolean("weir.golden.write");

    /** In dbt's order of files. */
    private static final List<String> LEDGERS = List.of(
            "commands",
            "flags",
            "environment",
            "project_keys",
            "node_configs",
            "properties",
            "context",
            "adapter",
            "selectors",
            "macros");

    private static final Map<String, Ledger> READ = new LinkedHashMap<>();

    @Test
    void statesAreWhatTheCodeSaysAndAreShown(@TempDir Path folder) throws IOException {
        for (String name : LEDGERS) {
            READ.put(name, Ledger.read(name));
        }
        TemplateProbe probe = TemplateProbe.ask(folder, READ.get("context"), READ.get("adapter"));
        Set<?> macros = ((Map<?, ?>)
                        ((Map<?, ?>) JsonText.parse(Files.readString(folder.resolve("target/manifest.json"))))
                                .get("macros"))
                .keySet();
        List<Ledger> current = new ArrayList<>();
        for (Ledger ledger : READ.values()) {
            Map<List<String>, String> derived = switch (ledger.name()) {
                case "commands" -> states(CommandTable.commands());
                case "flags" -> states(CommandTable.flags());
                case "environment" -> states(CommandTable.variables());
                case "project_keys" -> projectKeys(ledger);
                case "node_configs" -> nodeConfigs(ledger, folder.resolve("configs"));
                case "properties" -> PropertyProbe.states(folder.resolve("properties"), ledger);
                case "context", "adapter" -> probed(ledger, probe);
                case "macros" -> macros(ledger, macros);
                default -> Map.of();
            };
            List<Ledger.Row> rows = new ArrayList<>();
            for (Ledger.Row row : ledger.rows()) {
                if (ledger.name().equals("flags")) {
                    assertThat(derived).as("rows that the code knows of").containsKey(List.of(row.name(), row.scope()));
                }
                rows.add(Optional.ofNullable(derived.get(List.of(row.name(), row.scope())))
                        .map(row::withState)
                        .orElse(row));
            }
            Ledger renewed = new Ledger(ledger.name(), rows);
            current.add(renewed);
            if (WRITE) {
                renewed.write();
            } else {
                assertThat(ledger.rows())
                        .as("docs/ledger/" + ledger.name() + ".tsv (./dev golden ledger writes it)")
                        .isEqualTo(renewed.rows());
            }
        }
        Path document = Ledger.root().resolve("COMPATIBILITY.md");
        String shown = CompatibilityTable.replaceIn(Files.readString(document), current);
        if (WRITE) {
            Files.writeString(document, shown);
        } else {
            assertThat(Files.readString(document))
                    .as("COMPATIBILITY.md (./dev golden ledger writes it)")
                    .isEqualTo(shown);
        }
    }

    private static Map<List<String>, String> states(List<CommandTable.Row> rows) {
        Map<List<String>, String> states = new HashMap<>();
        rows.forEach(row ->
                states.put(List.of(row.name(), row.scope()), row.support().wireName()));
        return states;
    }

    private static Map<List<String>, String> projectKeys(Ledger ledger) {
        Map<List<String>, String> states = new HashMap<>();
        for (Ledger.Row row : ledger.rows()) {
            switch (row.scope()) {
                case "dbt_project.yml" -> states.put(List.of(row.name(), row.scope()), Ledger.WORKS);
                case "flags" ->
                    states.put(List.of(row.name(), row.scope()), chosen(row.name()) ? Ledger.WORKS : Ledger.NOT_YET);
                default -> {}
            }
        }
        return states;
    }

    /** Whether something knows the flag: it is a behaviour, or one that the command line has, too. */
    private static boolean chosen(String name) {
        String constant = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(Behaviour.values()).anyMatch(each -> each.name().equals(constant))
                || Arrays.stream(Flag.values()).anyMatch(each -> each.name().equals(constant));
    }

    private static Map<List<String>, String> nodeConfigs(Ledger ledger, Path folder) {
        return ConfigProbe.states(folder, ledger);
    }

    private static Map<List<String>, String> probed(Ledger ledger, TemplateProbe probe) {
        Map<List<String>, String> states = new HashMap<>();
        for (Ledger.Row row : ledger.rows()) {
            String place = TemplateProbe.SAME.getOrDefault(row.scope(), row.scope());
            if (probe.asked(place) && !TemplateProbe.ONLY_WHILE_RUNNING.contains(row.name())) {
                String state = probe.defined(place, row.name())
                        ? Ledger.WORKS
                        : row.state().startsWith("refused") ? row.state() : Ledger.NOT_YET;
                states.put(List.of(row.name(), row.scope()), state);
            }
        }
        return states;
    }

    private static Map<List<String>, String> macros(Ledger ledger, Set<?> defined) {
        Map<List<String>, String> states = new HashMap<>();
        for (Ledger.Row row : ledger.rows()) {
            boolean there = defined.contains("macro." + row.scope() + "." + row.name());
            String otherwise = row.state().equals(Ledger.WORKS) ? Ledger.NOT_YET : row.state();
            states.put(List.of(row.name(), row.scope()), there ? Ledger.WORKS : otherwise);
        }
        return states;
    }
}
