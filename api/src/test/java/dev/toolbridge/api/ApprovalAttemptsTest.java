package dev.toolbridge.api;

import static dev.toolbridge.api.ProposalWorld.one;
import static dev.toolbridge.api.ProposalWorld.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.http.FormBrowser;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An assistant tries to approve what it proposed: with every credential that a program can have, and in every state.
class ApprovalAttemptsTest {
    private static final List<Integer> REFUSALS = List.of(400, 401, 403, 404, 405, 409);

    @TempDir
    static Path folder;

    private static ProposalWorld world;

    @BeforeAll
    static void start() throws Exception {
        Path policy = Files.writeString(
                folder.resolve("policy.json"), "{\"org_a\":{\"reviewFrom\":{\"deletes\":true,\"over\":3}}}");
        world = ProposalWorld.withPage(folder, Map.of("REVIEW_POLICY_FILE", policy.toString()));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void noProgramApproves() {
        int attempts = 0;
        for (String state : List.of("open", "marked", "stale", "rejected", "withdrawn", "expired", "applied")) {
            var person = world.person();
            Map<String, ApprovalWays.Way> ways = new ApprovalWays(world, person).all();
            UUID uid = person.note(Map.of("title", "Plan"));
            JsonNode proposal = inState(state, person, uid);
            String title = person.note(uid).path("title").asText();
            String seen = Optional.ofNullable(
                            person.proposal(proposal).path("seen").textValue())
                    .orElse("00");
            assertThat(state)
                    .isIn(
                            "marked",
                            "stale",
                            person.proposal(proposal).path("state").asText());
            String before = person.proposal(proposal).path("state").asText();
            for (var way : ways.entrySet()) {
                for (var attempt : attempts(proposal, seen).entrySet()) {
                    var answer = sent(attempt, way.getValue());
                    attempts++;
                    assertThat(answer.statusCode())
                            .as("%s, %s, %s: %s", state, way.getKey(), attempt.getKey(), answer.body())
                            .isIn(attempt.getKey().contains("/approve") ? List.of(401, 403) : REFUSALS);
                }
            }
            attempts += onThePage(proposal, seen);
            assertThat(person.proposal(proposal).path("state").asText()).isEqualTo(before);
            assertThat(person.note(uid).path("title").asText()).isEqualTo(title);
        }
        assertThat(attempts).isGreaterThanOrEqualTo(1_000);
    }

    /// Requests that would approve if any did: each with a number and its line, and its body.
    private static Map<String, Object> attempts(JsonNode proposal, String seen) {
        String approve = "POST " + one(proposal) + "/approve";
        return Map.of(
                "1 " + approve,
                Map.of("seen", seen, "rest", "accepted"),
                "2 " + approve,
                Map.of("seen", seen, "rest", "accepted", "decisions", Map.of("h1", "accepted")),
                "3 " + approve,
                Map.of("seen", "00", "rest", "accepted"),
                "4 PATCH " + one(proposal),
                Map.of("state", "applied"),
                "5 PUT " + one(proposal) + "/decisions",
                Map.of("state", "applied"),
                "6 POST /v1/batch",
                Map.of("operations", List.of(approval(proposal, "approve"))),
                "7 POST /v1/batch",
                Map.of("operations", List.of(approval(proposal, "process"))));
    }

    private static Map<String, Object> approval(JsonNode proposal, String verb) {
        return Map.of("op", verb, "type", "proposal", "uid", proposal.path("id").asText(), "action", "approve");
    }

    private static HttpResponse<String> sent(Map.Entry<String, Object> attempt, ApprovalWays.Way way) {
        return world.server.send(
                attempt.getKey().substring(2), way.token(), Optional.of(Json.text(attempt.getValue())), way.headers());
    }

    /// Neither a key nor an exchanged token takes the right along.
    @Test
    void theRightIsNotHandedOn() {
        var person = world.person();
        String keeper = person.token(
                Map.of("client_id", ProposalWorld.CLIENT, "scope", "*:read keys:manage notes:write proposals:approve"));
        var key = world.server.post("/v1/keys", keeper, Map.of("name", "k", "scopes", List.of("proposals:approve")));
        assertThat(key.statusCode()).as(key.body()).isEqualTo(400);
        assertThat(RunningServer.json(world.server.post("/v1/keys", keeper, Map.of("name", "k")))
                        .path("scopes")
                        .toString())
                .contains("notes:write")
                .doesNotContain("approve");
    }

    /// Refusals are summed; the end of a server writes what it has.
    @Test
    void aRefusedApprovalIsInTheAuditLog() throws InterruptedException {
        var person = world.person();
        JsonNode proposal = person.propose(patch(person.note(Map.of("title", "Plan")), Map.of("title", "A")));
        try (var server = world.another()) {
            var refused =
                    server.post(one(proposal) + "/approve", person.token, Map.of("seen", "00", "rest", "accepted"));
            assertThat(code(refused)).isEqualTo("approval_needs_a_person");
        }
        world.provider.control(
                "PUT",
                "/memberships",
                Map.of("user_id", person.id, "organization_id", ProposalWorld.TENANT, "role", "admin"));
        try (var server = world.another()) {
            assertThat(server.get("/v1/audit?limit=1000", person.token).body())
                    .contains("approval_needs_a_person", "POST /v1/proposals/{uid}/approve", person.id);
        }
    }

    @Test
    void programsMustProposeWhatTheTenantReviews() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        String key = new ApprovalWays(world, person).key();
        var batch = new HashMap<String, Object>(Map.of("operations", List.of(create(), create(), create(), create())));

        assertThat(code(world.server.delete("/v1/notes/" + uid, key))).isEqualTo("proposal_required");
        assertThat(code(world.server.post("/v1/batch", key, batch))).isEqualTo("proposal_required");
        batch.put("dryRun", true);
        assertThat(world.server.post("/v1/batch", key, batch).statusCode()).isEqualTo(200);
        assertThat(world.server.post("/v1/notes", key, Map.of("title", "x")).statusCode())
                .isEqualTo(201);
        var deletion = Map.of("op", "delete", "type", "note", "uid", uid);
        JsonNode proposal = RunningServer.json(person.tryPropose(key, deletion));
        assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
        assertThat(world.server
                        .delete("/v1/notes/" + person.note(Map.of("title", "y")), person.token)
                        .statusCode())
                .isEqualTo(200);
    }

    private static Map<String, Object> create() {
        return Map.of("op", "create", "type", "note", "payload", Map.of("title", "n"));
    }

    private static String code(HttpResponse<String> answer) {
        return RunningServer.json(answer).path("code").asText();
    }

    private static JsonNode inState(String state, ProposalWorld.Person person, UUID uid) {
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "By a program")));
        switch (state) {
            case "marked" -> person.decide(proposal, Map.of("h1", "accepted"));
            case "stale" -> person.patch(uid, Map.of("title", "Elsewhere"));
            case "rejected" -> world.server.post(one(proposal) + "/reject", person.token, Map.of());
            case "applied" -> assertThat(person.approve(proposal).statusCode()).isEqualTo(200);
            case "withdrawn" -> world.server.post(one(proposal) + "/withdraw", person.assistant, Map.of());
            case "expired" -> expire(proposal);
            default -> assertThat(state).isEqualTo("open");
        }
        return proposal;
    }

    /// Nobody waits for a week: the owner of the tables puts the end into the past.
    private static void expire(JsonNode proposal) {
        TestPostgres.execute(
                world.workspace.owner(), """
                ALTER TABLE proposal NO FORCE ROW LEVEL SECURITY;
                UPDATE proposal SET expires_at = now() - interval '1 s' WHERE id = '%s';
                ALTER TABLE proposal FORCE ROW LEVEL SECURITY;
                """.formatted(proposal.path("id").asText()));
    }

    /// Requests of the page's form by somebody who lacks one thing; the number of them.
    private static int onThePage(JsonNode proposal, String seen) {
        var other = world.person();
        JsonNode own = other.propose(patch(other.note(Map.of("title", "Mine")), Map.of("title", "A")));
        try (var browser = new FormBrowser(world.server.address())) {
            var page = world.signIn(browser, other, own);
            Map<String, String> fields = ReviewPageTest.fields(page, Map.of("action", "accept", "seen", seen));
            String address = ReviewPageTest.page(proposal);
            String ownAddress = ReviewPageTest.page(own);
            var unmarked = new HashMap<>(fields);
            unmarked.remove("mark");
            var wrong = new HashMap<>(fields);
            wrong.put("mark", fields.get("mark") + "x");
            var tries = new ArrayList<HttpResponse<String>>();
            Function<Map<String, String>, HttpResponse<String>> here =
                    form -> browser.submit(ownAddress, form, "Sec-Fetch-Site", "same-origin");
            tries.add(browser.submit(address, fields, "Sec-Fetch-Site", "same-origin"));
            tries.add(here.apply(unmarked));
            tries.add(here.apply(wrong));
            tries.add(browser.submit(ownAddress, fields, "Sec-Fetch-Site", "cross-site"));
            tries.add(browser.submit(ownAddress, fields, "Sec-Fetch-Site", "same-site"));
            tries.add(browser.submit(ownAddress, fields, "Origin", "https://evil.example"));
            tries.add(browser.submit(ownAddress, fields));
            browser.cookies.clear();
            tries.add(here.apply(fields));
            browser.cookies.put("tb_review", "forged");
            tries.add(here.apply(fields));
            tries.forEach(
                    answer -> assertThat(answer.statusCode()).as(answer.body()).isIn(401, 403, 404));
            assertThat(other.proposal(own).path("state").asText()).isEqualTo("open");
            return tries.size();
        }
    }
}
