package dev.toolbridge.api.item.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Sections are found by the full path of their heading.
class SectionsTest {
    private static final String TEXT = """
            intro
            # Plan
            first
            ## Week 1
            one
            ### Monday ###
            early
            ## Week 2
            two
            ```
            ## Week 3
            ```
            # Other
            ### Week 2
            deep
            """;

    @Test
    void replacesTheBodyOrTheWholeSection() {
        assertThat(section(TEXT, "'Plan','Week 1'", "new\n", "body"))
                .isEqualTo(TEXT.replace("one\n### Monday ###\nearly\n", "new\n"));
        assertThat(section(TEXT, "'Plan','Week 1'", "", "whole"))
                .isEqualTo(TEXT.replace("## Week 1\none\n### Monday ###\nearly\n", ""));
        assertThat(section(TEXT, "'Plan','Week 1','Monday'", "late\n", "body"))
                .isEqualTo(TEXT.replace("early", "late"));
    }

    @Test
    void followsJumpsOfLevels() {
        assertThat(section(TEXT, "'Other','Week 2'", "x", "body")).isEqualTo(TEXT.replace("deep\n", "x"));
    }

    @Test
    void countsNoHeadingInFencedCode() {
        assertMiss(TEXT, "'Plan','Week 3'", "nowhere");
        assertMiss("~~~ `x`\n# A\n~~~~\n", "'A'", "nowhere");
        assertThat(section("```\n~~~\n```\n# A\nb", "'A'", "c", "body")).isEqualTo("```\n~~~\n```\n# A\nc");
        assertThat(section("``` a`b\n# A\nb", "'A'", "c", "body")).isEqualTo("``` a`b\n# A\nc");
        assertMiss("    # A\n", "'A'", "nowhere");
        assertMiss("#A\n####### A\n", "'A'", "nowhere");
    }

    @Test
    void wantsTheHeadingExactlyOnce() {
        assertMiss("# A\nx\n# A\ny\n", "'A'", "2 times");
        assertMiss(TEXT, "'Week 1'", "nowhere");
        assertMiss("# a\n", "'A'", "nowhere");
    }

    @Test
    void runsIntoNoOtherLine() {
        assertThatThrownBy(() -> section(TEXT, "'Plan','Week 1'", "new", "body"))
                .hasMessageContaining("must end with a line end");
        assertThatThrownBy(() -> section("# A", "'A'", "new", "body")).hasMessageContaining("must begin with one");
        assertThat(section("# A", "'A'", "\nnew", "body")).isEqualTo("# A\nnew");
        assertThat(section("# A\r\nx\r\n# B\r\n", "'A'", "y\r\n", "body")).isEqualTo("# A\r\ny\r\n# B\r\n");
    }

    private static void assertMiss(String text, String heading, String times) {
        assertThatThrownBy(() -> section(text, heading, "x\n", "body")).hasMessageContaining(times);
    }

    private static String section(String text, String heading, String written, String part) {
        String escaped = written.replace("\r", "\\r").replace("\n", "\\n");
        return EditsTest.edited(
                text, "{'op':'section','heading':[%s],'text':'%s','part':'%s'}".formatted(heading, escaped, part));
    }
}
