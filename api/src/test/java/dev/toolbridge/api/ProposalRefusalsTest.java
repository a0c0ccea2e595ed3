package dev.toolbridge.api;

import static dev.toolbridge.api.ProposalWorld.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proposals that are refused, and credentials that may do no more than propose.
class ProposalRefusalsTest {
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
    void aRequestThatIsSentAgainMakesOneProposal() {
        var person = world.person();
        var body = Map.of(
                "title",
                "Tidy",
                "operations",
                List.of(Map.of("op", "create", "type", "note", "payload", Map.of("title", "New"))));

        var first = world.server.post("/v1/proposals", person.assistant, body, "Idempotency-Key", "k");
        var again = world.server.post("/v1/proposals", person.assistant, body, "Idempotency-Key", "k");

        assertThat(RunningServer.json(again).path("id"))
                .isEqualTo(RunningServer.json(first).path("id"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(world.server
                        .post(
                                "/v1/proposals",
                                person.assistant,
                                Map.of("title", "Other", "operations", body.get("operations")),
                                "Idempotency-Key",
                                "k")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void oddProposalsAreRefused() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        var good = patch(uid, Map.of("title", "A"));
        for (Map<String, ?> body : List.<Map<String, ?>>of(
                Map.of("operations", List.of(good)),
                Map.of("title", " ", "operations", List.of(good)),
                Map.of("title", "x".repeat(201), "operations", List.of(good)),
                Map.of("title", "x", "operations", List.of()),
                Map.of("title", "x", "operations", Map.of()),
                Map.of("title", "x", "operations", List.of(good), "expiresIn", "P31D"),
                Map.of("title", "x", "operations", List.of(good), "expiresIn", 5),
                Map.of("title", "x", "operations", List.of(good), "mode", "each"),
                Map.of("title", "x", "operations", List.of(patch(uid, Map.of("title", "Plan")))))) {
            assertThat(world.server
                            .post("/v1/proposals", person.assistant, body)
                            .statusCode())
                    .as("%s", body)
                    .isEqualTo(400);
        }
        assertThat(world.server
                        .post(
                                "/v1/proposals",
                                person.assistant,
                                Map.of("title", "x", "operations", Collections.nCopies(201, good)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(code(person.tryPropose(person.assistant, patch(UUID.randomUUID(), Map.of("title", "A")))))
                .isEqualTo("batch_refused");
    }

    @Test
    void oddDecisionsAreRefused() {
        var person = world.person();
        JsonNode proposal = person.propose(patch(person.note(Map.of("title", "Plan")), Map.of("title", "A")));
        assertThat(person.decide(proposal, Map.of("h2", "accepted")).statusCode())
                .isEqualTo(400);
        assertThat(person.decide(proposal, Map.of("h1", "maybe")).statusCode()).isEqualTo(400);
        assertThat(world.server.get("/v1/proposals?state=old", person.token).statusCode())
                .isEqualTo(400);
        assertThat(world.server
                        .get("/v1/proposals/" + UUID.randomUUID(), person.token)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCredentialThatMayOnlyProposeIsToldSo() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));

        var refused = world.server.delete("/v1/notes/" + uid, person.assistant);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("proposal_required");
        assertThat(code(world.server.post("/v1/notes", person.assistant, Map.of("title", "x"))))
                .isEqualTo("proposal_required");
        assertThat(code(world.server.post("/v1/chats", person.assistant, Map.of("title", "x"))))
                .isEqualTo("forbidden");
        assertThat(code(world.server.post(
                        "/v1/batch",
                        person.assistant,
                        Map.of("operations", List.of(patch(uid, Map.of("title", "A")))))))
                .isEqualTo("proposal_required");
        assertThat(person.tryPropose(
                                person.assistant,
                                Map.of("op", "create", "type", "chat", "payload", Map.of("title", "x")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTaskThatMovedKeepsItsPlaceUnlessThatIsProposed() {
        var person = world.person();
        UUID from = list(person);
        UUID elsewhere = list(person);
        String task = made(person, "tasks", Map.of("title", "Pack", "taskListUid", from));
        var title = person.propose(task(task, Map.of("title", "Pack all")));
        var place = person.propose(task(task, Map.of("taskListUid", list(person))));
        var moved = Optional.of(Json.text(Map.of("taskListUid", elsewhere)));
        assertThat(world.server
                        .send("PATCH /v1/tasks/" + task, person.token, moved)
                        .statusCode())
                .isEqualTo(200);

        assertThat(person.approve(title).statusCode()).isEqualTo(200);
        assertThat(code(person.approve(place))).isEqualTo("proposal_stale");
        JsonNode after = RunningServer.json(world.server.get("/v1/tasks/" + task, person.token))
                .path("payload");
        assertThat(after.path("title").asText()).isEqualTo("Pack all");
        assertThat(after.path("taskListUid").asText()).isEqualTo(elsewhere.toString());
    }

    @Test
    void theLastDecisionAboutAHunkCounts() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "color", "red"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A", "color", "blue")));
        person.decide(proposal, Map.of("h1", "accepted"));
        String seen = person.proposal(proposal).path("seen").asText();

        person.decide(proposal, Map.of("h1", "accepted"));
        assertThat(person.proposal(proposal).path("seen").asText()).isEqualTo(seen);
        person.decide(proposal, Map.of("h1", "rejected"));
        assertThat(person.proposal(proposal).path("seen").asText()).isNotEqualTo(seen);
        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
        assertThat(person.note(uid).toString()).contains("\"red\"").doesNotContain("\"Plan\"");
    }

    /// The right of the person who approves counts: a program that may no longer propose has lost nothing that was
    /// proposed, and gains nothing.
    @Test
    void aProposalOutlivesTheRightToPropose() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        String reader = person.token(Map.of("client_id", "some-assistant", "scope", "*:read"));
        String poor = person.token(Map.of("client_id", ProposalWorld.CLIENT, "scope", "*:read proposals:approve"));
        var decision = Map.of("seen", person.proposal(proposal).path("seen").asText(), "rest", "accepted");

        assertThat(world.server
                        .post(ProposalWorld.one(proposal) + "/withdraw", reader, Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(world.server
                        .post(ProposalWorld.one(proposal) + "/approve", poor, decision)
                        .statusCode())
                .isEqualTo(403);
        assertThat(person.note(uid).path("title").asText()).isEqualTo("Plan");
        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
    }

    @Test
    void whoLeftTheTenantApprovesNothingThere() throws InterruptedException {
        var person = world.person();
        JsonNode proposal = person.propose(patch(person.note(Map.of("title", "Plan")), Map.of("title", "A")));
        var decision = Map.of("seen", person.proposal(proposal).path("seen").asText(), "rest", "accepted");
        world.provider.control(
                "DELETE",
                "/memberships",
                Map.of("user_id", person.id, "organization_id", ProposalWorld.TENANT, "silently", true));

        try (var server = world.another(Map.of("APPROVAL_CLIENTS", ProposalWorld.CLIENT))) {
            for (String credential : List.of(person.approver, person.assistant, person.token)) {
                assertThat(server.post(ProposalWorld.one(proposal) + "/approve", credential, decision)
                                .statusCode())
                        .isEqualTo(403);
                assertThat(server.get(ProposalWorld.one(proposal), credential).statusCode())
                        .isEqualTo(403);
            }
        }
    }

    private static UUID list(ProposalWorld.Person person) {
        return UUID.fromString(made(person, "task_lists", Map.of("title", "List")));
    }

    private static String made(ProposalWorld.Person person, String plural, Map<String, ?> payload) {
        return RunningServer.json(world.server.post("/v1/" + plural, person.token, payload))
                .path("uid")
                .asText();
    }

    private static Map<String, Object> task(String uid, Map<String, ?> payload) {
        return Map.of("op", "patch", "type", "task", "uid", uid, "payload", payload);
    }

    private static String code(HttpResponse<String> answer) {
        return RunningServer.json(answer).path("code").asText();
    }
}
