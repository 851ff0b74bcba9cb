package dev.weir.cli.line;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Commands, flags and environment variables with their states: the command line's part of the ledger of breadth. */
public final class CommandTable {
    private CommandTable() {}

    /**
     * One line of the ledger.
     *
     * @param scope {@code dbt} for commands; {@code global} or the command's words for flags; {@code flag} for variables
     * @param name as docs/ledger writes it: all spellings of a flag in one cell
     */
    public record Row(String name, String scope, Support support) {}

    /** Commands of dbt, in help order. */
    public static List<Row> commands() {
        List<Row> rows = new ArrayList<>();
        for (Command command : Command.values()) {
            if (command.ofDbt()) {
                rows.add(new Row(command.words(), "dbt", command.support()));
            }
        }
        return rows;
    }

    /** Flags of dbt: the global ones, then each command's. A flag of a command that is not there yet is not there yet. */
    public static List<Row> flags() {
        List<Row> rows = new ArrayList<>();
        for (Flag flag : Flag.GLOBAL) {
            rows.add(new Row(spelled(flag), "global", flag.support()));
        }
        for (Command command : Command.values()) {
            for (Flag flag : command.flags()) {
                if (command.ofDbt() && !Flag.GLOBAL.contains(flag) && !Flag.OURS.contains(flag) && flag != Flag.HELP) {
                    Support support =
                            command.support().state() == Support.State.WORKS ? flag.support() : command.support();
                    rows.add(new Row(spelled(flag), command.words(), support));
                }
            }
        }
        return rows;
    }

    /** Variables that stand for a flag. */
    public static List<Row> variables() {
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Flag flag : Flag.values()) {
            for (String variable : flag.variables()) {
                if (seen.add(variable)) {
                    rows.add(new Row(variable, "flag", flag.support()));
                }
            }
        }
        return rows;
    }

    private static String spelled(Flag flag) {
        List<String> names = new ArrayList<>(flag.names());
        names.addAll(flag.offNames());
        return String.join(", ", names);
    }
}
