package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.project.ProfileLoader;
import dev.weir.core.project.ProjectLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The flags of {@code flags:} in dbt_project.yml that shape output, and the folder of the log; the engine reads the others itself. What the command line
 * or a variable says goes first. Source: dbt docs, "About flags"; a value that cannot be meant changes nothing, as there.
 */
record ProjectFlags(Map<Flag, String> values, List<FindingEvent.Warning> warnings) {
    private static final Set<Flag> OURS = Set.of(
            Flag.DEBUG,
            Flag.LOG_FORMAT,
            Flag.LOG_FORMAT_FILE,
            Flag.LOG_LEVEL,
            Flag.LOG_LEVEL_FILE,
            Flag.PRINTER_WIDTH,
            Flag.USE_COLORS,
            Flag.USE_COLORS_FILE);

    /** Those of the project that the line is about; none when there is no project, or none that can be read. */
    static ProjectFlags of(ParsedLine line, Surroundings surroundings) {
        Map<String, ?> written;
        Optional<Path> logFolder;
        try {
            Path project = Invocations.projectFolder(line, surroundings);
            logFolder = ProjectLoader.logFolder(project);
            Map<String, ?> ofProject = ProjectLoader.flags(project);
            written = ofProject.isEmpty() ? ProjectLoader.flagsOfProfiles(profiles(line, surroundings)) : ofProject;
        } catch (WeirException broken) {
            return new ProjectFlags(Map.of(), List.of()); // the engine will say so
        }
        Map<Flag, String> values = new EnumMap<>(Flag.class);
        List<FindingEvent.Warning> warnings = new ArrayList<>();
        logFolder.ifPresent(folder -> values.put(Flag.LOG_PATH, folder.toString()));
        for (Flag flag : OURS) {
            String key = flag.name().toLowerCase(Locale.ROOT);
            Object value = written.get(key);
            if (value == null) {
                continue;
            }
            String text = String.valueOf(value);
            if (means(flag, value)) {
                values.put(flag, text);
            } else {
                warnings.add(FindingEvent.Warning.of(Diagnostic.of(
                                DiagnosticCode.CLI_017, "flag \"" + key + "\" of dbt_project.yml cannot be " + text)
                        .withHint(
                                flag.choices().isEmpty()
                                        ? "It was passed over."
                                        : "It was passed over. Choose one of: " + String.join(", ", flag.choices()))));
            }
        }
        return new ProjectFlags(values, warnings);
    }

    private static Path profiles(ParsedLine line, Surroundings surroundings) {
        Path here = surroundings.workingFolder();
        return ProfileLoader.folder(line.text(Flag.PROFILES_DIR).map(here::resolve), surroundings.environment(), here);
    }

    private static boolean means(Flag flag, Object value) {
        return switch (flag.kind()) {
            case ON_OFF, SWITCH -> value instanceof Boolean;
            case NUMBER -> value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE;
            case CHOICE -> flag.choices().contains(String.valueOf(value));
            case TEXT, PATH, EXISTING_PATH, CHOICES, WORDS, YAML, DATETIME -> false;
        };
    }
}
