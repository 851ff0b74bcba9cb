package dev.weir.cli;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.cli.line.Command;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.cli.line.Support;
import dev.weir.core.event.FindingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says so where a command or flag is given that is refused or not there yet. Nothing of the kind is taken in silence. */
final class Unsupported {
    private Unsupported() {}

    /** Why the command is not run; empty when it can be. */
    static Optional<String> refusal(Command command, ParsedLine line) {
        if (command.support().response() == Support.Response.STOP) {
            return Optional.of(sentence("'" + command.words() + "'", command.support()));
        }
        for (Flag flag : line.values().keySet()) {
            if (flag.support().response() == Support.Response.STOP && hasEffect(flag, line)) {
                return Optional.of(sentence("'" + shown(flag, line) + "'", flag.support()));
            }
        }
        return Optional.empty();
    }

    /** A warning for each flag whose absence changes no result. */
    static List<FindingEvent.Warning> warnings(ParsedLine line) {
        List<FindingEvent.Warning> warnings = new ArrayList<>();
        for (Flag flag : line.values().keySet()) {
            if (flag.support().response() == Support.Response.WARN && hasEffect(flag, line)) {
                String sentence = sentence(shown(flag, line), flag.support());
                warnings.add(FindingEvent.Warning.of(Diagnostic.of(DiagnosticCode.CLI_012, sentence)));
            }
        }
        return warnings;
    }

    private static String sentence(String what, Support support) {
        return what
                + (support.state() == Support.State.REFUSED
                        ? " is not supported: " + support.note()
                        : " is not supported yet");
    }

    private static String shown(Flag flag, ParsedLine line) {
        boolean off =
                line.onOff(flag).equals(Optional.of(false)) && !flag.offNames().isEmpty();
        return off ? flag.offNames().getFirst() : flag.names().getFirst();
    }

    /** Turning off what is off anyway asks for nothing. */
    private static boolean hasEffect(Flag flag, ParsedLine line) {
        return switch (flag.kind()) {
            case SWITCH -> line.on(flag);
            case ON_OFF -> line.on(flag) != onAnyway(flag);
            case YAML -> !line.text(flag).orElse("").replace(" ", "").equals("{}");
            case TEXT, PATH, EXISTING_PATH, NUMBER, CHOICE, CHOICES, WORDS, DATETIME -> true;
        };
    }

    private static boolean onAnyway(Flag flag) {
        return flag == Flag.BROWSER;
    }
}
