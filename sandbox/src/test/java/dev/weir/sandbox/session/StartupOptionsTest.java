package dev.weir.sandbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartupOptionsTest {
    @Test
    void everySpellingIsUnderstood() {
        assertThat(StartupOptions.parse(
                        "--cluster=my\\ cl -c statement_timeout=1h -csearch_path=a,\\ b --welcome-message=off"))
                .containsEntry("cluster", "my cl")
                .containsEntry("statement_timeout", "1h")
                .containsEntry("search_path", "a, b")
                .containsEntry("welcome_message", "off");
    }

    @Test
    void laterSettingsWin() {
        assertThat(StartupOptions.parse("--search_path=a --search_path=b")).containsEntry("search_path", "b");
    }
}
