package dev.toolbridge.moving.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An archive is refused unless every byte is as its manifest says.
class ArchiveFaultTest {
    private static final String LINE = "{\"uid\":\"a\"}\n";
    private static final String NOTES = "items/notes.jsonl";

    @TempDir
    private Path folder;

    @Test
    void isNoneWhenAllIsAsItSays() throws IOException {
        try (var archive = Archive.open(archive(LINE, json -> json), LINE.length())) {
            assertThat(archive.manifest().members()).hasSize(1);
        }
    }

    @Test
    void namesTheMemberOfAnotherHash() throws IOException {
        assertFault(archive(LINE.replace('a', 'b'), json -> json), "its hash differs", NOTES);
    }

    @Test
    void stopsAtTheSizeThatTheManifestSays() throws IOException {
        assertFault(archive(LINE.repeat(1_000_000), json -> json), "larger than the manifest says", NOTES);
    }

    @Test
    void keepsToTheLimitOfAllMembers() throws IOException {
        Path file = archive(LINE, json -> json);
        assertThatThrownBy(() -> Archive.open(file, LINE.length() - 1))
                .isInstanceOf(ArchiveFault.class)
                .hasMessageContaining("holds more than " + (LINE.length() - 1) + " bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"formatVersion\" : 1', '\"formatVersion\" : 2', use the newer program",
        "'toolbridge-archive', 'another', has another format",
        "'\"bytes\" : 12', '\"bytes\" : 9223372036854775807', holds more than",
        "'\"bytes\" : 12', '\"bytes\" : 13', its hash differs",
        "'\"bytes\" : 12', '\"bytes\" : -1', larger than the manifest says",
        "'\"lines\" : 1', '\"lines\" : 2', its hash differs",
        "'items/notes.jsonl', 'items/tasks.jsonl', that its manifest does not name",
        "'items/notes.jsonl', '../notes.jsonl', that an archive has not",
        "'\"format\"', '\"space\" : \"\", \"format\"', is not JSON",
        "'\"live\" : 1', '\"live\" : 0', counts other notes",
        "'\"live\" : 1', '\"live\" : 2', counts other notes",
        "'\"deleted\" : 0', '\"deleted\" : 1', counts other notes",
        "'\"notes\" :', '\"tasks\" :', than the archive holds"
    })
    void namesWhatTheManifestHasWrong(String right, String wrong, String fault) throws IOException {
        assertFault(archive(LINE, json -> json.replace(right, wrong)), fault, "");
    }

    /// The rights to import are those to what the manifest counts, so it must count all that the archive holds.
    @ParameterizedTest
    @ValueSource(strings = {"deletedAt", "deleted\\u0041t"})
    void namesDeletionsThatTheManifestCountsAsItems(String name) throws IOException {
        String line = "{\"uid\":\"a\",\"payload\":{\"n\":1e400},\"" + name + "\":\"2026-01-01T00:00:00Z\"}\n";
        assertFault(written(line, false), "counts other notes", "");
        try (var archive = Archive.open(written(line, true), 1L << 20)) {
            assertThat(archive.hasDeletionsInHistory("notes")).isFalse();
        }
    }

    @Test
    void namesAMemberOfOtherLinesThanItems() throws IOException {
        for (String line : new String[] {"[]\n", "{\"uid\":\n", "\n"}) {
            assertFault(written(line, false), "has a line that is no JSON object", NOTES);
        }
    }

    private static void assertFault(Path file, String fault, String member) {
        assertThatThrownBy(() -> Archive.open(file, 1L << 20))
                .isInstanceOf(ArchiveFault.class)
                .hasMessageContainingAll(fault, member);
    }

    /// An archive of one line.
    private Path written(String line, boolean isDeleted) throws IOException {
        Path file = folder.resolve("written.zip");
        try (var writer = new ArchiveWriter(Files.newOutputStream(file))) {
            writer.begin(NOTES);
            writer.line(line.getBytes(StandardCharsets.UTF_8));
            writer.count("notes", isDeleted);
            writer.finish(new ArchiveManifest.About("toolbridge", "2026-01-01T00:00:00Z", "t", "s", 1, 1, false));
        }
        return file;
    }

    /// An archive of one line, whose member and manifest are then changed.
    private Path archive(String content, UnaryOperator<String> manifest) throws IOException {
        byte[] right = Files.readAllBytes(written(LINE, false));
        Path file = folder.resolve("changed.zip");
        try (var in = new ZipInputStream(new ByteArrayInputStream(right));
                var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                String text = entry.getName().equals(NOTES)
                        ? content
                        : manifest.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
