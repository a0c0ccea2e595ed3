package dev.toolbridge.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stored Markdown becomes HTML that does nothing.
class MarkdownHtmlTest {

    @Test
    void textIsReadAsMarkdown() {
        assertThat(html("# Week\n*tea* [here](https://example.com)"))
                .contains("<h1 class=\"stored\">Week</h1>", "<em>tea</em>", "rel=\"noopener nofollow\"")
                .contains("href=\"https://example.com\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](data:text/html,x)",
                "[a](vbscript:x)",
                "![p](https://evil.example/x.png)",
                "<javascript:alert(1)>",
                "a \u202e b \u0007 c"
            })
    void nothingInItActs(String hostile) {
        assertThat(html(hostile))
                .doesNotContain("<script", "<img", "\u202e", "\u0007")
                .doesNotContainIgnoringCase("href=\"javascript")
                .doesNotContain("href=\"data", "href=\"vbscript");
    }

    @Test
    void whatIsNestedOrLongTakesLittleTime() {
        assertThat(html("[".repeat(199_000))).hasSizeGreaterThan(199_000);
        assertThat(html("> ".repeat(50_000) + "x")).contains("x");
        assertThat(html("<b>".repeat(100_000)))
                .startsWith("<p class=\"plain\">")
                .doesNotContain("<b>");
    }

    private static String html(String text) {
        var output = new StringOutput();
        MarkdownHtml.html(text).writeTo(new OwaspHtmlTemplateOutput(output));
        return output.toString();
    }
}
