package dev.weir.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.base.WeirException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
    private static final Plan.Planned ONE = new Plan.Planned("init", "macro", "CREATE SCHEMA \"a\"");
    private static final Plan.Planned TWO =
            new Plan.Planned("build", "model", "create view \"a\".\"b\" as\n  select 'ü'");

    @TempDir
    Path folder;

    private static PlanFile file(String target, Plan.Planned... statements) {
        return new PlanFile(
                target,
                "materialize",
                Optional.empty(),
                Optional.of(Duration.ofHours(1)),
                true,
                false,
                new Plan(List.of(statements)));
    }

    @Test
    void whatIsWrittenIsRead() {
        Path path = folder.resolve("plan.json");
        file("prod", ONE, TWO).write(path);
        assertThat(PlanFile.read(path)).isEqualTo(file("prod", ONE, TWO));
    }

    @Test
    void theOrderDoesNotCountButHowOftenDoes() {
        assertThatCode(() -> file("prod", ONE, TWO).require(file("prod", TWO, ONE)))
                .doesNotThrowAnyException();
        assertThat(refused(file("prod", ONE), file("prod", ONE, ONE)))
                .isEqualTo("Not in the file:\n  init: CREATE SCHEMA \"a\"");
        assertThat(refused(file("prod", ONE, TWO), file("prod", ONE)))
                .isEqualTo("Only in the file:\n  build: create view \"a\".\"b\" as select 'ü'");
    }

    @Test
    void theTargetIsToldBeforeTheStatements() {
        assertThat(refused(file("prod", ONE), file("staging", TWO))).startsWith("It is for the target \"prod\"");
    }

    private static String refused(PlanFile file, PlanFile now) {
        return catchThrowableOfType(WeirException.class, () -> file.require(now))
                .diagnostic()
                .detail()
                .orElse("");
    }
}
