package dev.weir.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IgnoreRulesTest {
    private static boolean ignored(String rules, String path) {
        return IgnoreRules.parse(rules).ignores(path);
    }

    @Test
    void patternWithoutSlashMatchesAnywhere() {
        assertThat(ignored("*.draft.sql", "models/a/b.draft.sql")).isTrue();
        assertThat(ignored("*.draft.sql", "models/a/b.sql")).isFalse();
    }

    @Test
    void patternWithSlashStartsAtTheRoot() {
        assertThat(ignored("models/old", "models/old/a.sql")).isTrue();
        assertThat(ignored("models/old", "more/models/old/a.sql")).isFalse();
        assertThat(ignored("/models", "more/models/a.sql")).isFalse();
    }

    @Test
    void slashAtTheEndMeansFolders() {
        assertThat(ignored("old/", "models/old/a.sql")).isTrue();
        assertThat(ignored("a.sql/", "models/old/a.sql")).isFalse();
    }

    @Test
    void lastMatchDecides() {
        assertThat(ignored("*.sql\n!keep.sql", "models/keep.sql")).isFalse();
        assertThat(ignored("!keep.sql\n*.sql", "models/keep.sql")).isTrue();
    }

    @Test
    void twoStarsSpanFolders() {
        assertThat(ignored("models/**/x.sql", "models/a/b/x.sql")).isTrue();
        assertThat(ignored("models/*/x.sql", "models/a/b/x.sql")).isFalse();
    }

    @Test
    void commentsAndBlankLinesSayNothing() {
        assertThat(IgnoreRules.parse("# all\n\n").isEmpty()).isTrue();
    }
}
