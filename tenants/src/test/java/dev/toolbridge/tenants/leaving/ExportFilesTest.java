package dev.toolbridge.tenants.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folders of exports on disk.
class ExportFilesTest {
    private static final String MANIFEST = """
        {"files":[{"name":"items.jsonl.gz","lines":7},{"name":"changes.jsonl.gz","lines":9}]}\
        """;

    @TempDir
    private Path parent;

    private final UUID tenant = UUID.randomUUID();
    private final String name = ExportFiles.name(tenant, UUID.randomUUID());

    @Test
    void anExportGetsItsNameWhenItIsWhole() throws IOException {
        var files = new ExportFiles(parent.resolve("exports"));
        Path first = Files.createDirectory(files.aside(name, 1));
        Files.writeString(first.resolve("items.jsonl.gz"), "half");
        Path partial = Files.createDirectory(Path.of(first + ".partial"));

        Path second = Files.createDirectory(files.aside(name, 2));
        assertThat(first).doesNotExist();
        assertThat(partial).doesNotExist();
        assertThat(files.isThere(name)).isFalse();
        Files.writeString(second.resolve("manifest.json"), MANIFEST);
        files.finish(second, name);

        assertThat(files.isThere(name)).isTrue();
        assertThat(files.content(name)).returns(7L, ExportContent::items).returns(9L, ExportContent::changes);
        assertThat(Files.getPosixFilePermissions(files.root())).hasSize(3);
        files.deleteAll(tenant);
        assertThat(files.root()).isEmptyDirectory();
        files.deleteAll(tenant);
    }

    @Test
    void anExportWithoutItsManifestIsNone() throws IOException {
        var files = new ExportFiles(parent.resolve("exports"));
        Path aside = Files.createDirectory(files.aside(name, 1));
        Files.writeString(aside.resolve("manifest.json"), "{\"files\":[]}");
        files.finish(aside, name);

        assertThatThrownBy(() -> files.content(name)).hasMessageContaining("lacks items.jsonl.gz");
    }
}
