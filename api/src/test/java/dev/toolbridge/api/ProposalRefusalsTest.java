package dev.toolbridge.api;

import static dev.toolbridge.api.ProposalWorld.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    private static String code(HttpResponse<String> answer) {
        return RunningServer.json(answer).path("code").asText();
    }
}
