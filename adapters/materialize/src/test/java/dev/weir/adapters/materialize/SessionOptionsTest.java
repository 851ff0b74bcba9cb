package dev.weir.adapters.materialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.adapter.Credentials;
import dev.weir.base.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sent and refused when a session with Materialize starts; texts are the reference's, recorded. */
class SessionOptionsTest {
    private static Credentials credentials(Object... keysAndValues) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            values.put(String.valueOf(keysAndValues[at]), keysAndValues[at + 1]);
        }
        return new Credentials("materialize", values);
    }

    @Test
    void ownOptionsComeAfterDbtsAndReplaceThemInPlace() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("cluster", "my cl\\b");
        own.put("welcome_message", "on");
        assertThat(SessionOptions.startup(credentials("options", own, "search_path", "a, b")))
                .containsEntry(
                        "options",
                        "--auto_route_catalog_queries=on --welcome_message=on --current_object_missing_warnings=off"
                                + " --cluster=my\\ cl\\\\b --search_path=a,\\ b");
    }

    @Test
    void oldVersionsAreRefused() {
        assertThatCode(() -> SupportedVersions.check(Optional.of("v0.164.0-dev (937dfde5e)")))
                .doesNotThrowAnyException();
        assertThatCode(() -> SupportedVersions.check(Optional.of("v26.1.0"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> SupportedVersions.check(Optional.of("v0.67.9 (x)")))
                .isInstanceOf(WeirException.class)
                .hasMessage("Detected unsupported Materialize version 0.67.9\n  Supported versions: >=0.68.0");
    }

    @Test
    void serverWithoutAVersionIsNotMaterialize() {
        assertThatThrownBy(() -> SupportedVersions.check(Optional.empty())).hasMessageContaining("mz_version");
    }

    @Test
    void indexOfOneColumnMayBeText() {
        assertThat(MaterializeIndex.parse(Map.of("columns", "item")).orElseThrow())
                .containsEntry("columns", List.of("item"))
                .containsEntry("default", false);
        assertThatThrownBy(() -> MaterializeIndex.parse(Map.of("columns", List.of("a"), "unique", true)))
                .hasMessage(
                        "Could not parse index config: at path []: Additional properties are not allowed ('unique' was unexpected)");
    }

    @Test
    void refreshIntervalOfTheWrongShapeNamesTheKey() {
        assertThatThrownBy(() -> RefreshInterval.parse(Map.of("at_creation", "yes")))
                .hasMessage(
                        "Could not parse refresh interval config: at path ['at_creation']: 'yes' is not valid under any"
                                + " of the given schemas");
        assertThatThrownBy(() -> RefreshInterval.parse("1 day"))
                .hasMessage("Could not parse refresh interval config: at path []: '1 day' is not of type 'object'");
    }
}
