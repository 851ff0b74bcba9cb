package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.base.WeirException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects with one fault: where it is, and what was probably meant. What is said is compared by {@code BadInputIT}. */
class BadProjectsTest {
    private static final Path CASES = Path.of("src/test/resources/golden/badinput");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SHOP_HOST",
            "localhost",
            "SHOP_PORT",
            "5432",
            "SHOP_USER",
            "shop",
            "SHOP_PASSWORD",
            "shop",
            "SHOP_DATABASE",
            "shop");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project_invalid_key",
                "yaml_columns_not_a_list",
                "yaml_missing_doc",
                "ref_missing",
                "source_missing",
                "duplicate_model",
                "yaml_bad_materialized_type",
                "project_broken_jinja",
                "profiles_env_var_missing"
            })
    void findingHasAPlace(String name) {
        assertThat(failure(name).diagnostic().span()).isPresent();
    }

    @Test
    void nearestNameIsOffered() {
        assertThat(failure("ref_missing").diagnostic().hint()).contains("Did you mean ref('one')?");
        assertThat(failure("source_table_missing").diagnostic().hint())
                .contains("Did you mean source('web', 'visits')?");
    }

    @Test
    void unknownKeysAreWarnings() {
        Parsing parsing = new Parsing();
        parsing.parse(project("yaml_unknown_key"), ENVIRONMENT);
        assertThat(parsing.events())
                .anySatisfy(event -> assertThat(event.data().get("msg")).isEqualTo("unknown key \"descripton\""));
    }

    private static Path project(String name) {
        return CASES.resolve(name).resolve("project").toAbsolutePath();
    }

    private static WeirException failure(String name) {
        return Objects.requireNonNull(
                catchThrowableOfType(WeirException.class, () -> new Parsing().parse(project(name), ENVIRONMENT)));
    }
}
