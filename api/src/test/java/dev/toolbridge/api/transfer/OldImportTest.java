package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.UseCheck;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.moving.old.OldDatabaseFault;
import dev.toolbridge.moving.old.OldOwner;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The old server's database comes over with all that its habits have left in it.
class OldImportTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final String NOTE = "INSERT INTO note (uid, owner_id, updated_at_ms, version, payload_json) VALUES ";
    private static final int BEFORE = 300;
    private static RunningServer server;

    private final OldServer old = new OldServer();
    private final String subject = "user-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(subject);

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
    void keepsUidVersionTimesDeletionsAndPayloadAsTheyAre() throws SQLException {
        UUID owner = old.user(subject, 4);
        UUID note = UUID.randomUUID();
        UUID gone = UUID.randomUUID();
        String payload = "{\"z\": 1.50, \"a\": 9007199254740993, \"isDeleted\": \"0\", \"archived\": 1, "
                + "\"updatedTs\": \"2024-05-01 10:00:00+02\", \"sync\": {\"isDeleted\": 0}, \"uid\": \"" + note + "\"}";
        old.execute(NOTE + "('" + note + "', '" + owner + "', 4102444800000, 7, '" + payload + "')");
        old.execute("INSERT INTO note (uid, owner_id, updated_at_ms, deleted_at_ms, version) VALUES ('" + gone + "', '"
                + owner + "', 1700000000000, 1699999999999, 3)");

        OwnerReport report = copy();

        assertThat(report.isWhole()).isTrue();
        assertThat(report.stored()).isEqualTo(2);
        JsonNode stored = get("/v1/notes/" + note);
        assertThat(stored.path("version").asInt()).isEqualTo(7);
        assertThat(stored.path("updatedAt").asText()).isEqualTo("2100-01-01T00:00:00Z");
        assertThat(stored.path("payload").toString())
                .contains("9007199254740993", "1.50", "\"archived\":1", "2024-05-01 10:00:00+02");
        JsonNode tombstone = get("/v1/notes/" + gone + "?includeDeleted=true");
        assertThat(tombstone.path("deletedAt").asText()).isEqualTo("2023-11-14T22:13:19.999Z");
        assertThat(tombstone.path("version").asInt()).isEqualTo(3);
        assertThat(UseCheck.requireExact(WORKSPACE.owner())).isPositive();
    }

    @Test
    void takesATombstoneWithTheNullOfJsonAndLeavesOutOwnersWithoutASubject() throws SQLException {
        UUID owner = old.user(subject, 1);
        UUID gone = UUID.randomUUID();
        old.execute("ALTER TABLE note ALTER COLUMN created_at DROP NOT NULL;"
                + " ALTER TABLE app_user ALTER COLUMN sub DROP NOT NULL; INSERT INTO app_user (sub) VALUES (NULL);"
                + "INSERT INTO note (uid, owner_id, updated_at_ms, deleted_at_ms, payload_json, created_at) VALUES ('"
                + gone + "', '" + owner + "', 1700000000000, 1699999999999, 'null', NULL)");

        List<OwnerReport> reports = copyAll();

        assertThat(reports).hasSize(2).filteredOn(OwnerReport::isWhole).hasSize(1);
        assertThat(get("/v1/notes/" + gone + "?includeDeleted=true").toString()).contains("2023-11-14T22:13:19.999Z");
        assertThat(copy().isWhole()).isTrue();
    }

    @Test
    void letsClientsGoOnWithTheirEpochAndFromTheBeginningWithTheirCursors() throws SQLException {
        UUID owner = old.user(subject, 5);
        UUID uid = UUID.randomUUID();
        old.execute(NOTE + "('" + uid + "', '" + owner + "', 1700000000000, 1, '{\"title\":\"kept\",\"uid\":\"" + uid
                + "\"}')");
        copy();

        String session = json(server.post("/v1/sync/sessions", token, Json.object())
                        .body())
                .path("id")
                .asText();
        var pulled = server.get(
                "/v1/sync/notes/pull?limit=10&cursor=" + cursorOfOldServer(uid),
                token,
                "X-Sync-Session",
                session,
                "X-Sync-Epoch",
                "5");

        assertThat(pulled.statusCode()).isEqualTo(200);
        assertThat(pulled.headers().firstValue("X-Sync-Cursor-Reset")).contains("1");
        assertThat(json(pulled.body()).path("upserts").path(0).path("title").asText())
                .isEqualTo("kept");
    }

    @Test
    void keepsChildrenOfMissingParentsAndReportsThem() throws SQLException {
        UUID owner = old.user(subject, 1);
        UUID comment = UUID.randomUUID();
        UUID parent = UUID.randomUUID();
        old.execute("INSERT INTO comment (uid, owner_id, updated_at_ms, version, payload_json, parent_type, parent_uid)"
                + " VALUES ('" + comment + "', '" + owner + "', 1700000000000, 1, '{\"content\":\"left\","
                + "\"parentType\":\"note\",\"parentUid\":\"" + parent + "\"}', 'note', '" + parent + "')");

        OwnerReport report = copy();

        assertThat(report.tables().getFirst().orphans()).isOne();
        assertThat(get("/v1/comments/" + comment)
                        .path("payload")
                        .path("content")
                        .asText())
                .isEqualTo("left");
    }

    @Test
    void keepsTheSameUidOfTwoOwnersApart() throws SQLException {
        UUID uid = UUID.randomUUID();
        String other = "user-" + UUID.randomUUID();
        old.execute(NOTE + "('" + uid + "', '" + old.user(subject, 1) + "', 1700000000000, 1, '{\"title\":\"mine\"}')");
        old.execute(NOTE + "('" + uid + "', '" + old.user(other, 1) + "', 1700000000000, 1, '{\"title\":\"hers\"}')");

        copyAll();

        assertThat(title("/v1/notes/" + uid, token)).isEqualTo("mine");
        assertThat(title("/v1/notes/" + uid, RunningServer.ownersToken(other))).isEqualTo("hers");
    }

    @Test
    void storesOnlyTheDifferenceTheSecondTimeAndLeavesWhatIsNewerHere() throws SQLException {
        UUID owner = old.user(subject, 1);
        UUID changedHere = UUID.randomUUID();
        UUID changedThere = UUID.randomUUID();
        for (UUID uid : new UUID[] {changedHere, changedThere, UUID.randomUUID()}) {
            old.execute(NOTE + "('" + uid + "', '" + owner + "', 1700000000000, 1, '{\"title\":\"first\"}')");
        }
        copy();
        server.send("PATCH /v1/notes/" + changedHere, token, Optional.of("{\"title\":\"here\"}"));
        old.execute("UPDATE note SET version = 2, updated_at_ms = 1700000001000, payload_json = '{\"title\":\"there\"}'"
                + " WHERE uid IN ('" + changedHere + "', '" + changedThere + "')");

        OwnerReport second = copy();

        assertThat(second.stored()).isOne();
        assertThat(second.tables().getFirst().tally().left()).isOne();
        assertThat(second.isWhole()).isTrue();
        assertThat(title("/v1/notes/" + changedHere, token)).isEqualTo("here");
        assertThat(title("/v1/notes/" + changedThere, token)).isEqualTo("there");
        assertThat(second.json().toString()).contains("left: version 2 here is newer");
        assertThat(copy().stored()).isZero();
    }

    @Test
    void storesLargePayloadsAndRefusesByNameWhatIsTooLarge() throws SQLException {
        UUID owner = old.user(subject, 1);
        UUID large = UUID.randomUUID();
        UUID tooLarge = UUID.randomUUID();
        old.execute(
                NOTE + "('" + large + "', '" + owner + "', 1, 1, jsonb_build_object('content', repeat('x', 900000)))");
        old.execute(NOTE + "('" + tooLarge + "', '" + owner
                + "', 1, 1, jsonb_build_object('content', repeat('x', 1100000)))");

        OwnerReport report = copy();

        assertThat(report.stored()).isOne();
        assertThat(report.isWhole()).isFalse();
        assertThat(report.json().toString()).contains(tooLarge.toString(), "item_too_large");
        assertThat(get("/v1/notes/" + large).path("payload").path("content").asText())
                .hasSize(900_000);
    }

    @Test
    void losesNothingWhenTheOldServerIsStoppedBetweenTwoCopies() throws Exception {
        UUID owner = old.user(subject, 2);
        var turns = new Semaphore(BEFORE);
        var written = new AtomicLong();
        Thread writer = Thread.ofPlatform().start(() -> write(owner, turns, written));
        while (written.get() < BEFORE) {
            Thread.onSpinWait();
        }
        turns.release(BEFORE);
        OwnerReport first = copy();
        while (written.get() < 2 * BEFORE) {
            Thread.onSpinWait();
        }
        writer.interrupt();
        writer.join();

        OwnerReport second = copy();

        assertThat(first.stored()).isGreaterThanOrEqualTo(BEFORE);
        assertThat(second.isWhole()).isTrue();
        assertThat(second.read()).isEqualTo(2 * BEFORE);
        assertThat(first.stored() + second.stored()).isEqualTo(2 * BEFORE);
        Digests digests = second.tables().getFirst().digests();
        assertThat(digests.there()).isEqualTo(digests.here());
        assertThat(get("/v1/notes/aggregate?select=count()").toString()).contains("" + 2 * BEFORE);
    }

    @Test
    void refusesADatabaseThatIsNotTheOldServers() {
        old.execute("ALTER TABLE chat_message DROP COLUMN chat_uid");
        assertThatThrownBy(old::open)
                .isInstanceOf(OldDatabaseFault.class)
                .hasMessageContaining("it has no chat_message.chat_uid");
        old.execute("CREATE TABLE space_head (tenant_id text)");
        assertThatThrownBy(old::open).isInstanceOf(OldDatabaseFault.class).hasMessageContaining("a database of ours");
    }

    /// Writes a row for each turn that it gets, until it is interrupted.
    private void write(UUID owner, Semaphore turns, AtomicLong written) {
        String insert = NOTE + "(gen_random_uuid(), '" + owner + "', ?, 1, '{\"title\":\"of the writer\"}')";
        try (var connection = old.connect();
                var statement = connection.prepareStatement(insert)) {
            while (true) {
                turns.acquire();
                statement.setLong(1, 1_700_000_000_000L + written.get());
                statement.executeUpdate();
                written.incrementAndGet();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private OwnerReport copy() throws SQLException {
        return copyAll().stream()
                .filter(report -> report.owner().subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private List<OwnerReport> copyAll() throws SQLException {
        var reports = new ArrayList<OwnerReport>();
        var database = WORKSPACE.database();
        var texts = new IndexedTexts(database, new TextIndex(database, SearchLanguages.parse("simple")));
        var writer = new SpaceWriter(
                database, new Decision(Clock.systemUTC()), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
        String issuer = get("/v1/me").path("issuer").asText();
        var destination = new OldImport.Destination(RunningServer.DEFAULT_TENANT, issuer, "import:old");
        try (var source = old.open()) {
            var work = new OldImport(source, new TransferStore(database), writer, destination);
            for (OldOwner owner : source.owners()) {
                reports.add(work.run(owner, _ -> {}));
            }
        }
        return reports;
    }

    private static String cursorOfOldServer(UUID uid) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1700000000000|" + uid).getBytes(StandardCharsets.US_ASCII));
    }

    private String title(String path, String ofUser) {
        return json(server.get(path, ofUser).body())
                .path("payload")
                .path("title")
                .asText();
    }

    private JsonNode get(String path) {
        return json(server.get(path, token).body());
    }

    private static JsonNode json(String text) {
        return Json.stored(text);
    }
}
