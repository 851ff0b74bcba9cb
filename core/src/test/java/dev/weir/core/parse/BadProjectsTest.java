package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.base.WeirException;
import dev.weir.core.event.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference says to projects with one fault, said by us too, with a place. */
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
                "profiles_broken_yaml",
                "profiles_empty",
                "profiles_env_var_missing",
                "profiles_missing_key",
                "profiles_no_outputs",
                "profiles_no_target",
                "profiles_no_type",
                "profiles_unknown_profile",
                "project_bad_name",
                "project_broken_jinja",
                "project_broken_yaml",
                "project_empty",
                "project_env_var_missing",
                "project_invalid_key",
                "project_invalid_type",
                "project_missing",
                "project_no_name",
                "project_no_profile",
                "project_require_version",
                "project_require_version_broken",
                "yaml_bad_materialized_type",
                "yaml_bad_tags_type",
                "yaml_broken_jinja",
                "yaml_columns_not_a_list",
                "yaml_list",
                "yaml_missing_doc",
                "yaml_model_without_name",
                "yaml_models_not_a_list",
                "yaml_name_not_a_string",
                "yaml_test_bad_severity",
                "yaml_tests_and_data_tests",
                "yaml_colon",
                "ref_disabled",
                "ref_missing",
                "ref_missing_package",
                "ref_no_arguments",
                "ref_three_arguments",
                "source_missing",
                "source_one_argument",
                "source_table_missing",
                "duplicate_alias",
                "duplicate_doc",
                "duplicate_macro",
                "duplicate_macro_same_file",
                "duplicate_model",
                "duplicate_source",
                "model_name_with_space"
            })
    void messageIsTheReferences(String name) throws IOException {
        WeirException failure = failure(name);
        assertThat(failure.diagnostics()).hasSize(1);
        String ours = squeezed(
                ErrorText.of(failure.diagnostic()).replace(project(name).toString(), "<PROJECT>"));
        assertThat(squeezed(Files.readString(CASES.resolve(name).resolve("reference.txt"))))
                .contains(ours);
    }

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

    /** One line without repeated blanks: indentation and the excerpts' last lines are the writers' business. */
    private static String squeezed(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.stream().collect(Collectors.joining(" "));
    }
}
