package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pushes by base version: what merges, every row of the table of conflicts, and their settlement.
class ConflictsTest {
    private static final String CLOCK = "2001-01-01T00:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Team team = Team.ofAllRoles();
    private final String uid = UUID.randomUUID().toString();
    private final Device one = new Device(team, "developer", uid);
    private final Device other = new Device(team, "admin", uid);

    /// Both devices have version 1.
    private void begin() {
        one.edit("content", "first");
        one.edit("tags", JSON.createArrayNode().add("a").add("b"));
        sent(one);
        other.pull();
    }

    private static JsonNode sent(Device device) {
        JsonNode ack = device.push(CLOCK);
        device.read(ack);
        return ack;
    }

    private JsonNode stored() {
        return team.send("viewer", "GET", team.space("/memories/" + uid)).at("/payload");
    }

    private JsonNode conflicts() {
        Reply reply = team.send("viewer", "GET", team.project("/conflicts"));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        return reply.at("/conflicts");
    }

    private Reply resolve(String person, long version, String body) {
        return team.send(person, "POST", team.project("/conflicts/" + uid + "/" + version + "/resolve"), body);
    }

    private void pin() {
        Reply pinned = team.send("admin", "POST", team.space("/memories/" + uid + "/process"), "{\"action\":\"pin\"}");
        assertThat(pinned.status()).as(pinned::toString).isEqualTo(200);
    }

    @Test
    void mergesWhatOneSideHasChangedAndTagsAsSets() {
        begin();
        one.edit("rationale", "because");
        one.edit("tags", JSON.createArrayNode().add("a").add("c"));
        sent(one);
        other.edit("content", "second");
        other.edit("tags", JSON.createArrayNode().add("b").add("d"));
        JsonNode ack = sent(other);
        assertThat(ack.path("applied").booleanValue()).isTrue();
        assertThat(ack.path("merged").booleanValue()).isTrue();
        assertThat(stored().path("content").textValue()).isEqualTo("second");
        assertThat(stored().path("rationale").textValue()).isEqualTo("because");
        assertThat(stored().path("tags")).hasToString("[\"c\",\"d\"]");
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void takesAPushWithoutAConflictWhateverTheClock() {
        begin();
        other.edit("content", "second");
        assertThat(other.push("1999-01-01T00:00:00Z").path("applied").booleanValue())
                .isTrue();
        assertThat(stored().path("content").textValue()).isEqualTo("second");
    }

    @Test
    void letsTheClientWinOverAnEdit() {
        begin();
        one.edit("content", "server's");
        sent(one);
        other.edit("content", "client's");
        JsonNode ack = sent(other);
        assertThat(ack.path("applied").booleanValue()).isTrue();
        assertThat(ack.path("version").longValue()).isEqualTo(3);
        JsonNode conflict = conflicts().path(0);
        assertThat(conflict.path("kind").textValue()).isEqualTo("local_wins");
        assertThat(conflict.at("/base/content").textValue()).isEqualTo("first");
        assertThat(conflict.at("/kept/content").textValue()).isEqualTo("client's");
        assertThat(conflict.at("/lost/content").textValue()).isEqualTo("server's");
        assertThat(conflict.at("/keptBy/user").textValue()).startsWith("admin-");
        assertThat(conflict.at("/lostBy/user").textValue()).startsWith("developer-");
        assertThat(other.push(CLOCK).path("version").longValue())
                .as("sent again")
                .isEqualTo(3);
        assertThat(conflicts()).hasSize(1);
    }

    @Test
    void listsAllConflictsHoweverLargeTheirTextsAre() {
        begin();
        for (int count = 1; count <= 4; count++) {
            one.pull();
            other.pull();
            one.edit("content", count + " server's");
            one.edit("more", "server's ".repeat(70_000));
            sent(one);
            other.edit("content", count + " client's");
            other.edit("more", "client's ".repeat(70_000));
            sent(other);
        }

        var versions = new ArrayList<Long>();
        String cursor = "";
        boolean areMore = true;
        while (areMore) {
            Reply page = team.send("viewer", "GET", team.project("/conflicts") + cursor);
            page.at("/conflicts")
                    .forEach(conflict -> versions.add(conflict.path("version").longValue()));
            areMore = page.at("/hasMore").booleanValue();
            cursor = "?cursor=" + page.at("/nextCursor").textValue();
        }
        assertThat(versions).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void letsTheServerWinOverWhatIsPinned() {
        begin();
        pin();
        one.pull();
        one.edit("content", "client's");
        other.pull();
        other.edit("content", "server's");
        sent(other);
        JsonNode ack = sent(one);
        assertThat(ack.path("applied").booleanValue()).isFalse();
        assertThat(ack.path("reason").textValue()).isEqualTo("server_wins");
        assertThat(ack.path("version").longValue()).isEqualTo(5);
        assertThat(stored().path("content").textValue()).isEqualTo("server's");
        Reply superseded = team.send("viewer", "GET", team.space("/memories/" + uid + "/history/4"));
        assertThat(superseded.at("/payload/content").textValue())
                .as(superseded::toString)
                .isEqualTo("client's");
        assertThat(conflicts().at("/0/lost/content").textValue()).isEqualTo("client's");
        one.edit("content", "client's");
        assertThat(one.push(CLOCK).path("reason").textValue()).as("sent again").isEqualTo("server_wins");
        assertThat(conflicts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsWhatWasEditedBeforeADeletion(boolean isPinned) {
        begin();
        if (isPinned) {
            pin();
            one.pull();
        }
        one.edit("content", "edited");
        sent(one);
        other.delete();
        JsonNode ack = sent(other);
        assertThat(ack.path("applied").booleanValue()).isFalse();
        assertThat(ack.path("reason").textValue()).isEqualTo("edited_meanwhile");
        assertThat(stored().path("content").textValue()).isEqualTo("edited");
        assertThat(conflicts().at("/0/lost").isNull()).isTrue();
        other.pull();
        assertThat(other.fields().path("content").textValue()).isEqualTo("edited");
        long version = conflicts().at("/0/version").longValue();
        assertThat(resolve("admin", version, "{\"take\":\"lost\"}").status()).isEqualTo(200);
        assertThat(team.send("viewer", "GET", team.space("/memories/" + uid)).status())
                .isEqualTo(410);
    }

    @Test
    void revivesADeletedMemoryForTheClient() {
        begin();
        one.delete();
        sent(one);
        other.edit("content", "edited");
        assertThat(sent(other).path("applied").booleanValue()).isTrue();
        assertThat(stored().path("content").textValue()).isEqualTo("edited");
        assertThat(conflicts().at("/0/kind").textValue()).isEqualTo("revived");
    }

    @Test
    void leavesAPinnedMemoryDeletedAndKeepsTheText() {
        begin();
        pin();
        one.pull();
        team.send("admin", "DELETE", team.space("/memories/" + uid));
        one.edit("content", "edited");
        JsonNode ack = sent(one);
        assertThat(ack.path("reason").textValue()).isEqualTo("server_wins");
        assertThat(ack.path("version").longValue()).isEqualTo(5);
        assertThat(team.send("viewer", "GET", team.space("/memories/" + uid)).status())
                .isEqualTo(410);
        assertThat(conflicts().at("/0/kept").isNull()).isTrue();
        assertThat(conflicts().at("/0/lost/content").textValue()).isEqualTo("edited");
        assertThat(resolve("admin", 5, "{\"take\":\"lost\"}").status()).isEqualTo(200);
        assertThat(stored().path("content").textValue()).isEqualTo("edited");
    }

    @Test
    void settlesAConflictOnce() {
        begin();
        one.edit("content", "server's");
        sent(one);
        other.edit("content", "client's");
        sent(other);
        for (String bad : new String[] {
            "{}",
            "{\"take\":\"both\"}",
            "{\"take\":\"merged\"}",
            "{\"take\":\"kept\",\"payload\":{}}",
            "{\"take\":\"merged\",\"payload\":7}"
        }) {
            assertThat(resolve("developer", 3, bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(resolve("viewer", 3, "{\"take\":\"kept\"}").status()).isEqualTo(403);
        assertThat(resolve("stranger", 3, "{\"take\":\"kept\"}").status()).isEqualTo(404);
        assertThat(resolve("developer", 2, "{\"take\":\"kept\"}").status()).isEqualTo(404);
        String merged = "{\"take\":\"merged\",\"payload\":{\"memoryType\":\"fact\",\"content\":\"both\"}}";
        assertThat(resolve("developer", 3, merged.replace("both", "")).status()).isEqualTo(400);
        Reply settled = resolve("developer", 3, merged);
        assertThat(settled.at("/taken").textValue()).as(settled::toString).isEqualTo("merged");
        assertThat(stored().path("content").textValue()).isEqualTo("both");
        assertThat(resolve("developer", 3, merged).at("/code").textValue()).isEqualTo("invalid_state");
        assertThat(conflicts()).isEmpty();
        assertThat(team.send("viewer", "GET", team.project("/conflicts?resolved=true"))
                        .at("/conflicts"))
                .hasSize(1);
    }

    @Test
    void keepsTheLaterTimeInPersonalSpaces() {
        String session = team.send("developer", "POST", "/v1/sync/sessions", "")
                .at("/id")
                .asText();
        for (String clock : new String[] {"2026-01-01T00:00:00Z", CLOCK}) {
            Reply acks = team.send(
                    "developer",
                    Call.of("POST", "/v1/sync/memories/push")
                            .with("X-Sync-Session", session)
                            .with("X-Sync-Epoch", "1")
                            .json(("{\"items\":[{\"uid\":\"%s\",\"memoryType\":\"fact\",\"content\":\"of %s\","
                                            + "\"updatedTs\":\"%s\"}]}")
                                    .formatted(uid, clock, clock)));
            assertThat(acks.at("/0/applied").booleanValue()).as(acks::toString).isEqualTo(!clock.equals(CLOCK));
        }
    }

    @Test
    void pagesThroughConflictsAndForgetsThemInAWipe() {
        begin();
        for (int number = 0; number < 3; number++) {
            one.pull();
            other.pull();
            one.edit("content", "server's " + number);
            sent(one);
            other.edit("content", "client's " + number);
            sent(other);
        }
        Reply page = team.send("viewer", "GET", team.project("/conflicts?limit=2"));
        assertThat(page.at("/conflicts")).as(page::toString).hasSize(2);
        Reply rest = team.send(
                "viewer",
                "GET",
                team.project(
                        "/conflicts?limit=2&cursor=" + page.at("/nextCursor").asText()));
        assertThat(rest.at("/conflicts")).hasSize(1);
        String session = team.send("owner", "POST", team.space("/sync/sessions"), "")
                .at("/id")
                .asText();
        Call wipe = Call.of("POST", team.space("/sync/wipe")).json("{\"confirm\":\"WIPE\"}");
        assertThat(team.send("owner", wipe.with("X-Sync-Session", session)).status())
                .isEqualTo(200);
        assertThat(conflicts()).isEmpty();
    }
}
