package dev.toolbridge.api;

import static dev.toolbridge.api.ProposalWorld.one;
import static dev.toolbridge.api.ProposalWorld.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes are proposed, decided by hunks, and applied once.
class ProposalRoutesTest {
    private static final String TEXT = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve";

    @TempDir
    static Path folder;

    private static ProposalWorld world;

    @BeforeAll
    static void start() throws InterruptedException {
        world = ProposalWorld.in(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aProposalChangesNothingUntilAPersonApproves() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "content", TEXT));

        JsonNode proposal = person.propose(
                patch(uid, Map.of("content", TEXT.replace("two", "2").replace("eleven", "11"), "title", "The plan")),
                Map.of("op", "create", "type", "task", "ref", "t", "payload", Map.of("title", "Call")));

        assertThat(proposal.path("state").asText()).isEqualTo("open");
        assertThat(proposal.path("reviewUrl").asText())
                .isEqualTo("https://api.example/review/" + proposal.path("id").asText() + "?tenant=org_a");
        assertThat(proposal.path("operations").findValuesAsText("id")).containsExactly("h1", "h2", "h3", "h4");
        assertThat(proposal.at("/operations/0/version").asInt()).isEqualTo(1);
        assertThat(proposal.at("/operations/0/hunks/0/lines").toString()).contains("\"-two\",\"+2\"");
        assertThat(proposal.at("/operations/0/hunks/2").toString())
                .isEqualTo("{\"id\":\"h3\",\"kind\":\"text\",\"field\":\"title\",\"fromLine\":1,\"fromCount\":1,"
                        + "\"toLine\":1,\"toCount\":1,\"lines\":[\"-Plan\",\"+The plan\"]}");
        assertThat(person.note(uid).path("content").asText()).isEqualTo(TEXT);

        var approved = person.approve(proposal);

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(person.note(uid).path("title").asText()).isEqualTo("The plan");
        JsonNode results = RunningServer.json(approved).path("results");
        assertThat(results.at("/0/version").asInt()).isEqualTo(2);
        JsonNode entry = RunningServer.json(world.server.get("/v1/notes/" + uid + "/history", person.token))
                .at("/items/0");
        assertThat(entry.at("/actor/client_id").asText()).isEqualTo("some-assistant");
        assertThat(entry.at("/actor/claimed_run").asText()).isEqualTo("run-7");
        assertThat(entry.at("/actor/approved_by").asText()).isEqualTo(person.id);
        assertThat(entry.at("/actor/approved_client").asText()).isEqualTo(ProposalWorld.CLIENT);
        assertThat(entry.at("/actor/proposal").asText())
                .isEqualTo(proposal.path("id").asText());
    }

    @Test
    void hunksAreAcceptedRejectedAndRevisedByThemselves() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "content", TEXT, "color", "red"));
        JsonNode proposal = person.propose(patch(
                uid,
                Map.of("color", "blue", "content", TEXT.replace("two", "2").replace("eleven", "11"), "title", "New")));

        assertThat(person.decide(proposal, Map.of("h1", "rejected", "h2", "accepted"))
                        .statusCode())
                .isEqualTo(200);
        String seen = RunningServer.json(
                        person.decide(proposal, Map.of("h3", Map.of("revised", "eight\nnine\nten\nELEVEN\ntwelve"))))
                .path("seen")
                .asText();
        assertThat(person.approve(proposal, Map.of("seen", seen)).statusCode()).isEqualTo(400);
        assertThat(person.approve(proposal, Map.of("seen", seen, "rest", "rejected"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(person.proposal(proposal).findValuesAsText("decision"))
                .containsExactly("rejected", "accepted", "", "rejected");
        assertThat(person.note(uid).path("color").asText()).isEqualTo("red");
        assertThat(person.note(uid).path("title").asText()).isEqualTo("Plan");
        assertThat(person.note(uid).path("content").asText())
                .isEqualTo(TEXT.replace("two", "2").replace("eleven", "ELEVEN"));
    }

    @Test
    void whatWasNotSeenIsNotApproved() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "Changed")));
        String seen = proposal.path("seen").asText();
        person.decide(proposal, Map.of("h1", Map.of("revised", "Something else")));

        var refused = person.approve(proposal, Map.of("seen", seen, "rest", "accepted"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("proposal_changed");
        assertThat(RunningServer.json(refused)
                        .at("/proposal/operations/0/hunks/0/decision/revised")
                        .asText())
                .isEqualTo("Something else");
        assertThat(person.approve(proposal, Map.of("rest", "accepted")).statusCode())
                .isEqualTo(400);
        assertThat(person.note(uid).path("title").asText()).isEqualTo("Plan");
    }

    @Test
    void textThatChangedElsewhereIsMerged() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "content", TEXT));
        JsonNode proposal = person.propose(patch(uid, Map.of("content", TEXT.replace("two", "2"))));
        person.patch(uid, Map.of("content", TEXT.replace("eleven", "11"), "mood", "good"));

        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);

        assertThat(person.note(uid).path("content").asText())
                .isEqualTo(TEXT.replace("two", "2").replace("eleven", "11"));
        assertThat(person.note(uid).path("mood").asText()).isEqualTo("good");
    }

    @Test
    void textThatChangedAtTheSamePlaceIsShownAnew() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "content", TEXT));
        JsonNode proposal = person.propose(patch(uid, Map.of("content", TEXT.replace("two", "2"))));
        person.patch(uid, Map.of("content", TEXT.replace("two", "twO").replace("eleven", "11")));

        var stale = person.approve(proposal);

        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(code(stale)).isEqualTo("proposal_stale");
        assertThat(person.note(uid).path("content").asText()).contains("twO");
        assertThat(RunningServer.json(stale)
                        .at("/proposal/operations/0/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(RunningServer.json(stale)
                        .at("/proposal/operations/0/hunks/0/lines")
                        .toString())
                .contains("\"-twO\",\"+2\"")
                .doesNotContain("eleven");
        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
        assertThat(person.note(uid).path("content").asText())
                .isEqualTo(TEXT.replace("two", "2").replace("eleven", "11"));
    }

    @Test
    void aDeletionIsOfTheVersionThatWasSeen() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(Map.of("op", "delete", "type", "note", "uid", uid));
        person.patch(uid, Map.of("title", "plan"));

        assertThat(code(person.approve(proposal))).isEqualTo("proposal_stale");
        assertThat(person.proposal(proposal).at("/operations/0/hunks/0/fields").toString())
                .contains("\"before\":\"plan\"");
        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
        assertThat(world.server.get("/v1/notes/" + uid, person.token).statusCode())
                .isEqualTo(410);
    }

    @Test
    void aTargetThatIsGoneCanOnlyBeLeftOut() {
        var person = world.person();
        UUID gone = person.note(Map.of("title", "Gone"));
        UUID kept = person.note(Map.of("title", "Kept"));
        JsonNode proposal =
                person.propose(patch(gone, Map.of("title", "Back")), patch(kept, Map.of("title", "Still here")));
        world.server.delete("/v1/notes/" + gone, person.token);

        assertThat(code(person.approve(proposal))).isEqualTo("proposal_stale");
        assertThat(person.proposal(proposal).at("/operations/0/gone").asText()).isEqualTo("deleted");
        assertThat(code(person.approve(proposal))).isEqualTo("proposal_stale");
        person.decide(proposal, Map.of("h1", "rejected"));
        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
        assertThat(person.note(kept).path("title").asText()).isEqualTo("Still here");
    }

    @Test
    void aProposalEndsOnce() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode applied = person.propose(patch(uid, Map.of("title", "A")));
        JsonNode rejected = person.propose(patch(uid, Map.of("title", "B")));
        JsonNode withdrawn = person.propose(patch(uid, Map.of("title", "C")));
        String seen = applied.path("seen").asText();
        assertThat(person.approve(applied).statusCode()).isEqualTo(200);
        assertThat(world.server
                        .post(one(rejected) + "/reject", person.token, Map.of("reason", "Too short"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(world.server
                        .post(one(withdrawn) + "/withdraw", person.token, Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(world.server
                        .post(one(withdrawn) + "/withdraw", person.assistant, Map.of())
                        .statusCode())
                .isEqualTo(200);

        for (JsonNode closed : List.of(applied, rejected, withdrawn)) {
            assertThat(code(person.approve(closed, Map.of("seen", seen, "rest", "accepted"))))
                    .isEqualTo("invalid_state");
            assertThat(code(person.decide(closed, Map.of("h1", "accepted")))).isEqualTo("invalid_state");
            assertThat(code(world.server.post(one(closed) + "/reject", person.token, Map.of())))
                    .isEqualTo("invalid_state");
        }
        assertThat(person.note(uid).path("title").asText()).isEqualTo("A");
        assertThat(person.proposal(rejected).path("closingReason").asText()).isEqualTo("Too short");
        assertListed(person, applied, rejected);
    }

    /// Lists go by state, and in pages from the newest one on.
    private static void assertListed(ProposalWorld.Person person, JsonNode applied, JsonNode rejected) {
        JsonNode list = RunningServer.json(world.server.get("/v1/proposals?state=rejected&limit=1", person.assistant));
        assertThat(list.path("proposals").findValuesAsText("id"))
                .containsExactly(rejected.path("id").asText());
        JsonNode first = RunningServer.json(world.server.get("/v1/proposals?limit=2", person.assistant));
        JsonNode second = RunningServer.json(world.server.get(
                "/v1/proposals?limit=2&cursor=" + first.path("nextCursor").asText(), person.assistant));
        assertThat(first.path("hasMore").asBoolean()).isTrue();
        assertThat(second.path("proposals").findValuesAsText("id"))
                .containsExactly(applied.path("id").asText());
    }

    @Test
    void aWipeEndsProposals() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        String session = RunningServer.json(world.server.post("/v1/sync/sessions", person.token, Map.of()))
                .path("id")
                .asText();
        assertThat(world.server
                        .post("/v1/sync/wipe", person.token, Map.of("confirm", "WIPE"), "X-Sync-Session", session)
                        .statusCode())
                .isEqualTo(200);

        assertThat(world.server.get(one(proposal), person.token).statusCode()).isEqualTo(404);
    }

    private static String code(HttpResponse<String> answer) {
        return RunningServer.json(answer).path("code").asText();
    }
}
