package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.line.Command;
import dev.weir.cli.line.Flag;
import dev.weir.cli.line.ParsedLine;
import dev.weir.cli.line.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is marked "not yet" or refused is never taken in silence. */
class UnsupportedTest {
    @ParameterizedTest
    @EnumSource(Flag.class)
    void flagThatDoesNotWorkIsReported(Flag flag) {
        String on = flag == Flag.INTROSPECT
                        || flag == Flag.INJECT_EPHEMERAL_CTES
                        || flag == Flag.BROWSER
                        || flag == Flag.DEPRECATED_PRINT
                ? "false"
                : "true";
        ParsedLine line =
                new ParsedLine("run", Optional.of(Command.RUN), Optional.empty(), Set.of(), Map.of(flag, List.of(on)));
        boolean reported = Unsupported.refusal(Command.RUN, line).isPresent()
                || !Unsupported.warnings(line).isEmpty();
        assertThat(reported).isEqualTo(flag.support().state() != Support.State.WORKS);
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void commandThatDoesNotWorkIsReported(Command command) {
        ParsedLine line = new ParsedLine(command.words(), Optional.of(command), Optional.empty(), Set.of(), Map.of());
        assertThat(Unsupported.refusal(command, line).isPresent())
                .isEqualTo(command.support().state() != Support.State.WORKS);
    }
}
