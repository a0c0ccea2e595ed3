package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.backup.BackupFailure;
import dev.toolbridge.api.backup.Backups;
import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup must hold exactly the files that its manifest lists, each with the listed contents.
class ManifestTest {
    @TempDir
    private static Path folder;

    @TempDir
    private Path copies;

    private static Path genuine;

    @BeforeAll
    static void takeABackup() {
        DatabaseUrl maintenance = BackupTest.migrated().maintenance().orElseThrow();
        TestPostgres.execute(maintenance, """
                SELECT set_config('app.tenant', 'a	tenant \\ of ours', false);
                SELECT append_audit('a	tenant \\ of ours', '{}', 'key.created', E'line\nline', '{}', 'request')
                FROM generate_series(1, 3);
                INSERT INTO space_head (tenant_id, space_id) VALUES ('tenant', gen_random_uuid())
                """);
        genuine = folder.resolve("genuine");
        new Backups(maintenance).take(genuine, "test");
    }

    @Test
    void aGenuineOneIsGoodAndItsHashIsThatOfTheFile() throws Exception {
        Manifest manifest = new Backup.Source(copy("good"), false).verified();

        assertThat(manifest.sha256()).isEqualTo(sha256(Files.readAllBytes(genuine.resolve("manifest.json"))));
        assertThat(manifest.rows()).isEqualTo(5);
    }

    @Test
    void noManifestThatLiesIsTaken() throws IOException {
        var lies = new LinkedHashMap<String, Consumer<ObjectNode>>();
        addLiesAboutTables(lies);
        addLiesAboutVersions(lies);
        addOtherLies(lies);

        for (var lie : lies.entrySet()) {
            Path copy = copy(lie.getKey());
            ObjectNode json = (ObjectNode) Json.parse(Files.readAllBytes(copy.resolve("manifest.json")));
            lie.getValue().accept(json);
            Files.write(copy.resolve("manifest.json"), Json.bytes(json));
            assertRefused(copy);
        }
    }

    private static void addLiesAboutTables(Map<String, Consumer<ObjectNode>> lies) {
        lies.put("no tables", json -> json.putArray("tables"));
        lies.put("no list of tables", json -> json.remove("tables"));
        lies.put("a table left out", json -> tables(json).remove(0));
        lies.put("the audit log left out", json -> removeTable(json, "audit"));
        lies.put("a table twice", json -> tables(json).add(tables(json).get(0).deepCopy()));
        lies.put("a table of nobody's", json -> tables(json)
                .add(table(json).deepCopy().put("name", "diary")));
        lies.put("a name outside the folder", json -> table(json).put("name", "../../etc/passwd"));
        lies.put("an empty name", json -> table(json).put("name", ""));
        lies.put("a name with a quote", json -> table(json).put("name", "item\"; DROP TABLE item"));
    }

    private static void addLiesAboutVersions(Map<String, Consumer<ObjectNode>> lies) {
        lies.put("version -1", json -> json.put("schema_version", -1));
        lies.put("version 0", json -> json.put("schema_version", 0));
        lies.put("an older version", json -> json.put("schema_version", 2));
        lies.put("a version of the future", json -> json.put("schema_version", Migrate.SCHEMA_VERSION + 1));
        lies.put("a version past all numbers", json -> json.put("schema_version", 4_294_967_301L));
        lies.put("a version as text", json -> json.put("schema_version", "" + Migrate.SCHEMA_VERSION));
        lies.put("a broken version", json -> json.put("schema_version", Migrate.SCHEMA_VERSION + 0.5));
        lies.put("no version", json -> json.remove("schema_version"));
        lies.put("another format", json -> json.put("format", 2));
    }

    private static void addOtherLies(Map<String, Consumer<ObjectNode>> lies) {
        lies.put("a column left out", json -> ((ArrayNode) table(json).get("columns")).remove(0));
        lies.put("columns in another order", json -> {
            var columns = (ArrayNode) table(json).get("columns");
            columns.add(columns.remove(0));
        });
        lies.put("more rows", json -> table(json).put("rows", 7));
        lies.put("fewer rows than none", json -> table(json).put("rows", -1));
        lies.put("other bytes", json -> table(json).put("bytes", 7));
        lies.put("another hash", json -> table(json).put("sha256", "0".repeat(64)));
        lies.put("no hash", json -> table(json).put("sha256", ""));
        lies.put("something more", json -> json.put("note", "trust me"));
        lies.put("something more of a table", json -> table(json).put("where", "TRUE"));
        lies.put("a program that is no line", json -> json.put("program", "good\u001b[2J"));
        lies.put("no time", json -> json.remove("taken_at"));
    }

    @Test
    void noFolderThatHoldsSomethingElseIsTaken() throws IOException {
        Map<String, Tampering> lies = Map.of(
                "a file more", copy -> Files.writeString(copy.resolve("diary.copy.gz"), ""),
                "a hidden file", copy -> Files.writeString(copy.resolve(".manifest"), ""),
                "a folder", copy -> Files.createDirectory(copy.resolve("item")),
                "a file less", copy -> Files.delete(copy.resolve("item.copy.gz")),
                "a link to the file", copy -> link(copy, "item.copy.gz"),
                "a link to the manifest", copy -> link(copy, "manifest.json"),
                "a damaged manifest", copy -> Files.writeString(copy.resolve("manifest.json"), "{"),
                "a manifest with a name twice",
                        copy -> {
                            String text = Files.readString(copy.resolve("manifest.json"));
                            Files.writeString(
                                    copy.resolve("manifest.json"), text.replaceFirst("\\{", "{\"format\":1,"));
                        },
                "a manifest with blanks",
                        copy -> {
                            String text = Files.readString(copy.resolve("manifest.json"));
                            Files.writeString(copy.resolve("manifest.json"), text + " ");
                        },
                "a file that unpacks without end", copy -> replace(copy, "item", "x".repeat(50_000_000)));

        for (var lie : lies.entrySet()) {
            Path copy = copy(lie.getKey());
            lie.getValue().on(copy);
            assertRefused(copy);
        }
    }

    @Test
    void noAuditLogThatWasTamperedWithIsTakenUnlessItIsAskedFor() throws Exception {
        Map<String, String[]> lies = Map.of(
                "no entries", new String[] {"audit", "(?s).*", ""},
                "no heads", new String[] {"audit_head", "(?s).*", ""},
                "the last entry gone", new String[] {"audit", "[^\n]*\n$", ""},
                "an entry altered", new String[] {"audit", "key.created", "key.revoked"},
                "a number that is none", new String[] {"audit", "\t2\t", "\ttwo\t"},
                "a time that is none", new String[] {"audit", "\t20", "\tMM"},
                "a hash that is none", new String[] {"audit_head", "x", "y"},
                "nothing where something is", new String[] {"audit", "key.created", "\\\\\\\\N"});

        for (var lie : lies.entrySet()) {
            Path copy = copy(lie.getKey());
            String[] tampering = lie.getValue();
            replace(copy, tampering[0], text(copy, tampering[0]).replaceFirst(tampering[1], tampering[2]));
            sign(copy, tampering[0]);
            assertThatThrownBy(() -> new Backup.Source(copy, false).verified())
                    .as(lie.getKey())
                    .isInstanceOf(BackupFailure.class)
                    .hasMessageContaining("audit log")
                    .hasMessageContaining("--with-broken-audit");
            assertThat(new Backup.Source(copy, true).verified().schemaVersion()).isEqualTo(Migrate.SCHEMA_VERSION);
        }
    }

    /// A change of a copy of the backup.
    @FunctionalInterface
    private interface Tampering {
        void on(Path copy) throws IOException;
    }

    private static void assertRefused(Path copy) {
        assertThatThrownBy(() -> new Backup.Source(copy, false).verified())
                .as(copy.toString())
                .isInstanceOf(BackupFailure.class);
    }

    private static ArrayNode tables(ObjectNode json) {
        return (ArrayNode) json.get("tables");
    }

    private static ObjectNode table(ObjectNode json) {
        return (ObjectNode) tables(json).get(0);
    }

    private static void removeTable(ObjectNode json, String name) {
        for (int index = 0; index < tables(json).size(); index++) {
            if (tables(json).get(index).path("name").asText().equals(name)) {
                tables(json).remove(index);
            }
        }
    }

    private Path copy(String name) throws IOException {
        Path copy = copies.resolve(name);
        Files.createDirectory(copy);
        try (var files = Files.list(genuine)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void link(Path copy, String name) throws IOException {
        Files.delete(copy.resolve(name));
        Files.createSymbolicLink(copy.resolve(name), genuine.resolve(name));
    }

    private static String text(Path copy, String table) {
        try (var file = new GZIPInputStream(Files.newInputStream(copy.resolve(table + ".copy.gz")))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void replace(Path copy, String table, String text) {
        var packed = new ByteArrayOutputStream();
        try (var file = new GZIPOutputStream(packed)) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
            file.finish();
            Files.write(copy.resolve(table + ".copy.gz"), packed.toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Makes the manifest fit the present file of a table.
    private static void sign(Path copy, String table) throws Exception {
        ObjectNode json = (ObjectNode) Json.parse(Files.readAllBytes(copy.resolve("manifest.json")));
        byte[] text = text(copy, table).getBytes(StandardCharsets.UTF_8);
        for (var entry : tables(json)) {
            if (entry.path("name").asText().equals(table)) {
                ((ObjectNode) entry)
                        .put(
                                "rows",
                                new String(text, StandardCharsets.UTF_8).lines().count())
                        .put("bytes", text.length)
                        .put("sha256", sha256(text));
            }
        }
        Files.write(copy.resolve("manifest.json"), Json.bytes(json));
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
