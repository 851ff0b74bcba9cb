package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockFinderTest {
    private static List<String> found(String text) {
        SourceText source = new SourceText("x.sql", text);
        return BlockFinder.find(source, Set.of("macro", "docs")).stream()
                .map(block -> block.tag() + "|" + block.head() + "|" + block.contents(source))
                .toList();
    }

    @Test
    void blocksAreFoundWithHeadAndContents() {
        assertThat(found("a {%- macro m(x='%}') -%} b {% if x %}c{% endif %} {% endmacro %} d"))
                .containsExactly("macro|m(x='%}')| b {% if x %}c{% endif %} ");
    }

    @Test
    void commentsAndRawBlocksArePassedOver() {
        assertThat(found("{# {% macro no() %} #}{% raw %}{% macro no() %}{% endraw %}{% docs d %}text{% enddocs %}"))
                .containsExactly("docs|d|text");
    }

    @Test
    void aSecondEndIsToldOfAndDoesNothing() {
        List<String> told = new ArrayList<>();
        SourceText source = new SourceText(
                "m.sql", "{% macro m() %}1{% endmacro %}\n{% endmacro %}{% enddocs %}{% macro n() %}2{% endmacro %}");
        assertThat(BlockFinder.find(source, Set.of("macro"), stray -> told.add(stray.word())))
                .hasSize(2);
        assertThat(told).containsExactly("endmacro", "enddocs");
    }

    @Test
    void unclosedBlockIsNamed() {
        assertThatThrownBy(() -> found("\n{% macro m() %} select 1"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("Reached EOF without finding a close tag for macro");
    }
}
