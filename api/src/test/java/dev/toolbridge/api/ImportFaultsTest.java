package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports that go wrong: hostile files, broken uploads, a wiped space, a server that stops in the middle.
class ImportFaultsTest {
    private static final int MIB = 1_048_576;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static ImportWorld world;

    private final String user = RunningServer.ownersToken("user-" + UUID.randomUUID());

    @BeforeAll
    static void start() throws InterruptedException {
        world = new ImportWorld(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void hostileArchivesAreRefusedByNameAndLeaveNothing() throws Exception {
        assertThat(refusal("a.zip", ImportWorld.text("no zip"))).isEqualTo("not_a_zip");
        assertThat(refusal("a.bin", ImportWorld.text("\u0000"))).isEqualTo("unknown_format");
        assertThat(refusal("a.zip&format=keep", ImportWorld.vault(1))).isEqualTo("other_format");
        assertThat(refusal("a.zip", one("../../a.md", 10))).isEqualTo("name_leaves_folder");
        assertThat(refusal("a.zip", blanks())).isEqualTo("ratio");
        assertThat(refusal("a.zip", nested(nested(nested(one("a.md", 1)))))).isEqualTo("nested_too_deep");
        byte[] cut = ImportWorld.vault(50);
        assertThat(refusal("a.zip", Arrays.copyOf(cut, cut.length / 2))).isEqualTo("not_a_zip");
        assertThat(refusal("a.zip", encrypted())).isEqualTo("password");
        assertThat(folder.getParent().resolve("a.md")).doesNotExist();
    }

    @Test
    void aRowWithANumberBeyondAnyIsRefusedByName() throws Exception {
        byte[] rows = ImportWorld.text("{\"title\":\"A\",\"n\":1e20000}\n{\"title\":\"B\"}\n");

        JsonNode done = world.done(user, world.planned(user, "a.jsonl&map=note", rows), "start", "running");

        assertThat(done.at("/report/stored").asInt()).as(done.toString()).isOne();
        assertThat(done.at("/report/refused").asInt()).isOne();
        assertThat(done.at("/report/named/0/reason").asText()).contains("a number has more than");
    }

    @Test
    void whatIsNoUploadIsRefusedBeforeItIsRead() {
        byte[] vault = ImportWorld.vault(1);

        assertThat(world.send(user, "a.zip", vault, "Content-Type", "multipart/form-data")
                        .statusCode())
                .isEqualTo(415);
        assertThat(world.send(user, "", vault).statusCode()).isEqualTo(400);
        assertThat(world.send(user, "a%2Fb.zip", vault).statusCode()).isEqualTo(400);
        assertThat(world.send(user, "a.zip&format=word", vault).statusCode()).isEqualTo(400);
        assertThat(world.send(user, "a.zip&map=castle:x=y", vault).statusCode()).isEqualTo(400);
        assertThat(world.send(user, "a.zip&into=seven", vault).statusCode()).isEqualTo(400);
        assertThat(world.send(user, "a.zip&report=/etc/passwd", vault).statusCode())
                .isEqualTo(400);
        assertThat(world.send(user, "a.zip", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(world.send("", "a.zip", vault).statusCode()).isEqualTo(401);
    }

    @Test
    void anUploadThatIsTooLargeOrCutOffLeavesNothing() throws Exception {
        try (var socket = upload(256L * MIB + 1)) {
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
        try (var socket = upload(1_000)) {
            socket.getOutputStream().write(new byte[10]);
            socket.getOutputStream().flush();
            Await.until(() -> world.files().stream().anyMatch(file -> file.endsWith(".part")), PATIENCE);
        }
        Await.until(() -> world.files().stream().noneMatch(file -> file.endsWith(".part")), PATIENCE);
        assertThat(RunningServer.json(world.server().get("/v1/imports", user)).path("imports"))
                .isEmpty();
    }

    private Socket upload(long bytes) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), world.server().port());
        socket.getOutputStream()
                .write(ImportWorld.text("POST /v1/imports?name=a.zip HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                        + user + "\r\nContent-Length: " + bytes + "\r\nExpect: 100-continue\r\n\r\n"));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void aSpaceThatIsWipedInTheMiddleEndsIt() throws Exception {
        JsonNode planned = world.planned(user, "vault.zip", ImportWorld.vault(20));
        try (Connection holder = holding()) {
            world.server().post(ImportWorld.path(planned) + "/start", user, Map.of());
            Await.until(() -> world.shown(user, planned).path("progress").has("itemsPerSecond"), PATIENCE);
            execute(holder, "UPDATE space_head SET epoch = epoch + 1 WHERE space_id = '" + space() + "'");
            holder.commit();
        }

        JsonNode failed = world.ended(user, planned, "running");

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.at("/failure/code").asText()).isEqualTo("epoch_mismatch");
        assertThat(world.items(user, "notes")).isEmpty();
        assertThat(world.done(user, planned, "undo", "undoing")
                        .at("/undo/reverted")
                        .asInt())
                .isZero();
    }

    @Test
    void aServerThatStopsInTheMiddleGoesOnWhenItIsBack() throws Exception {
        JsonNode planned = world.planned(user, "vault.zip", ImportWorld.vault(700));
        try (Connection holder = holding()) {
            world.server().post(ImportWorld.path(planned) + "/start", user, Map.of());
            Await.until(() -> world.shown(user, planned).path("progress").has("itemsPerSecond"), PATIENCE);
            world.restart();
            assertThat(world.shown(user, planned).path("state").asText()).isEqualTo("running");
            holder.commit();
        }

        JsonNode done = world.ended(user, planned, "running");

        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        assertThat(world.items(user, "notes"))
                .hasSize(700)
                .allMatch(note -> note.path("version").asInt() == 1);
        assertThat(world.files())
                .noneMatch(file -> file.contains(planned.path("id").asText()));
    }

    @Test
    void anImportWhoseFileIsGoneEndsInWords() throws Exception {
        JsonNode planned = world.planned(user, "vault.zip", ImportWorld.vault(2));
        Files.delete(folder.resolve(planned.path("id").asText() + ".upload"));
        world.server().post(ImportWorld.path(planned) + "/start", user, Map.of());
        TestPostgres.execute(
                world.workspace().owner(),
                "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance;"
                        + " UPDATE file_import SET changed_at = now() - interval '1 hour' WHERE id = '"
                        + planned.path("id").asText() + "'");

        JsonNode failed = world.ended(user, planned, "running");

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.at("/failure/code").asText()).isEqualTo("file_lost");
    }

    /// Holds the head of the user's space, so that its writers wait.
    private Connection holding() throws SQLException {
        world.server().post("/v1/tasks", user, Map.of("title", "the space is there"));
        Connection holder = TestPostgres.connect(world.workspace().owner());
        execute(holder, "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE");
        holder.setAutoCommit(false);
        execute(holder, "SET LOCAL ROLE toolbridge_maintenance");
        execute(holder, "SELECT FROM space_head WHERE space_id = '" + space() + "' FOR UPDATE");
        return holder;
    }

    private String space() {
        return RunningServer.json(world.server().get("/v1/me", user))
                .path("user")
                .asText();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String refusal(String query, byte[] file) throws Exception {
        JsonNode refused = world.planned(user, query, file);
        assertThat(refused.path("state").asText()).as(refused.toString()).isEqualTo("failed");
        assertThat(refused.toString()).doesNotContain(folder.toString());
        Await.until(
                () -> world.files().stream()
                        .noneMatch(name -> name.contains(refused.path("id").asText())),
                PATIENCE);
        return refused.at("/failure/code").asText();
    }

    private static byte[] one(String name, int bytes) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(name, new byte[bytes]);
        return ImportWorld.zip(files);
    }

    /// An export of chats with far too many blanks.
    private static byte[] blanks() {
        var files = new LinkedHashMap<String, byte[]>();
        String chat = "{\"mapping\":{},\"current_node\":\"a\",\"title\":\"t\",\"id\":\"i\"}";
        files.put("conversations.json", ImportWorld.text("[" + chat + "," + " ".repeat(11 * MIB) + chat + "]"));
        return ImportWorld.zip(files);
    }

    private static byte[] nested(byte[] inner) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("inner.zip", inner);
        return ImportWorld.zip(files);
    }

    /// A zip whose member says that it is encrypted, in both of its headers.
    private static byte[] encrypted() throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] content = ImportWorld.text("# secret");
        var crc = new CRC32();
        crc.update(content);
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry("a.md");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        byte[] zip = bytes.toByteArray();
        zip[6] |= 1;
        int central = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        zip[central + 8] |= 1;
        return zip;
    }
}
