package dev.weir.cli;

import dev.weir.core.project.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One call of the program whose lines are kept apart by what they are. */
record ListCall(int exitCode, List<Said> events, String stray) {
    /** One event. */
    record Said(String name, String level, String message) {}

    /** Runs {@code words} in {@code folder} with the given variables and no others. */
    static ListCall run(Path folder, Map<String, String> environment, List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("--log-format", "json"));
        all.addAll(words);
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("HOME", folder.toString());
        int exitCode = new Program(new Surroundings(
                        "weir",
                        variables,
                        folder,
                        out,
                        out,
                        false,
                        _ -> Optional.empty(),
                        _ -> Optional.empty(),
                        InstantSource.system(),
                        ZoneOffset.UTC))
                .run(all);
        List<Said> events = new ArrayList<>();
        StringBuilder stray = new StringBuilder();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("{")
                    && JsonText.parse(line) instanceof Map<?, ?> event
                    && event.get("info") instanceof Map<?, ?> info) {
                events.add(new Said(
                        String.valueOf(info.get("name")),
                        String.valueOf(info.get("level")),
                        String.valueOf(info.get("msg"))));
            } else {
                stray.append(line).append('\n');
            }
        }
        return new ListCall(exitCode, events, stray.toString());
    }

    /** What was printed for the user. */
    List<String> listed() {
        return messages(Set.of("PrintEvent"));
    }

    /** Warnings. */
    List<String> said() {
        return events.stream()
                .filter(each -> each.level().equals("warn"))
                .map(Said::message)
                .toList();
    }

    /** What ended the call, and lines that are no events; empty when nothing did. */
    String error() {
        return stray + String.join("", messages(Set.of("MainEncounteredError")));
    }

    /** Messages of the events of some names, in order. */
    List<String> messages(Set<String> names) {
        return events.stream()
                .filter(each -> names.contains(each.name()))
                .map(Said::message)
                .toList();
    }
}
