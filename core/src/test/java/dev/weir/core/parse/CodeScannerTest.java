package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeScannerTest {
    private static List<String> names(String text) {
        return CodeScanner.uses(text, 0, text.length()).stream()
                .map(use -> String.join(".", use.path()) + (use.called() ? "()" : ""))
                .toList();
    }

    @Test
    void callsAndNamesAreTold() {
        assertThat(names("{{ one(two, three.four(), 'five()') }} six()"))
                .containsExactly("one()", "two", "three.four()");
    }

    @Test
    void commentsKeywordsAndAttributesOfCallsAreNotCounted() {
        assertThat(names("{# gone() #}{{ a(key=b).c() }}")).containsExactly("a()", "b");
    }

    @Test
    void dispatchKeepsItsTexts() {
        CodeScanner.Use use = CodeScanner.uses("{{ adapter.dispatch('x', macro_namespace='pkg')() }}", 0, 52)
                .getFirst();
        assertThat(use.dispatch()).isTrue();
        assertThat(use.texts()).containsExactly("x", "pkg");
        assertThat(use.moreArguments()).isFalse();
    }
}
