package dev.weir.cli;

import dev.weir.core.context.JsonText;
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

/** One call of the program whose lines are kept apart by what they are. */
record ListCall(int exitCode, List<String> listed, List<String> said, String error) {
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
        List<String> listed = new ArrayList<>();
        List<String> said = new ArrayList<>();
        StringBuilder error = new StringBuilder();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (!line.startsWith("{")
                    || !(JsonText.parse(line) instanceof Map<?, ?> event)
                    || !(event.get("info") instanceof Map<?, ?> info)) {
                error.append(line).append('\n');
                continue;
            }
            String message = String.valueOf(info.get("msg"));
            switch (String.valueOf(info.get("name"))) {
                case "PrintEvent" -> listed.add(message);
                case "MainEncounteredError" -> error.append(message);
                default -> {
                    if (String.valueOf(info.get("level")).equals("warn")) {
                        said.add(message);
                    }
                }
            }
        }
        return new ListCall(exitCode, listed, said, error.toString());
    }
}
