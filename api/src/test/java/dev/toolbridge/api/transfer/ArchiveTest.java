package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.archive.ArchivedItems;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.UseCheck;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.read.ArchiveStore;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.archive.ArchiveFault;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An archive comes back whole, or not at all.
class ArchiveTest {
    private static final int ITEMS = Integer.getInteger("archive.items", 300);
    private static final int CUTS = 1_000;
    private static final long BYTES_MAX = 1L << 32;
    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;

    @TempDir
    private Path folder;

    private final String user = "user-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(user);

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(
                WORKSPACE, Map.of("RATE_LIMIT_PER_MINUTE", "1000000", "RATE_LIMIT_BURST", "1000000"));
    }

    @AfterAll
    static void close() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void comesBackByteForByteWithTombstonesAndHistory() throws Exception {
        new FilledSpace(server, token).fill(ITEMS);
        Path first = export(token, "all", "first.zip");
        String other = RunningServer.ownersToken("user-" + UUID.randomUUID());

        Tally tally = importInto(other, first);
        Tally again = importInto(other, first);

        assertThat(tally.refused() + tally.left()).isZero();
        assertThat(tally.stored()).isEqualTo(tally.read());
        assertThat(again.stored()).isZero();
        assertThat(members(export(other, "all", "second.zip"))).isEqualTo(members(first));
        assertThat(members(first).keySet())
                .containsAll(Entities.ALL.stream()
                        .map(type -> "history/" + type.plural() + ".jsonl")
                        .toList());
        assertThat(members(first).values()).noneMatch(String::isEmpty);
        assertThat(UseCheck.requireExact(WORKSPACE.owner())).isPositive();
    }

    @Test
    void isOneStateWhateverIsWrittenMeanwhile() throws Exception {
        JsonNode note = created("{\"title\":\"before\"}");
        var store = new ArchiveStore(WORKSPACE.database());
        Space space = space(token);
        long head = store.head(space).seq();
        server.send("PATCH /v1/notes/" + note.path("uid").asText(), token, Optional.of("{\"title\":\"after\"}"));
        created("{\"title\":\"newer\"}");

        var part = store.items(new ArchivedItems.Question(space, Entities.named("note"), head), Optional.empty());

        assertThat(part.entries()).hasSize(1);
        assertThat(new String(part.entries().getFirst().item().payload().json(), StandardCharsets.UTF_8))
                .contains("before");
        assertThat(part.entries().getFirst().item().version()).isOne();
    }

    @Test
    void leavesWhatIsNewerAndNamesIt() throws Exception {
        JsonNode note = created("{\"title\":\"first\"}");
        String path = "/v1/notes/" + note.path("uid").asText();
        Path archive = export(token, "none", "archive.zip");
        server.send("PATCH " + path, token, Optional.of("{\"title\":\"later\"}"));

        Tally tally = importInto(token, archive);

        assertThat(tally.left()).isOne();
        assertThat(tally.named().getFirst().json().toString()).contains("version 2 here is newer");
        assertThat(server.get(path, token).body()).contains("later");
    }

    @Test
    void isTakenBackAsOneRun() throws Exception {
        created("{\"title\":\"kept by another\"}");
        Path archive = export(token, "none", "archive.zip");
        String other = RunningServer.ownersToken("user-" + UUID.randomUUID());
        importInto(other, archive);

        var undone = server.post("/v1/runs/import:test/undo?client=", other, Json.object());

        assertThat(undone.statusCode()).isEqualTo(200);
        assertThat(Json.stored(undone.body()).path("reverted")).hasSize(1);
        assertThat(Json.stored(server.get("/v1/notes", other).body()).path("items"))
                .isEmpty();
    }

    @Test
    void isRefusedWhereverItIsCut() throws Exception {
        new FilledSpace(server, token).fill(ITEMS);
        byte[] whole = Files.readAllBytes(export(token, "all", "whole.zip"));
        Path cut = folder.resolve("cut.zip");
        var random = new Random(7);
        for (int index = 0; index < CUTS; index++) {
            Files.write(cut, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThatThrownBy(() -> Archive.open(cut, BYTES_MAX)).isInstanceOf(ArchiveFault.class);
        }
    }

    @Test
    void needsItsScopeAndHasAnEntryInTheAuditLog() throws Exception {
        created("{}");
        export(token, "none", "one.zip");

        assertThat(server.get("/v1/export?history=some", token).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/export", RunningServer.ownersToken(user, "notes:read"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/v1/audit?limit=1000", RunningServer.ownersToken("admin-of-test"))
                        .body())
                .contains("space.exported", user);
    }

    @Test
    void ofASharedSpaceIsForItsMembers() throws Exception {
        created("{\"title\":\"of the owner alone\"}");
        JsonNode project = project();
        String exported = "/v1/spaces/" + project.path("id").asText() + "/export";
        String member = RunningServer.ownersToken("user-" + UUID.randomUUID());
        assertThat(server.get(exported, member).statusCode()).isEqualTo(404);
        joinAsViewer(project, member);
        assertThat(server.get(exported, RunningServer.ownersToken(user, "notes:read"))
                        .statusCode())
                .isEqualTo(403);

        Path archive = file(exported, member, "shared.zip");

        assertThat(members(archive).get("items/notes.jsonl")).contains("of all").doesNotContain("of the owner alone");
        try (var opened = Archive.open(archive, BYTES_MAX)) {
            assertThat(opened.manifest().about().space())
                    .isEqualTo(project.path("id").asText());
        }
    }

    /// An export of one who is no member any more ends where it is, without a manifest.
    @Test
    void isNotOfASpaceThatOneHasLeft() {
        List<UUID> strangers =
                space(RunningServer.ownersToken("user-" + UUID.randomUUID())).users();
        String id = project().path("id").asText();
        var left = new Space(RunningServer.DEFAULT_TENANT, UUID.fromString(id), strangers);
        var store = new ArchiveStore(WORKSPACE.database());

        assertThatThrownBy(() -> store.head(left)).isInstanceOf(Refusal.class);
        for (EntityType type : Entities.ALL) {
            var question = new ArchivedItems.Question(left, type, Long.MAX_VALUE);
            assertThat(store.items(question, Optional.empty()).entries()).isEmpty();
            assertThat(store.changes(question, Optional.empty()).entries()).isEmpty();
        }
    }

    private JsonNode project() {
        var wanted = Json.object().put("name", "Garden " + UUID.randomUUID());
        var made = server.post("/v1/projects", token, wanted);
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode project = Json.stored(made.body());
        String notes = "/v1/spaces/" + project.path("id").asText() + "/notes";
        assertThat(server.post(notes, token, Json.object().put("title", "of all"))
                        .statusCode())
                .isEqualTo(201);
        return project;
    }

    private void joinAsViewer(JsonNode project, String member) {
        String path = "/v1/projects/" + project.path("id").asText() + "/invitations";
        JsonNode invitation = Json.stored(
                server.post(path, token, Json.object().put("role", "viewer")).body());
        var code = Json.object().put("code", invitation.path("code").asText());
        assertThat(server.post("/v1/projects/join", member, code).statusCode()).isEqualTo(200);
    }

    private JsonNode created(String json) {
        var made = server.send("POST /v1/notes", token, Optional.of(json));
        assertThat(made.statusCode()).isEqualTo(201);
        return Json.stored(made.body());
    }

    private Path export(String ofUser, String history, String name) throws IOException, InterruptedException {
        return file("/v1/export?history=" + history, ofUser, name);
    }

    private Path file(String path, String ofUser, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + ofUser)
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        return file;
    }

    private Tally importInto(String ofUser, Path file) throws IOException {
        var database = WORKSPACE.database();
        var texts = new IndexedTexts(database, new TextIndex(database, SearchLanguages.parse("simple")));
        var writer = new SpaceWriter(
                database, new Decision(Clock.systemUTC()), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
        Space space = space(ofUser);
        var author = new Author(
                "importer",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("import:test"),
                "request");
        int epoch = new TransferStore(database).epoch(space);
        try (var archive = Archive.open(file, BYTES_MAX)) {
            return new ArchiveImport(archive, new SpaceTransfer(writer, space, epoch, author)).run(_ -> {});
        }
    }

    private static Space space(String ofUser) {
        String id =
                Json.stored(server.get("/v1/me", ofUser).body()).path("user").asText();
        return new Space(RunningServer.DEFAULT_TENANT, UUID.fromString(id));
    }

    /// The members but for the manifest, which names its space.
    private static Map<String, String> members(Path file) throws IOException {
        var members = new TreeMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                if (!entry.getName().equals("manifest.json")) {
                    members.put(
                            entry.getName(),
                            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return members;
    }
}
