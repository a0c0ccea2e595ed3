package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users import files over HTTP: the plan first, then the order, the report and the undo.
class ImportRoutesTest {
    private static final String[] ALL = {"*:read", "notes:write", "notes:delete", "tasks:write", "tasks:delete"};

    @TempDir
    private static Path folder;

    private static ImportWorld world;

    @BeforeAll
    static void start() throws InterruptedException {
        world = new ImportWorld(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static String user(String... scopes) {
        return RunningServer.ownersToken("user-" + UUID.randomUUID(), scopes);
    }

    @Test
    void aVaultIsPlannedImportedReportedAndTakenBack() throws Exception {
        String user = user(ALL);
        byte[] vault = ImportWorld.vault(12);

        JsonNode planned = world.planned(user, "vault.zip", vault);
        assertThat(planned.path("state").asText()).isEqualTo("planned");
        assertThat(planned.at("/plan/format").asText()).isEqualTo("markdown");
        assertThat(planned.at("/plan/items/notes").asInt()).isEqualTo(12);
        assertThat(planned.at("/plan/first")).hasSize(10);
        assertThat(planned.at("/file/bytes").asInt()).isEqualTo(vault.length);
        assertThat(world.items(user, "notes")).isEmpty();

        JsonNode done = world.done(user, planned, "start", "running");
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/report/stored").asInt()).isEqualTo(12);
        assertThat(done.at("/progress/items").asInt()).isEqualTo(12);
        assertThat(done.at("/progress/total").asInt()).isEqualTo(12);
        assertThat(world.items(user, "notes")).hasSize(12);
        assertThat(world.server()
                        .post(ImportWorld.path(planned) + "/start", user, Map.of())
                        .statusCode())
                .isEqualTo(409);

        JsonNode note = world.items(user, "notes").getFirst();
        String changed = "/v1/notes/" + note.path("uid").asText();
        world.server().send("PATCH " + changed, user, Optional.of("{\"title\":\"mine\"}"));
        JsonNode undone = world.done(user, planned, "undo", "undoing");
        assertThat(undone.path("state").asText()).isEqualTo("undone");
        assertThat(undone.at("/undo/reverted").asInt()).isEqualTo(11);
        assertThat(undone.at("/undo/named/0/uid").asText())
                .isEqualTo(note.path("uid").asText());
        assertThat(world.items(user, "notes")).hasSize(1);
    }

    @Test
    void aKeepExportComesAgainWithoutDoubles() throws Exception {
        String user = user(ALL);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("Takeout/Keep/beans.json", ImportWorld.text("""
                {"title":"Beans","textContent":"water them","isTrashed":false,"isPinned":true,"isArchived":false,
                 "userEditedTimestampUsec":1700000000000000,"createdTimestampUsec":1690000000000000}"""));
        files.put("Takeout/Keep/list.json", ImportWorld.text("""
                {"title":"Seeds","listContent":[{"text":"peas","isChecked":true},{"text":"corn","isChecked":false}],
                 "isTrashed":false,"isPinned":false,"isArchived":false,"userEditedTimestampUsec":1700000000000001}"""));
        byte[] export = ImportWorld.zip(files);

        JsonNode first = world.done(user, world.planned(user, "takeout.zip", export), "start", "running");
        JsonNode second = world.done(user, world.planned(user, "takeout.zip", export), "start", "running");

        assertThat(first.at("/plan/format").asText()).isEqualTo("keep");
        assertThat(first.at("/report/stored").asInt()).isEqualTo(2);
        assertThat(second.at("/report/present").asInt()).isEqualTo(2);
        assertThat(second.at("/report/stored").asInt()).isZero();
        assertThat(world.items(user, "notes"))
                .extracting(note -> note.at("/payload/content").asText())
                .contains("water them");
    }

    @Test
    void aUserHasOneImportAtATimeAndCanCancelIt() throws Exception {
        String user = user(ALL);
        JsonNode planned = world.planned(user, "vault.zip", ImportWorld.vault(1));

        var second = world.send(user, "other.zip", ImportWorld.vault(2));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(RunningServer.json(second).path("code").asText()).isEqualTo("operation_in_progress");
        assertThat(RunningServer.json(second).path("import").asText())
                .isEqualTo(planned.path("id").asText());

        var cancelled = world.server().delete(ImportWorld.path(planned), user);
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(202);
        assertThat(RunningServer.json(cancelled).path("state").asText()).isEqualTo("cancelled");
        assertThat(world.server().delete(ImportWorld.path(planned), user).statusCode())
                .isEqualTo(409);
        assertThat(world.server()
                        .post(ImportWorld.path(planned) + "/undo", user, Map.of())
                        .statusCode())
                .as("nothing was begun")
                .isEqualTo(409);
        assertThat(world.planned(user, "other.zip", ImportWorld.vault(2))
                        .at("/plan/items/notes")
                        .asInt())
                .isEqualTo(2);
        assertThat(RunningServer.json(world.server().get("/v1/imports", user)).path("imports"))
                .hasSize(2);
    }

    @Test
    void anotherUsersImportIsNotThere() throws Exception {
        String user = user(ALL);
        String path = ImportWorld.path(world.planned(user, "vault.zip", ImportWorld.vault(1)));
        String other = user(ALL);

        assertThat(List.of(
                        world.server().get(path, other).statusCode(),
                        world.server().post(path + "/start", other, Map.of()).statusCode(),
                        world.server().post(path + "/undo", other, Map.of()).statusCode(),
                        world.server().delete(path, other).statusCode()))
                .containsOnly(404);
        assertThat(world.server().get("/v1/imports/seven", other).statusCode()).isEqualTo(400);
        assertThat(RunningServer.json(world.server().get("/v1/imports", other)).path("imports"))
                .isEmpty();
        assertThat(world.shown(user, RunningServer.json(world.server().get(path, user)))
                        .path("state")
                        .asText())
                .isEqualTo("planned");
    }

    @Test
    void thePersonsScopesAndTypesCount() throws Exception {
        String name = "user-" + UUID.randomUUID();
        String all = RunningServer.ownersToken(name, ALL);
        String writer = RunningServer.ownersToken(name, "tasks:write", "tasks:read");
        String reader = RunningServer.ownersToken(name, "*:read");
        JsonNode planned = world.planned(all, "vault.zip", ImportWorld.vault(2));

        var started = world.server().post(ImportWorld.path(planned) + "/start", writer, Map.of());
        assertThat(started.statusCode()).isEqualTo(403);
        assertThat(started.body()).contains("notes:write");
        assertThat(world.shown(writer, planned).path("plan").has("first")).isFalse();
        assertThat(world.shown(all, planned).path("plan").has("first")).isTrue();
        assertThat(world.send(reader, "vault.zip", ImportWorld.vault(1)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theSameKeyUploadsOnce() throws Exception {
        String user = user(ALL);
        byte[] vault = ImportWorld.vault(3);

        var first = world.send(user, "vault.zip", vault, "Idempotency-Key", "once");
        var again = world.send(user, "vault.zip", vault, "Idempotency-Key", "once");
        var other = world.send(user, "vault.zip", ImportWorld.vault(4), "Idempotency-Key", "once");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(RunningServer.json(again).path("id"))
                .isEqualTo(RunningServer.json(first).path("id"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(world.files()).filteredOn(file -> file.endsWith(".part")).isEmpty();
    }

    @Test
    void anArchiveOfASpaceComesWholeAndASpoiltOneDoesNot() throws Exception {
        String from = user("*:read", "export", "notes:write");
        world.server().post("/v1/notes", from, Map.of("title", "kept"));
        byte[] archive = world.download("/v1/export?history=all", from);
        String user = RunningServer.ownersToken("user-" + UUID.randomUUID());

        JsonNode done = world.done(user, world.planned(user, "space.zip", archive), "start", "running");
        assertThat(done.at("/plan/format").asText()).isEqualTo("archive");
        assertThat(done.at("/report/stored").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(world.items(user, "notes")).hasSize(1);

        byte[] cut = java.util.Arrays.copyOf(archive, archive.length / 2);
        JsonNode refused = world.planned(user, "space.zip&format=archive", cut);
        assertThat(refused.path("state").asText()).isEqualTo("failed");
        assertThat(refused.at("/failure/code").asText()).isEqualTo("other_format");
        assertThat(refused.toString()).doesNotContain(folder.toString());
    }

    /// The rights to import are those to what is in an archive, whatever its manifest says.
    @Test
    void anArchiveHidesNeitherItemsNorDeletions() throws Exception {
        String from = RunningServer.ownersToken("user-" + UUID.randomUUID());
        String note = "/v1/notes/"
                + RunningServer.json(world.server().post("/v1/notes", from, Map.of("title", "deleted and restored")))
                        .path("uid")
                        .asText();
        assertThat(world.server().send("DELETE " + note, from, Optional.empty()).statusCode())
                .isEqualTo(200);
        assertThat(world.server()
                        .post(note + "/restore", from, Map.of("version", 1))
                        .statusCode())
                .isEqualTo(200);
        byte[] archive = world.download("/v1/export?history=all", from);
        String user = user("*:read", "notes:write", "*:propose");

        JsonNode forged = world.planned(user, "space.zip", forged(archive));
        assertThat(forged.at("/failure/code").asText()).as(forged.toString()).isEqualTo("bad_archive");
        JsonNode planned = world.planned(user, "space.zip", archive);
        assertThat(planned.at("/plan/deleted/notes").asInt(-1)).isZero();
        var started = world.server().post(ImportWorld.path(planned) + "/start", user, Map.of());
        assertThat(started.statusCode()).isEqualTo(403);
        assertThat(started.body()).contains("notes:delete");
    }

    /// The same archive with a manifest that counts no item.
    private static byte[] forged(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                boolean isManifest = entry.getName().equals("manifest.json");
                files.put(
                        entry.getName(),
                        ImportWorld.text(isManifest ? text.replace("\"live\" : 1", "\"live\" : 0") : text));
            }
        }
        return ImportWorld.zip(files);
    }

    @Test
    void theStepsAreInTheAuditLog() throws Exception {
        String token = RunningServer.ownersToken("auditor", Optional.of("org_imports"));
        JsonNode done = world.done(token, world.planned(token, "v.zip", ImportWorld.vault(1)), "start", "running");
        world.done(token, done, "undo", "undoing");

        assertThat(RunningServer.json(world.server().get("/v1/audit", token)).findValuesAsText("action"))
                .containsSubsequence("import.uploaded", "import.running", "import.undoing");
        JsonNode journal =
                RunningServer.json(world.server().get("/v1/runs", token)).path("runs");
        assertThat(journal.findValuesAsText("id"))
                .contains(
                        done.at("/run/id").asText(),
                        "undo:" + done.at("/run/id").asText());
    }
}
