package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Await;
import dev.toolbridge.api.ImportFiles;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is killed in the middle, done again, and taken back in steps.
class ImportReversalTest {
    private static final int ITEMS = 700;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);
    private static RunningServer server;

    @TempDir
    private Path folder;

    private final String user = "user-" + UUID.randomUUID();
    private volatile Process killed;
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
    void aKilledImportEndsTheSameAndIsTakenBackInSteps() throws Exception {
        Space space = space();
        importKilledAfterOnePart(space);

        Process again = importing();

        assertThat(again.waitFor()).isZero();
        assertThat(live(space)).isEqualTo(ITEMS + 1);
        List<String> runs = runs();
        assertThat(runs).hasSize(2);
        change(space, 3);
        var cut = reversal(space);
        assertThatThrownBy(() -> cut.run(new RunKey("", runs.getFirst()), done -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        var reversal = reversal(space);
        for (String run : runs) {
            reversal.run(new RunKey("", run), _ -> {});
        }

        assertThat(live(space)).isEqualTo(3 + 1);
        assertThat(reversal.named())
                .hasSize(3)
                .extracting(one -> one.path("why").asText())
                .containsOnly("changed_later");
        assertThat(cut.reverted() + reversal.reverted()).isEqualTo(ITEMS - 3);
        assertThatThrownBy(() -> reversal.plan(new RunKey("", "import:never"))).isInstanceOf(Refusal.class);
    }

    /// The changes of a run that come before do not count.
    @Test
    void findsANamedItemInARunOfAnySize() {
        Space space = space();
        MAINTENANCE.execute(
                "INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request,"
                        + " payload, run) SELECT tenant_id, space_id, 10 + n, 'note', gen_random_uuid(), 1, 'create',"
                        + " '{\"user\":\"x\",\"claimed_run\":\"large\"}', 'r', '{}', ' large'"
                        + " FROM space_head, generate_series(1, 5001) n WHERE space_id = '" + space.id() + "';"
                        + " UPDATE space_head SET seq = 6000 WHERE space_id = '" + space.id() + "'");
        String uid = RunningServer.json(server.post("/v1/notes", token, Map.of("title", "named"), "X-TB-Run", "large"))
                .path("uid")
                .asText();

        var undone = undo("large", uid);

        assertThat(RunningServer.json(undone).path("reverted"))
                .as(undone.body())
                .hasSize(1);
        assertThat(RunningServer.json(undo("large", UUID.randomUUID().toString()))
                        .path("reverted"))
                .isEmpty();
        assertThat(undo("none", uid).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> undo(String run, String uid) {
        return server.post("/v1/runs/" + run + "/undo?client=", token, Map.of("only", List.of(uid)));
    }

    /// The user's space, which begins with its first note.
    private Space space() {
        server.post("/v1/notes", token, Map.of("title", "first"));
        String id = RunningServer.json(server.get("/v1/me", token)).path("user").asText();
        return new Space(RunningServer.DEFAULT_TENANT, UUID.fromString(id));
    }

    /// Kills an import between its first part and its second: those who wait for the head of a space get it in turn.
    private void importKilledAfterOnePart(Space space) throws Exception {
        String head = "SELECT FROM space_head WHERE space_id = '" + space.id() + "' FOR UPDATE";
        var killing = new FutureTask<>(
                () -> MAINTENANCE.holding(head, () -> {
                    awaitWaiting(space, 1);
                    assertThat(live(space)).isBetween(2L, (long) ITEMS);
                    killed.destroyForcibly();
                }),
                true);
        MAINTENANCE.holding(head, () -> {
            killed = importing();
            awaitWaiting(space, 1);
            Thread.ofVirtual().start(killing);
            awaitWaiting(space, 2);
        });
        killing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(killed.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitWaiting(Space space, int transactions) {
        try {
            Await.until(
                    () -> MAINTENANCE.number("SELECT count(*) FROM pg_locks WHERE locktype = 'tuple' AND relation ="
                                    + " 'space_head'::regclass AND database ="
                                    + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                            == transactions,
                    PATIENCE);
        } catch (Exception failed) {
            throw new AssertionError("nobody waits for " + space, failed);
        }
    }

    private List<String> runs() {
        return RunningServer.json(server.get("/v1/runs?client=", token))
                .path("runs")
                .valueStream()
                .map(run -> run.path("id").asText())
                .toList();
    }

    private void change(Space space, int items) {
        String uids = MAINTENANCE.text(
                "SELECT string_agg(uid::text, ' ') FROM (SELECT uid FROM item WHERE payload ? 'imported'"
                        + " AND space_id = '" + space.id() + "' ORDER BY uid LIMIT " + items + ") chosen");
        for (String uid : uids.split(" ", -1)) {
            var changed = server.send("PATCH /v1/notes/" + uid, token, Optional.of("{\"content\":\"changed\"}"));
            assertThat(changed.statusCode()).isEqualTo(200);
        }
    }

    private Path table() {
        var lines = new StringBuilder();
        for (int row = 0; row < ITEMS; row++) {
            lines.append("{\"key\":\"k")
                    .append(row)
                    .append("\",\"name\":\"row ")
                    .append(row)
                    .append("\"}\n");
        }
        try {
            return Files.writeString(folder.resolve("rows.jsonl"), lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process importing() {
        String issuer =
                RunningServer.json(server.get("/v1/me", token)).path("issuer").asText();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ImportFiles.class.getName(),
                "import",
                table().toString(),
                RunningServer.DEFAULT_TENANT,
                user,
                "format=table",
                "map=note:id=key,title=name");
        builder.environment().put("DATABASE_URL", WORKSPACE.login().reveal());
        builder.environment().put("JWT_ISSUER", issuer);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long live(Space space) {
        return MAINTENANCE.number(
                "SELECT count(*) FROM item WHERE deleted_at_ms IS NULL AND space_id = '" + space.id() + "'");
    }

    private static ImportReversal reversal(Space space) {
        var database = WORKSPACE.database();
        var texts = new IndexedTexts(database, new TextIndex(database, SearchLanguages.parse("simple")));
        var writer = new SpaceWriter(
                database, new Decision(Clock.systemUTC()), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
        var author = new Author(
                "importer",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("undo:test"),
                "request");
        return new ImportReversal(new TransferStore(database), writer, space, author);
    }
}
