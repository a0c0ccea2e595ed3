package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A request in several rounds, each of which may reach another replica.
class ReplicasTest {
    private static final String SECRETS = "MCP_STATE_SECRETS";

    @Test
    void theNextRoundMayComeToAnother() {
        try (var first = TestServer.start();
                var second = first.replica(Map.of())) {
            assertThat(finishedBy(second, asked(first))
                            .path("result")
                            .path("isError")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void theyHaveToHaveTheSecretInCommon() {
        try (var first = TestServer.start(Map.of(SECRETS, "one of the first"));
                var second = first.replica(Map.of(SECRETS, "another"))) {
            assertThat(finishedBy(second, asked(first))
                            .path("error")
                            .path("code")
                            .asInt())
                    .isEqualTo(-32602);
        }
    }

    @Test
    void aSecretIsReplacedWhileRequestsAreUnderWay() {
        try (var old = TestServer.start(Map.of(SECRETS, "the old one"));
                var young = old.replica(Map.of(SECRETS, "the new one, the old one"))) {
            assertThat(finishedBy(young, asked(old))
                            .path("result")
                            .path("isError")
                            .asBoolean(true))
                    .isFalse();
            assertThat(finishedBy(old, asked(young)).path("error").path("code").asInt())
                    .isEqualTo(-32602);
        }
    }

    @Test
    void idsOfSessionsBeginWithTheNameOfTheReplica() {
        try (var named = TestServer.start(Map.of("TOOLBRIDGE_REPLICA", "mcp-1"));
                var unnamed = named.replica(Map.of("TOOLBRIDGE_REPLICA", ""))) {
            assertThat(sessionOf(named)).startsWith("mcp-1.");
            assertThat(sessionOf(unnamed)).doesNotContain(".");
        }
    }

    private static String sessionOf(TestServer server) {
        return new Wire(server.address("/mcp"), TestServer.token("ann"))
                .initialize("2025-11-25")
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private record Asked(String uid, String state) {}

    private static Asked asked(TestServer server) {
        String uid = StatelessWire.call(
                        server.address("/mcp"),
                        TestServer.token("ann"),
                        "create_note",
                        Json.object().put("title", "a"))
                .result()
                .at("/structuredContent/uid")
                .asText();
        String state = delete(server, uid)
                .send()
                .body()
                .replaceFirst("(?s).*\"requestState\":\"", "")
                .replaceFirst("(?s)\".*", "");
        return new Asked(uid, state);
    }

    private static JsonNode finishedBy(TestServer server, Asked asked) {
        var round = delete(server, asked.uid());
        round.parameters().put("requestState", asked.state());
        var answer = round.parameters().putObject("inputResponses").putObject("confirm");
        answer.put("action", "accept").putObject("content").put("confirm", true);
        return Wire.json(round.send());
    }

    private static StatelessWire delete(TestServer server, String uid) {
        return StatelessWire.call(
                        server.address("/mcp"),
                        TestServer.token("ann"),
                        "delete_note",
                        Json.object().put("uid", uid))
                .capable("elicitation");
    }
}
