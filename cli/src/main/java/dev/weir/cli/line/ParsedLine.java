package dev.weir.cli.line;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A command line that was understood, environment variables included.
 *
 * @param group the words of the command, or of the group whose help is wanted; empty for the program itself
 * @param command empty when only help or versions were asked for
 * @param argument the command's argument
 * @param usedNames the names by which flags were given
 * @param values checked texts; {@code "true"} or {@code "false"} for what is on or off
 */
public record ParsedLine(
        String group,
        Optional<Command> command,
        Optional<String> argument,
        Set<String> usedNames,
        Map<Flag, List<String>> values) {
    public ParsedLine {
        usedNames = Set.copyOf(usedNames);
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** The same line with one flag given so. */
    public ParsedLine with(Flag flag, String value) {
        Map<Flag, List<String>> more = new EnumMap<>(Flag.class);
        more.putAll(values);
        more.put(flag, List.of(value));
        return new ParsedLine(group, command, argument, usedNames, more);
    }

    /** The same line, with these for the flags that neither the line nor a variable named. */
    public ParsedLine orElse(Map<Flag, String> others) {
        Map<Flag, List<String>> more = new EnumMap<>(Flag.class);
        others.forEach((flag, value) -> more.put(flag, List.of(value)));
        more.putAll(values);
        return new ParsedLine(group, command, argument, usedNames, more);
    }

    public Optional<String> text(Flag flag) {
        List<String> given = values.getOrDefault(flag, List.of());
        return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
    }

    public List<String> texts(Flag flag) {
        return values.getOrDefault(flag, List.of());
    }

    public OptionalInt number(Flag flag) {
        return text(flag).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Empty when neither the line nor a variable named it. */
    public Optional<Boolean> onOff(Flag flag) {
        return text(flag).map(Boolean::parseBoolean);
    }

    public boolean on(Flag flag) {
        return onOff(flag).orElse(false);
    }
}
