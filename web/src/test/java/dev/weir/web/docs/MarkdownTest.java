package dev.weir.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    private final Markdown markdown = new Markdown();

    @Test
    void tagsStayText() {
        assertThat(markdown.html("<script>alert(1)</script>\n\n<b onclick=x>a</b>"))
                .doesNotContain("<script")
                .doesNotContain("<b")
                .contains("&lt;script&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](java&#x0A;script:alert(1))",
                "[a](&#1;javascript:alert(1))",
                "[a](vbscript:x)",
                "[a](data:text/html,x)",
                "![a](data:text/html,x)",
                "<javascript:alert(1)>",
            })
    void addressesThatRunAreDropped(String text) {
        assertThat(markdown.html(text))
                .doesNotContainIgnoringCase("href=\"java")
                .doesNotContain("href=\"vb")
                .doesNotContain("=\"data:")
                .doesNotContain("href=\"&#");
    }

    @Test
    void linksTellNobodyWhereFrom() {
        assertThat(markdown.html("[a](https://example.com/x?a=b)"))
                .isEqualTo("<p><a rel=\"noopener noreferrer\" href=\"https://example.com/x?a=b\">a</a></p>");
        assertThat(markdown.html("[a](#!/model/model.shop.orders)")).contains("href=\"#!/model/model.shop.orders\"");
        assertThat(markdown.html("see https://example.com/")).contains("href=\"https://example.com/\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/x.png",
                "//example.com/x.png",
                "/\\example.com/x.png",
                "\\\\example.com/x.png"
            })
    void imagesFromElsewhereAreNotAskedFor(String address) {
        assertThat(markdown.html("before ![shown](" + address + ") after"))
                .doesNotContain("<img")
                .contains("shown");
        assertThat(markdown.html("[![shown](" + address + ")](https://example.com)"))
                .doesNotContain("<img")
                .containsOnlyOnce("<a ");
    }

    @Test
    void imagesOfTheProjectAreShown() {
        assertThat(markdown.html("![a](assets/diagram.png)")).contains("<img src=\"assets/diagram.png\" alt=\"a\"");
    }

    @Test
    void tablesAndStrikethroughAreMarkup() {
        assertThat(markdown.html("| a |\n|---|\n| b |\n\n~~c~~")).contains("<td>b</td>", "<del>c</del>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One line of words, nothing else.",
                "Größe in cm (2:1), 50% off; what's that?",
                "a  b",
                "Ends with blanks  ",
                "see www.example.com",
                "see https://example.com",
                "a.b: c - d 1. 2) e",
            })
    void theShortWayYieldsWhatTheLongOneDoes(String text) {
        // with a paragraph behind it, a text goes the long way
        String both = markdown.html(text + "\n\n*z*");
        assertThat(markdown.html(text) + "\n<p><em>z</em></p>").isEqualTo(both);
    }

    @Test
    void wordsHaveNoMarkup() {
        assertThat(markdown.words("# Title\n\nsome **bold** [link](https://example.com) <b>"))
                .doesNotContain("*", "#")
                .contains("Title", "bold", "link", "<b>");
        assertThat(markdown.words("")).isEmpty();
    }
}
