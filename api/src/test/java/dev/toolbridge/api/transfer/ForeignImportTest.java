package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.source.Sources;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault is imported, changed on both sides, imported again, and taken back: nothing that a person wrote is lost.
class ForeignImportTest {
    private static final int NOTES = 20;
    private static final int CHANGED = 5;

    /// More than one batch.
    private static final int MANY = 450;

    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;

    @TempDir
    private Path vault;

    @TempDir
    private Path scratch;

    private final String token = RunningServer.ownersToken("user-" + UUID.randomUUID());

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(WORKSPACE, Map.of());
    }

    @AfterAll
    static void close() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void updatesWhatChangedThereLeavesWhatChangedHereAndIsTakenBack() throws IOException {
        for (int index = 0; index < NOTES; index++) {
            write(index, "first");
        }
        Tally first = run("import:one");
        assertThat(first.stored()).isEqualTo(NOTES);
        assertThat(titles()).hasSize(NOTES);

        for (int index = 0; index < CHANGED; index++) {
            write(index, "changed there");
            change("note " + (NOTES - 1 - index));
        }
        write(NOTES - 1, "changed on both sides");
        Tally second = run("import:two");

        assertThat(second.stored()).isEqualTo(CHANGED);
        assertThat(second.left()).isEqualTo(CHANGED);
        assertThat(second.named())
                .extracting(Tally.Named::reason)
                .contains("left: it changed here and there", "left: it changed here");
        assertThat(found("note 0").path("content").asText()).contains("changed there");
        assertThat(found("note 19").path("content").asText()).isEqualTo("changed here");
        assertThat(run("import:three").stored()).isZero();

        JsonNode undone = undo("import:two");
        assertThat(undone.path("reverted")).hasSize(CHANGED);
        assertThat(found("note 0").path("content").asText()).contains("first");
        JsonNode all = undo("import:one");
        assertThat(all.path("kept").findValuesAsText("uid").stream().distinct()).hasSizeGreaterThanOrEqualTo(CHANGED);
        assertThat(titles()).contains("note 19", "note 15").doesNotContain("note 10");
    }

    @Test
    void theSameAtTheSameTimeIsWrittenOnce() throws Exception {
        for (int index = 0; index < MANY; index++) {
            write(index, "once");
        }
        List<Callable<Tally>> both = List.of(() -> run("import:left"), () -> run("import:right"));
        long stored = 0;
        long read = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Tally> one : threads.invokeAll(both)) {
                stored += one.get().stored();
                read += one.get().read();
            }
        }
        assertThat(stored).isEqualTo(MANY);
        assertThat(read).isEqualTo(2 * MANY);
        assertThat(items()).hasSize(MANY).allMatch(item -> item.path("version").asInt() == 1);
    }

    private void write(int index, String text) throws IOException {
        Files.writeString(vault.resolve("note " + index + ".md"), "---\ntags: [garden]\n---\n" + text + "\n");
    }

    private void change(String title) {
        String uid = found(title).path("uid").asText();
        server.send("PATCH /v1/notes/" + uid, token, Optional.of("{\"content\":\"changed here\"}"));
    }

    private Tally run(String run) throws IOException {
        var database = WORKSPACE.database();
        var texts = new IndexedTexts(database, new TextIndex(database, SearchLanguages.parse("simple")));
        var writer = new SpaceWriter(
                database, new Decision(Clock.systemUTC()), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
        String id = Json.stored(server.get("/v1/me", token).body()).path("user").asText();
        var space = new Space(RunningServer.DEFAULT_TENANT, UUID.fromString(id));
        var target = new TransferStore(database);
        var author = new Author(
                "importer",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(run),
                "request");
        var transfer = new SpaceTransfer(writer, space, target.epoch(space), author);
        var work = new ForeignImport(target, transfer, Instant.now(), _ -> {});
        var choices = FileChoices.of(List.of("format=markdown"));
        try (var source = Sources.open(vault, "vault", scratch)) {
            Readers.choose(choices.format(), source).read(source, choices.options(), work);
            work.flush();
        }
        return work.tally();
    }

    private JsonNode undo(String run) {
        var answer = server.post("/v1/runs/" + run + "/undo?client=", token, Json.object());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.stored(answer.body());
    }

    private JsonNode found(String title) {
        for (JsonNode item : items()) {
            if (item.path("payload").path("title").asText().equals(title)) {
                return item.path("payload");
            }
        }
        throw new AssertionError("there is no note " + title);
    }

    private List<String> titles() {
        var titles = new ArrayList<String>();
        items().forEach(item -> titles.add(item.path("payload").path("title").asText()));
        return titles;
    }

    private JsonNode items() {
        return Json.stored(server.get("/v1/notes", token).body()).path("items");
    }
}
