package dev.weir.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.context.database.CellType;
import dev.weir.core.context.database.Table;
import dev.weir.core.manifest.NodeConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestVerdictTest {
    private static final List<String> NAMES = List.of("failures", "should_warn", "should_error");
    private static final List<CellType> TYPES = List.of(CellType.INTEGER, CellType.BOOLEAN, CellType.BOOLEAN);

    private static TestVerdict verdict(long failures, boolean warn, boolean error, String severity, boolean warnError) {
        NodeConfig config =
                new NodeConfig(Map.of("severity", severity, "warn_if", "!= 0", "error_if", ">10"), Map.of());
        return TestVerdict.of(
                "test.x", config, new Table(NAMES, TYPES, List.of(List.of(failures, warn, error))), warnError);
    }

    @Test
    void thresholdsDecide() {
        assertThat(verdict(11, true, true, "error", false).status()).isEqualTo("fail");
        assertThat(verdict(11, true, true, "error", false).message())
                .contains("Got 11 results, configured to fail if >10");
        assertThat(verdict(1, true, false, "ERROR", false).status()).isEqualTo("warn");
        assertThat(verdict(1, true, false, "ERROR", false).message())
                .contains("Got 1 result, configured to warn if != 0");
        assertThat(verdict(0, false, false, "ERROR", false))
                .isEqualTo(new TestVerdict("pass", java.util.Optional.empty(), 0));
    }

    @Test
    void severityWarnNeverFails() {
        assertThat(verdict(11, true, true, "warn", false).status()).isEqualTo("warn");
        assertThat(verdict(11, true, true, "warn", true).status()).isEqualTo("fail");
    }

    @Test
    void otherShapesAreErrors() {
        assertThatThrownBy(() -> TestVerdict.of("test.x", NodeConfig.EMPTY, new Table(NAMES, TYPES, List.of()), false))
                .hasMessage("dbt internally failed to execute test.x: Returned 0 rows, but expected 1 row");
    }
}
