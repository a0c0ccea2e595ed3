package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Memories of a project: keys, uids, actions, credentials, and recall.
class MemoriesTest {
    private final Team team = Team.ofAllRoles();

    private Reply remember(String person, String members) {
        return team.send(person, "POST", team.space("/memories"), "{" + members + "}");
    }

    private String made(String person, String members) {
        Reply reply = remember(person, members);
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply.at("/uid").textValue();
    }

    private Reply act(String person, String uid, String action) {
        return team.send(
                person, "POST", team.space("/memories/" + uid + "/process"), "{\"action\":\"" + action + "\"}");
    }

    private JsonNode recall(String query) {
        Reply reply = team.send("viewer", "GET", team.project("/recall?" + query));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        return reply.at("/memories");
    }

    @Test
    void namesConventionsByTheirFirstSentenceAndOnlyOnce() {
        String members = "\"memoryType\":\"convention\",\"content\":\"Use tabs, never blanks. They are wider.\"";
        Reply made = remember("developer", members);
        assertThat(made.at("/payload/key").textValue()).isEqualTo("use-tabs-never-blanks");
        Reply taken = remember("developer", members.replace("wider", "narrower"));
        assertThat(taken.status()).as(taken::toString).isEqualTo(409);
        assertThat(taken.at("/code").textValue()).isEqualTo("key_taken");
        assertThat(taken.at("/uid")).isEqualTo(made.at("/uid"));

        String fact =
                made("developer", "\"memoryType\":\"fact\",\"content\":\"x y\",\"key\":\"use-tabs-never-blanks\"");
        Call become = Call.of("PATCH", team.space("/memories/" + fact)).json("{\"memoryType\":\"convention\"}");
        assertThat(team.send("developer", become).at("/code").textValue()).isEqualTo("key_taken");
        team.send(
                "developer", "DELETE", team.space("/memories/" + made.at("/uid").textValue()));
        assertThat(team.send("developer", become).status()).isEqualTo(200);
        Reply back = team.send(
                "developer",
                "POST",
                team.space("/memories/" + made.at("/uid").textValue() + "/restore"),
                "{\"version\":1}");
        assertThat(back.at("/code").textValue()).as(back::toString).isEqualTo("key_taken");
    }

    @Test
    void refusesAKeyTwiceInOneBatch() {
        String create = "{\"op\":\"create\",\"type\":\"memory\",\"payload\":"
                + "{\"memoryType\":\"convention\",\"key\":\"one\",\"content\":\"Number %s\"}}";
        Reply batch = team.send(
                "developer",
                "POST",
                team.space("/batch"),
                "{\"mode\":\"each\",\"operations\":[" + create.replace("%s", "a") + "," + create.replace("%s", "b")
                        + "]}");
        assertThat(batch.body()).contains("key_taken");
        assertThat(recall("q=one")).hasSize(1);
    }

    @Test
    void givesTheSameNameElsewhereOneUid() {
        String members = "\"memoryType\":\"fact\",\"content\":\"The port is 8080\",\"externalId\":\"mem-1\"";
        String first = made("developer", members);
        Reply again = remember("admin", members);
        assertThat(again.status()).as(again::toString).isEqualTo(200);
        assertThat(again.at("/uid").textValue()).isEqualTo(first);
        assertThat(remember("developer", members.replace("8080", "9090")).status())
                .isEqualTo(409);

        String uuid = UUID.randomUUID().toString();
        assertThat(made("developer", "\"memoryType\":\"fact\",\"content\":\"x\",\"externalId\":\"" + uuid + "\""))
                .isEqualTo(uuid);
        Reply other = remember("developer", "\"uid\":\"" + UUID.randomUUID() + "\"," + members);
        assertThat(other.at("/code").textValue()).as(other::toString).isEqualTo("invalid_uid");

        String create =
                "{\"op\":\"create\",\"type\":\"memory\",\"payload\":{" + members.replace("mem-1", "twice") + "}}";
        Reply batch = team.send(
                "developer", "POST", team.space("/batch"), "{\"operations\":[" + create + "," + create + "]}");
        assertThat(batch.status()).as(batch::toString).isEqualTo(200);
        assertThat(batch.at("/results/0/uid")).isEqualTo(batch.at("/results/1/uid"));
        Reply own = team.send("developer", "POST", "/v1/memories", "{" + members + "}");
        assertThat(own.at("/uid").textValue()).as("one's own space").isNotEqualTo(first);
    }

    @Test
    void pinsOnlyForAdmins() {
        String uid = made("developer", "\"memoryType\":\"fact\",\"content\":\"Deploys are on Fridays\"");
        assertThat(act("developer", uid, "pin").status()).isEqualTo(403);
        assertThat(remember("developer", "\"memoryType\":\"fact\",\"content\":\"x\",\"pinned\":true")
                        .status())
                .isEqualTo(403);
        assertThat(act("admin", uid, "pin").at("/payload/pinned").booleanValue())
                .isTrue();
        Call unpin = Call.of("PATCH", team.space("/memories/" + uid)).json("{\"pinned\":null}");
        assertThat(team.send("developer", unpin).status()).isEqualTo(403);
        assertThat(act("owner", uid, "unpin").at("/payload/pinned").booleanValue())
                .isFalse();
        Reply convention = remember("admin", "\"memoryType\":\"convention\",\"content\":\"Commits are small\"");
        assertThat(convention.at("/payload/pinned").booleanValue()).isTrue();
        Reply own = team.send(
                "developer", "POST", "/v1/memories", "{\"memoryType\":\"fact\",\"content\":\"x\",\"pinned\":true}");
        assertThat(own.status()).as("one's own space").isEqualTo(201);
    }

    @Test
    void stampsVerifications() {
        String uid = made("developer", "\"memoryType\":\"gotcha\",\"content\":\"Restart the indexer after a restore\"");
        assertThat(act("viewer", uid, "verify").status()).isEqualTo(403);
        assertThat(act("developer", uid, "dispute").at("/payload/disputed").booleanValue())
                .isTrue();
        assertThat(recall("q=indexer").at("/0/state").textValue()).isEqualTo("disputed");
        assertThat(recall("q=indexer").at("/0/why/trust").doubleValue()).isBetween(0.25, 0.3);
        Reply verified = act("admin", uid, "verify");
        assertThat(verified.at("/payload/disputed").booleanValue()).isFalse();
        assertThat(verified.at("/payload/verifiedAt").textValue()).isNotBlank();
        assertThat(verified.at("/payload/verifiedBy").textValue()).startsWith("admin-");
        assertThat(recall("q=indexer").at("/0/state").textValue()).isEqualTo("fresh");
    }

    @ParameterizedTest
    @CsvSource({
        "private_key, '-----BEGIN RSA PRIVATE KEY-----\\nMIIE'",
        "aws_access_key, AKIAIOSFODNN7EXAMPLE",
        "assigned_secret, 'the api_key = q1w2e3r4t5y6u7i8o9p0 works'",
        "address_with_password, 'postgres://app:hunter2@db/app'",
        "toolbridge_key, 'fbk_live_0123456789abcdef'",
    })
    void refusesCredentialsAndNamesTheRule(String rule, String text) {
        for (String field : new String[] {"content", "rationale", "odd"}) {
            String content = field.equals("content") ? "" : ",\"content\":\"plain\"";
            Reply refused =
                    remember("developer", "\"memoryType\":\"fact\",\"" + field + "\":\"" + text + "\"" + content);
            assertThat(refused.status()).as(refused::toString).isEqualTo(422);
            assertThat(refused.at("/code").textValue()).isEqualTo("looks_like_secret");
            assertThat(refused.at("/rule").textValue()).isEqualTo(rule);
            assertThat(refused.body()).doesNotContain(text);
        }
    }

    @Test
    void takesTextsThatOnlyTalkAboutCredentials() {
        made(
                "developer",
                "\"memoryType\":\"fact\",\"content\":\"The token is kept in localStorage; password: see vault\"");
        made("developer", "\"memoryType\":\"fact\",\"content\":\"-----BEGIN CERTIFICATE----- is public\"");
    }

    @Test
    void recallsTheExactKeyFirstAndNamesTheSource() {
        made("developer", "\"memoryType\":\"fact\",\"content\":\"deploy-window deploy-window deploy-window\"");
        String uid = made(
                "developer",
                "\"memoryType\":\"decision\",\"key\":\"deploy-window\","
                        + "\"content\":\"Releases go out on Tuesdays\",\"tags\":[\"ops\"]");
        JsonNode found = recall("q=deploy-window");
        assertThat(found).hasSize(2);
        assertThat(found.at("/0/uid").textValue()).isEqualTo(uid);
        assertThat(found.at("/0/why/match").textValue()).isEqualTo("key");
        assertThat(found.at("/0/why/halfLifeDays").intValue()).isEqualTo(730);
        assertThat(found.at("/1/why/match").textValue()).isEqualTo("words");
        assertThat(found.at("/0/source/user").textValue()).startsWith("developer-");
        assertThat(recall("q=deploy-window&type=decision")).hasSize(1);
        assertThat(recall("q=deploy-window&tag=ops")).hasSize(1);
        assertThat(recall("q=deploy-window&limit=1")).hasSize(1);
        assertThat(team.send("viewer", "GET", team.space("/recall?q=Tuesdays")).at("/memories"))
                .hasSize(1);
        assertThat(team.send("viewer", "GET", "/v1/recall?q=Tuesdays").at("/memories"))
                .isEmpty();
        assertThat(team.send("stranger", "GET", team.project("/recall?q=Tuesdays"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void leavesSupersededMemoriesOut() {
        String old = made("developer", "\"memoryType\":\"fact\",\"content\":\"Kubernetes runs the workers\"");
        String newer = made(
                "developer",
                "\"memoryType\":\"fact\",\"content\":\"Nomad runs the workers\",\"supersedesUid\":\"" + old + "\"");
        assertThat(recall("q=workers")).hasSize(1);
        assertThat(recall("q=workers&superseded=true").findValuesAsText("state"))
                .containsExactlyInAnyOrder("fresh", "superseded");
        team.send("developer", "DELETE", team.space("/memories/" + newer));
        assertThat(recall("q=workers").at("/0/uid").textValue()).isEqualTo(old);
    }

    @Test
    void namesNeighboursOfANewMemory() {
        String first = made("developer", "\"memoryType\":\"fact\",\"content\":\"Invoices are numbered without gaps\"");
        made("developer", "\"memoryType\":\"fact\",\"content\":\"Lunch is at noon\"");
        Reply second =
                remember("developer", "\"memoryType\":\"gotcha\",\"content\":\"Cancelled invoices stay numbered\"");
        assertThat(second.at("/neighbours")).hasSize(1);
        assertThat(second.at("/neighbours/0/uid").textValue()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "q=", "q=x&type=idea", "q=x&limit=0", "q=x&limit=51", "q=x&since=yesterday", "q=x&tag="})
    void refusesBadQuestions(String query) {
        Reply refused = team.send("viewer", "GET", team.project("/recall?" + query));
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
    }

    @Test
    void refusesATimeThatIsNone() {
        Reply refused = team.send("viewer", "GET", team.space("/memories?updatedAt=gte.yesterday"));
        assertThat(refused.status()).as(refused::toString).isEqualTo(400);
        assertThat(team.send("viewer", "GET", team.space("/memories?since=yesterday"))
                        .status())
                .isEqualTo(400);
    }
}
