package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.backup.BackupFailure;
import dev.toolbridge.api.backup.ExportFolder;
import dev.toolbridge.api.store.UseCheck;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An export of all items with their history.
class ExportTest {
    private static final int ITEMS = 500;
    private static final String CHANGES = """
        INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
        SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'r', payload FROM item
        """;

    @TempDir
    private Path parent;

    private final Migrate.Logins origin = BackupTest.migrated();

    ExportTest() {
        BackupTest.execute(origin, BackupTest.head(1));
        BackupTest.execute(origin, BackupTest.items(1));
        BackupTest.execute(origin, CHANGES);
    }

    @Test
    void itHasALineForEachItemAndChangeAndABackup() throws IOException {
        Path folder = parent.resolve("one");

        var exported = BackupTest.backups(origin).export(folder, "test");

        assertThat(exported).isEqualTo(new ExportFolder.Exported(ITEMS, ITEMS));
        for (String name : List.of("items.jsonl.gz", "changes.jsonl.gz")) {
            assertThat(unpacked(folder.resolve(name)))
                    .hasSize(ITEMS)
                    .extracting(line -> Json.stored(line).at("/payload/text").asText())
                    .containsOnly("tab \t, line \n, back  slash, ü");
        }
        assertManifest(folder);
        Migrate.Logins target = BackupTest.logins();
        Backup.restore(new Backup.Source(folder.resolve("backup"), false), target);
        assertThat(UseCheck.requireExact(target.owner())).isEqualTo(ITEMS);
        assertThatThrownBy(() -> BackupTest.backups(origin).export(folder, "test"))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("never overwritten");
    }

    private static void assertManifest(Path folder) throws IOException {
        JsonNode manifest = Json.stored(Files.readString(folder.resolve("manifest.json")));
        assertThat(manifest.path("files")).hasSize(2);
        for (JsonNode file : manifest.path("files")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file.path("name").asText()));
            assertThat(file.path("bytes").asLong()).isEqualTo(bytes.length);
            assertThat(file.path("sha256").asText()).isEqualTo(HexFormat.of().formatHex(Digest.sha256(bytes)));
        }
        byte[] backup = Files.readAllBytes(folder.resolve("backup/manifest.json"));
        assertThat(manifest.at("/backup/manifest_sha256").asText())
                .isEqualTo(HexFormat.of().formatHex(Digest.sha256(backup)));
    }

    private static List<String> unpacked(Path file) throws IOException {
        try (var text = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
