package dev.toolbridge.moving.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts of signs that open and never close are searched in a bounded time and memory.
class MarkdownTextTest {
    private static final int LENGTH = 1 << 20;
    private static final int BYTES_PER_CHARACTER_MAX = 300;
    private static final Duration MAX = Duration.ofSeconds(5);
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"[a](", "**a", "[[a", "`a``", "-\n", "> > >\n\n", "[[a]]", "```\n"})
    void searchesHostileTextWithinBounds(String part) {
        String text = part.repeat(LENGTH / part.length());
        long nanos = THREAD.getCurrentThreadCpuTime();
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        var found = MarkdownText.of(text);
        assertThat(found.links().size() + found.boxes().size() + found.tags().size())
                .isLessThan(LENGTH);
        assertThat(THREAD.getCurrentThreadAllocatedBytes() - bytes).isLessThan((long) BYTES_PER_CHARACTER_MAX * LENGTH);
        assertThat(Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - nanos)).isLessThan(MAX);
    }

    @Test
    void findsFencedCodeInTextsOfMoreBlocksThanAreKept() {
        String code = "```sh\n#no [[No]]\n```\n#yes [[Yes]]\n~~~\n#no\n```\n#no\n";
        var found = MarkdownText.of("\n".repeat(100_001) + code);
        assertThat(found.tags()).containsExactly("yes");
        assertThat(found.links()).extracting(Link::target).containsExactly("Yes");
    }
}
