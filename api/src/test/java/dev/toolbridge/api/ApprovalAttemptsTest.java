package dev.toolbridge.api;

import static dev.toolbridge.api.ProposalWorld.one;
import static dev.toolbridge.api.ProposalWorld.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final String ALL_RIGHTS = "*:read notes:write notes:delete notes:propose proposals:approve";

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

    /// A credential, and the headers that come with it.
    private record Way(String token, String... headers) {}

    @Test
    void noProgramApproves() {
        int attempts = 0;
        for (String state : List.of("open", "marked", "stale", "rejected", "withdrawn")) {
            var person = world.person();
            Map<String, Way> ways = ways(person);
            UUID uid = person.note(Map.of("title", "Plan"));
            JsonNode proposal = inState(state, person, uid);
            String title = person.note(uid).path("title").asText();
            String seen = Optional.ofNullable(
                            person.proposal(proposal).path("seen").textValue())
                    .orElse("00");
            for (var way : ways.entrySet()) {
                for (Map<String, Object> body : List.<Map<String, Object>>of(
                        Map.of("seen", seen, "rest", "accepted"),
                        Map.of("seen", seen, "rest", "accepted", "decisions", Map.of("h1", "accepted")),
                        Map.of("seen", "00", "rest", "accepted"))) {
                    var answer = world.server.post(
                            one(proposal) + "/approve",
                            way.getValue().token(),
                            body,
                            way.getValue().headers());
                    attempts++;
                    assertThat(answer.statusCode())
                            .as("%s, %s: %s", state, way.getKey(), answer.body())
                            .isIn(401, 403);
                }
            }
            attempts += onThePage(proposal, seen);
            assertThat(person.proposal(proposal).path("state").asText()).isNotEqualTo("applied");
            assertThat(person.note(uid).path("title").asText()).isEqualTo(title);
        }
        assertThat(attempts).isGreaterThanOrEqualTo(200);
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
        String key = key(person);
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

    private static String key(ProposalWorld.Person person) {
        return RunningServer.json(world.server.post("/v1/keys", person.token, Map.of("name", "k", "expiresInDays", 1)))
                .path("key")
                .asText();
    }

    /// Every credential that a program can have for the person.
    private static Map<String, Way> ways(ProposalWorld.Person person) {
        Map<String, Way> ways = waysOfProvider(person);
        ways.putAll(waysWithoutProvider(person));
        return claiming(ways);
    }

    private static Map<String, Way> waysOfProvider(ProposalWorld.Person person) {
        var ways = new LinkedHashMap<String, Way>();
        ways.put("no credential", new Way(""));
        ways.put("the user's token without scopes", new Way(person.token));
        ways.put("a token that may propose", new Way(person.assistant));
        ways.put(
                "every scope, another client",
                new Way(person.token(Map.of("client_id", "some-assistant", "scope", ALL_RIGHTS))));
        ways.put("every scope, no client", new Way(person.token(Map.of("scope", ALL_RIGHTS))));
        ways.put(
                "the page's client, without the scope",
                new Way(person.token(Map.of("client_id", ProposalWorld.CLIENT))));
        ways.put(
                "the page's client, other scopes",
                new Way(person.token(Map.of("client_id", ProposalWorld.CLIENT, "scope", "notes:write tenant:admin"))));
        ways.put(
                "an acting party",
                new Way(person.token(Map.of(
                        "client_id", ProposalWorld.CLIENT, "scope", ALL_RIGHTS, "act", Map.of("sub", "mcp-sidecar")))));
        ways.put(
                "the MCP audience",
                new Way(person.token(Map.of(
                        "client_id", ProposalWorld.CLIENT, "scope", ALL_RIGHTS, "aud", RunningServer.MCP_AUDIENCE))));
        return ways;
    }

    private static Map<String, Way> waysWithoutProvider(ProposalWorld.Person person) {
        var ways = new LinkedHashMap<String, Way>();
        ways.put(
                "the owner's token",
                new Way(RunningServer.ownersToken(
                        person.id, Optional.of(ProposalWorld.TENANT), "notes:write", "proposals:approve")));
        ways.put(
                "the owner's token with everything",
                new Way(RunningServer.ownersToken(person.id, Optional.of(ProposalWorld.TENANT))));
        ways.put(
                "the owner's token of the page's client",
                new Way(TestTokens.ofClient(person.id, ProposalWorld.TENANT, ProposalWorld.CLIENT)));
        ways.put("a key", new Way(key(person)));
        ways.put("an exchanged token", new Way(exchanged(person)));
        ways.put("a foreign cookie", new Way("", "Cookie", "tb_review=x"));
        ways.put("another person's approver", new Way(world.person().token));
        return ways;
    }

    /// The same ways, with the claim to be the page.
    private static Map<String, Way> claiming(Map<String, Way> ways) {
        var claiming = new LinkedHashMap<String, Way>();
        ways.forEach((name, way) -> claiming.put(
                name + ", says it is the page",
                new Way(
                        way.token(),
                        "X-TB-Client",
                        ProposalWorld.CLIENT,
                        "X-TB-Tool",
                        "review",
                        "Origin",
                        ProposalWorld.PUBLIC)));
        claiming.putAll(ways);
        return claiming;
    }

    private static String exchanged(ProposalWorld.Person person) {
        var answer = world.server.post(
                "/auth/token-exchange",
                person.approver,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "audience",
                        RunningServer.AUDIENCE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RunningServer.json(answer).path("scope").asText()).doesNotContain("approve");
        return RunningServer.json(answer).path("access_token").asText();
    }

    private static JsonNode inState(String state, ProposalWorld.Person person, UUID uid) {
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "By a program")));
        switch (state) {
            case "marked" -> person.decide(proposal, Map.of("h1", "accepted"));
            case "stale" -> person.patch(uid, Map.of("title", "Elsewhere"));
            case "rejected" -> world.server.post(one(proposal) + "/reject", person.token, Map.of());
            case "withdrawn" -> world.server.post(one(proposal) + "/withdraw", person.assistant, Map.of());
            default -> assertThat(state).isEqualTo("open");
        }
        return proposal;
    }

    /// Requests of the page's form by somebody who lacks one thing; the number of them.
    private static int onThePage(JsonNode proposal, String seen) {
        var other = world.person();
        JsonNode own = other.propose(patch(other.note(Map.of("title", "Mine")), Map.of("title", "A")));
        try (var browser = new Browser(world.server)) {
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
