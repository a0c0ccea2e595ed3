package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Every credential that a program can have for a person, also with the claim to be the page.
///
/// @param person the person, whose proposal the program wants to approve
record ApprovalWays(ProposalWorld world, ProposalWorld.Person person) {
    private static final String ALL_RIGHTS = "*:read notes:write notes:delete notes:propose proposals:approve";

    /// A credential, and the headers that come with it.
    record Way(String token, String... headers) {}

    /// All of them, by their descriptions.
    Map<String, Way> all() {
        Map<String, Way> ways = ofProvider();
        ways.putAll(withoutProvider());
        return claiming(ways);
    }

    private Map<String, Way> ofProvider() {
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

    private Map<String, Way> withoutProvider() {
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
        ways.put("a key", new Way(key()));
        ways.put("an exchanged token", new Way(exchanged()));
        ways.put("a foreign cookie", new Way("", "Cookie", "tb_review=x"));
        ways.put("another person's approver", new Way(world.person().token));
        return ways;
    }

    /// The same ways, with the claim to be the page.
    private Map<String, Way> claiming(Map<String, Way> ways) {
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

    private String exchanged() {
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

    /// An API key with all that the person may do.
    String key() {
        return RunningServer.json(world.server.post("/v1/keys", person.token, Map.of("name", "k", "expiresInDays", 1)))
                .path("key")
                .asText();
    }
}
