package dev.toolbridge.moving.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveLinesTest {

    @Test
    void givesShortLinesAndThoseThatAreLongerThanItsBuffer() throws IOException {
        List<String> lines = List.of("a", "", "b".repeat(65_535), "c".repeat(65_536), "d".repeat(200_000), "ä");
        assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
        assertThat(read(String.join("\n", lines))).as("without the last end").isEqualTo(lines);
        assertThat(read("")).isEmpty();
    }

    @Test
    void refusesALineBeyondTheLimit() throws IOException {
        String longest = "x".repeat(Archive.LINE_BYTES_MAX);
        assertThat(read(longest + "\n")).containsExactly(longest);
        assertThatThrownBy(() -> read(longest + "x\n"))
                .isInstanceOf(ArchiveFault.class)
                .hasMessageContaining("notes has a line of more than");
    }

    private static List<String> read(String text) throws IOException {
        var read = new ArrayList<String>();
        try (var lines = new ArchiveLines("notes", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                read.add(new String(line.get(), StandardCharsets.UTF_8));
            }
        }
        return read;
    }
}
