package dev.weir.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineParserTest {
    private static ParsedLine parse(String line) throws UsageError {
        return parse(line, Map.of());
    }

    private static ParsedLine parse(String line, Map<String, String> environment) throws UsageError {
        return LineParser.parse(
                List.of(line.split(" ")), environment, Path.of("").toAbsolutePath());
    }

    @Test
    void globalFlagsStandBeforeOrAfterTheCommand() throws UsageError {
        assertThat(parse("--quiet run").on(Flag.QUIET)).isTrue();
        assertThat(parse("run --quiet").on(Flag.QUIET)).isTrue();
    }

    @Test
    void aFlagOfTheProgramStandsOnOneSideOfTheCommand() {
        assertThatThrownBy(() -> parse("--log-format json ls --log-format text"))
                .hasMessage("log_format was provided both before and after the subcommand, it can only be set either"
                        + " before or after.");
        assertThatThrownBy(() -> parse("--log-format nope ls"))
                .satisfies(failed -> assertThat(((UsageError) failed).text("weir"))
                        .startsWith("Usage: weir [OPTIONS] [COMMAND] [ARGS]..."));
        assertThatThrownBy(() -> parse("ls --log-format nope"))
                .satisfies(failed ->
                        assertThat(((UsageError) failed).text("weir")).startsWith("Usage: weir ls [OPTIONS]"));
    }

    @Test
    void flagOfManyWordsTakesWordsUpToTheNextFlag() throws UsageError {
        ParsedLine line = parse("run --select a +b tag:c --exclude d -s e --threads 3");
        assertThat(line.texts(Flag.SELECT)).containsExactly("a", "+b", "tag:c", "e");
        assertThat(line.texts(Flag.EXCLUDE)).containsExactly("d");
        assertThat(line.number(Flag.THREADS)).hasValue(3);
    }

    @Test
    void shortFlagsMayBeJoinedAndCarryTheirValue() throws UsageError {
        ParsedLine line = parse("run -xqtprod");
        assertThat(line.on(Flag.FAIL_FAST)).isTrue();
        assertThat(line.on(Flag.QUIET)).isTrue();
        assertThat(line.text(Flag.TARGET)).contains("prod");
    }

    @Test
    void lineWinsOverEnvironmentAndEngineVariableOverOldOne() throws UsageError {
        Map<String, String> environment = Map.of("DBT_TARGET", "old", "DBT_ENGINE_TARGET", "new", "DBT_QUIET", "1");
        assertThat(parse("run", environment).text(Flag.TARGET)).contains("new");
        assertThat(parse("run -t line", environment).text(Flag.TARGET)).contains("line");
        assertThat(parse("run", environment).on(Flag.QUIET)).isTrue();
        assertThat(parse("run --no-quiet", environment).on(Flag.QUIET)).isFalse();
    }

    @Test
    void sameSpellingMeansWhatTheCommandMeans() throws UsageError {
        assertThat(parse("init -s shop").on(Flag.SKIP_PROFILE_SETUP)).isTrue();
        assertThat(parse("ls --output name").text(Flag.LIST_FORMAT)).contains("name");
        assertThat(parse("show --output json").text(Flag.RESULT_FORMAT)).contains("json");
    }

    @Test
    void environmentIsCheckedLikeTheLine() {
        assertThatThrownBy(() -> parse("run", Map.of("DBT_LOG_FORMAT", "xml")))
                .hasMessage(
                        "Invalid value for '--log-format': 'xml' is not one of 'text', 'debug', 'json', 'default'.");
        assertThatThrownBy(() -> parse("run", Map.of("DBT_DEBUG", "maybe")))
                .hasMessageStartingWith("Invalid value for '--debug' / '-d': 'maybe' is not a valid boolean.");
    }

    @Test
    void misspelledWordsNameTheNearest() {
        assertThatThrownBy(() -> parse("run --selct x"))
                .hasMessage("No such option '--selct'. (Did you mean one of: '--help', '--select', '--selector'?)");
        assertThatThrownBy(() -> parse("ru")).hasMessage("No such command 'ru'. Did you mean 'run'?");
        assertThatThrownBy(() -> parse("source freshnes"))
                .hasMessage("No such command 'freshnes'. (Did you mean one of: 'freshness', 'snapshot-freshness'?)");
    }

    @Test
    void nothingAskedIsHelpThatWasNotAskedFor() throws UsageError {
        ParsedLine line = LineParser.parse(List.of(), Map.of(), Path.of("").toAbsolutePath());
        assertThat(line.command()).isEmpty();
        assertThat(line.onOff(Flag.HELP)).contains(false);
    }
}
