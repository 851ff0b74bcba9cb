package dev.weir.cli.line;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import dev.weir.core.engine.SampleWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words ⇒ {@link ParsedLine}, by the rules of dbt's parser: global flags before or after the command, a flag of many words
 * takes words up to the next flag, the last value of a flag of one value wins, what the line leaves open is read from
 * {@code DBT_ENGINE_*} and {@code DBT_*}. One instance for one line.
 */
public final class LineParser {
    private static final Set<String> TRUE_WORDS = Set.of("1", "on", "t", "true", "y", "yes");
    private static final Set<String> FALSE_WORDS = Set.of("", "0", "f", "false", "n", "no", "off");

    private final List<String> words;
    private final Map<String, String> environment;
    private final Path workingFolder;
    private final Map<Flag, List<String>> values = new EnumMap<>(Flag.class);
    private final List<String> arguments = new ArrayList<>();
    private final Set<String> usedNames = new HashSet<>();
    private final Set<Flag> before = EnumSet.noneOf(Flag.class);
    private final Set<Flag> behind = EnumSet.noneOf(Flag.class);
    private String group = "";
    private @Nullable Command command;
    private int at;

    private LineParser(List<String> words, Map<String, String> environment, Path workingFolder) {
        this.words = words;
        this.environment = environment;
        this.workingFolder = workingFolder;
    }

    public static ParsedLine parse(List<String> words, Map<String, String> environment, Path workingFolder)
            throws UsageError {
        return new LineParser(words, environment, workingFolder).line();
    }

    private ParsedLine line() throws UsageError {
        boolean flagsEnded = false;
        while (at < words.size()) {
            String word = words.get(at++);
            if (flagsEnded || word.length() < 2 || word.charAt(0) != '-') {
                plainWord(word);
            } else if (word.equals("--")) {
                flagsEnded = true;
            } else if (word.startsWith("--")) {
                longFlag(word);
            } else {
                shortFlags(word);
            }
            if (values.containsKey(Flag.HELP) || values.containsKey(Flag.VERSION)) {
                return new ParsedLine(group, Optional.ofNullable(command), Optional.empty(), usedNames, values);
            }
        }
        if (command == null) {
            values.put(Flag.HELP, List.of("false")); // asked for nothing: help, and exit code 2
            return new ParsedLine(group, Optional.empty(), Optional.empty(), usedNames, values);
        }
        return complete(command);
    }

    private void plainWord(String word) throws UsageError {
        if (command != null) {
            arguments.add(word);
            return;
        }
        String longer = group.isEmpty() ? word : group + " " + word;
        Optional<Command> found = Command.find(longer);
        if (found.isEmpty()
                && (!Command.next(group).contains(word) || Command.next(longer).isEmpty())) {
            throw UsageError.of(
                    group,
                    "No such command '" + word + "'."
                            + NearNames.suggestion(word, Command.next(group), "Did you mean "));
        }
        command = found.orElse(null);
        group = longer;
    }

    // ---- flags

    private Optional<Flag> find(String name) {
        Set<Flag> taken = command != null ? command.flags() : Flag.GLOBAL;
        for (Flag flag : taken) {
            if (flag.names().contains(name) || flag.offNames().contains(name)) {
                usedNames.add(name);
                return Optional.of(flag);
            }
        }
        return command == null && Flag.HELP.names().contains(name) ? Optional.of(Flag.HELP) : Optional.empty();
    }

    private void longFlag(String word) throws UsageError {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<Flag> found = find(name);
        if (found.isEmpty()) {
            throw unknown(name);
        }
        Flag flag = found.get();
        if (!flag.kind().takesValue()) {
            if (equals >= 0) {
                throw UsageError.bare("Option '" + name + "' does not take a value.");
            }
            turn(flag, name);
            return;
        }
        take(flag, name, equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
    }

    /** {@code -x}, {@code -xd}, {@code -t prod}, {@code -tprod}. */
    private void shortFlags(String word) throws UsageError {
        for (int letter = 1; letter < word.length(); letter++) {
            String name = "-" + word.charAt(letter);
            Optional<Flag> found = find(name);
            if (found.isEmpty()) {
                throw unknown(name);
            }
            if (found.get().kind().takesValue()) {
                String rest = word.substring(letter + 1);
                take(found.get(), name, rest.isEmpty() ? Optional.empty() : Optional.of(rest));
                return;
            }
            turn(found.get(), name);
        }
    }

    private void given(Flag flag) {
        (command == null ? before : behind).add(flag);
    }

    private void turn(Flag flag, String name) {
        given(flag);
        values.put(flag, List.of(flag.offNames().contains(name) ? "false" : "true"));
    }

    private void take(Flag flag, String name, Optional<String> attached) throws UsageError {
        if (attached.isEmpty() && at >= words.size()) {
            throw UsageError.bare("Option '" + name + "' requires an argument.");
        }
        given(flag);
        String first = attached.isPresent() ? attached.get() : words.get(at++);
        if (!flag.kind().takesMany()) {
            values.put(flag, List.of(first));
            return;
        }
        List<String> many = new ArrayList<>(values.getOrDefault(flag, List.of()));
        many.add(first);
        while (at < words.size() && !words.get(at).startsWith("-")) {
            many.add(words.get(at++));
        }
        values.put(flag, many);
    }

    private UsageError unknown(String name) {
        List<String> known = new ArrayList<>();
        if (name.startsWith("--")) {
            Set<Flag> taken = command != null ? command.flags() : Flag.GLOBAL;
            for (Flag flag : taken) {
                flag.names().stream().filter(other -> other.startsWith("--")).forEach(known::add);
                known.addAll(flag.offNames());
            }
        }
        return UsageError.of(
                group, "No such option '" + name + "'." + NearNames.suggestion(name, known, "Did you mean "));
    }

    // ---- what the line leaves open, and checks

    private ParsedLine complete(Command found) throws UsageError {
        Optional<Command.Argument> argument = found.argument();
        int allowed = argument.isPresent() ? 1 : 0;
        if (arguments.size() > allowed) {
            List<String> extra = arguments.subList(allowed, arguments.size());
            throw UsageError.of(
                    group,
                    "Got unexpected extra argument" + (extra.size() == 1 ? "" : "s") + " (" + String.join(" ", extra)
                            + ")");
        }
        for (Flag flag : before) {
            if (behind.contains(flag)) {
                throw UsageError.bare(flag.name().toLowerCase(Locale.ROOT)
                        + " was provided both before and after the subcommand, it can only be set either before or"
                        + " after.");
            }
        }
        for (Flag flag : found.flags()) {
            if (!values.containsKey(flag)) {
                fromEnvironment(flag);
            }
            for (String value : values.getOrDefault(flag, List.of())) {
                check(flag, value);
            }
        }
        takeFormerNames();
        if (argument.isPresent() && argument.get().required() && arguments.isEmpty()) {
            throw UsageError.of(group, "Missing argument '" + argument.get().name() + "'.");
        }
        return new ParsedLine(
                group,
                Optional.of(found),
                arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.getFirst()),
                usedNames,
                values);
    }

    /** A variable that had another name goes before the one of today. */
    private void takeFormerNames() throws UsageError {
        for (Flag former : List.copyOf(values.keySet())) {
            Optional<Flag> today = former.today();
            if (today.isEmpty()) {
                continue;
            }
            if (former.names().stream().anyMatch(usedNames::contains)
                    || former.offNames().stream().anyMatch(usedNames::contains)) {
                throw UsageError.of(group, "Deprecated parameters can only be set via environment variables");
            }
            List<String> value = Objects.requireNonNull(values.remove(former));
            if (former == Flag.DEPRECATED_PRINT) {
                value = List.of(value.equals(List.of("true")) ? "false" : "true");
            } else if (former == Flag.DEPRECATED_FAVOR_STATE) {
                String word = value.getFirst().strip().toLowerCase(Locale.ROOT);
                value = List.of(TRUE_WORDS.contains(word) ? "true" : "false");
            }
            values.put(today.get(), value);
        }
    }

    private void fromEnvironment(Flag flag) throws UsageError {
        for (String name : flag.variables()) {
            String value = environment.get(name);
            if (value == null || value.isEmpty()) {
                continue;
            }
            if (flag.kind().takesValue()) {
                values.put(flag, flag.kind().takesMany() ? List.of(value.strip().split("\\s+")) : List.of(value));
                return;
            }
            String word = value.strip().toLowerCase(Locale.ROOT);
            if (!TRUE_WORDS.contains(word) && !FALSE_WORDS.contains(word)) {
                throw invalid(
                        flag,
                        "'" + value + "' is not a valid boolean. Recognized values: , 0, 1, f, false, n, no, off, "
                                + "on, t, true, y, yes");
            }
            values.put(flag, List.of(TRUE_WORDS.contains(word) ? "true" : "false"));
            return;
        }
    }

    private UsageError invalid(Flag flag, String message) {
        boolean ofProgram = Flag.GLOBAL.contains(flag) && !behind.contains(flag);
        return UsageError.of(ofProgram ? "" : group, "Invalid value for " + flag.quotedNames() + ": " + message);
    }

    private void check(Flag flag, String value) throws UsageError {
        switch (flag.kind()) {
            case TEXT -> {
                if (flag == Flag.SAMPLE) {
                    checkSample(flag, value);
                }
            }
            case SWITCH, ON_OFF, PATH, WORDS -> {}
            case EXISTING_PATH -> {
                boolean anywhere = flag == Flag.PROFILES_DIR && command == Command.DEBUG;
                if (!anywhere && !Files.exists(workingFolder.resolve(value))) {
                    throw invalid(flag, "Path '" + value + "' does not exist.");
                }
            }
            case NUMBER -> {
                try {
                    Integer.parseInt(value.strip());
                } catch (NumberFormatException notANumber) {
                    throw invalid(flag, "'" + value + "' is not a valid integer.");
                }
            }
            case CHOICE, CHOICES -> {
                if (!flag.choices().contains(value.toLowerCase(Locale.ROOT))) {
                    throw invalid(flag, "'" + value + "' is not one of '" + String.join("', '", flag.choices()) + "'.");
                }
            }
            case DATETIME -> {
                if (!value.matches("\\d{4}-\\d{1,2}-\\d{1,2}([T ]\\d{1,2}:\\d{1,2}:\\d{1,2})?")) {
                    throw invalid(
                            flag,
                            "'" + value + "' does not match the formats '" + String.join("', '", flag.choices())
                                    + "'.");
                }
            }
            case YAML -> {
                if (!isMapping(flag, value)) {
                    throw invalid(flag, "String '" + value + "' is not valid YAML")
                            .after("The YAML provided in the " + flag.names().getLast() + " argument is not valid.");
                }
            }
        }
    }

    private void checkSample(Flag flag, String value) throws UsageError {
        try {
            SampleWindow.of(value, LocalDateTime.of(2000, 1, 1, 0, 0)); // any moment will do
        } catch (WeirException notAWindow) {
            throw invalid(
                    flag,
                    "Runtime Error\n  " + notAWindow.diagnostics().getFirst().message());
        }
    }

    private static boolean isMapping(Flag flag, String text) {
        try {
            return YamlParser.parse(new SourceText(flag.names().getLast(), text))
                    .map(node -> node instanceof YamlNode.Mapping)
                    .orElse(false);
        } catch (WeirException notYaml) {
            return false;
        }
    }
}
