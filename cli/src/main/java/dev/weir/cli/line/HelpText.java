package dev.weir.cli.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code --help} shows. */
public final class HelpText {
    private static final int COLUMN = 34;
    private static final int WIDTH = 100;

    private HelpText() {}

    static String usage(String program, String words) {
        String whole = (program + " " + words).strip();
        return "Usage: " + whole
                + Command.find(words)
                        .map(command -> " [OPTIONS]"
                                + command.argument()
                                        .map(argument -> argument.required()
                                                ? " " + argument.name()
                                                : " [" + argument.name() + "]")
                                        .orElse(""))
                        .orElse(words.isEmpty() ? " [OPTIONS] [COMMAND] [ARGS]..." : " [OPTIONS] COMMAND [ARGS]...");
    }

    /** Help of a command, a group, or (no words) the program, without a line end. */
    public static String of(String program, String words) {
        StringBuilder text = new StringBuilder(usage(program, words)).append("\n\n  ");
        text.append(Command.find(words).flatMap(Command::help).orElse(about(words)));
        Set<Flag> flags = Command.find(words).map(Command::flags).orElse(Flag.GLOBAL);
        text.append("\n\nOptions:\n");
        for (Flag flag : flags) {
            flag.help().ifPresent(help -> row(text, spelled(flag), mark(flag.support()) + help));
        }
        if (!flags.contains(Flag.HELP)) {
            Flag.HELP.help().ifPresent(help -> row(text, spelled(Flag.HELP), help));
        }
        List<String> next = Command.find(words).isPresent() ? List.of() : Command.next(words);
        if (!next.isEmpty()) {
            text.append("\nCommands:\n");
            for (String word : next) {
                String longer = (words + " " + word).strip();
                String help = Command.find(longer)
                        .map(command -> command.help()
                                .map(shown -> mark(command.support()) + shown)
                                .orElse(""))
                        .orElse(about(longer));
                if (!help.isEmpty()) {
                    row(text, word, help);
                }
            }
        }
        return text.toString().stripTrailing();
    }

    private static String about(String words) {
        return switch (words) {
            case "" -> "Runs dbt projects; Materialize is its home.";
            case "docs" -> "Documentation of the project.";
            case "source" -> "The project's sources.";
            case "sandbox" -> "The embedded Materialize-compatible server.";
            default -> "";
        };
    }

    private static String mark(Support support) {
        return support.state() == Support.State.NOT_YET ? "(not yet) " : "";
    }

    private static String spelled(Flag flag) {
        List<String> names = new ArrayList<>(flag.names());
        names.sort((left, right) -> Boolean.compare(left.startsWith("--"), right.startsWith("--")));
        String off = flag.offNames().isEmpty() ? "" : " / " + String.join(", ", flag.offNames());
        String value = !flag.kind().takesValue()
                ? ""
                : " " + (flag.choices().isEmpty() ? flag.metavar() : "[" + flag.metavar() + "]");
        return String.join(", ", names) + off + value;
    }

    private static void row(StringBuilder text, String left, String right) {
        text.append("  ").append(left);
        int column = left.length() + 2;
        if (column > COLUMN - 2) {
            text.append('\n');
            column = 0;
        }
        text.append(" ".repeat(COLUMN - column));
        column = COLUMN;
        for (String word : right.split(" ")) {
            if (column > COLUMN && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(COLUMN));
                column = COLUMN;
            } else if (column > COLUMN) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
