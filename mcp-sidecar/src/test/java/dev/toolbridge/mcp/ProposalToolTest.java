package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proposals by tools: on request, and in the place of a write that the API wants to be proposed.
class ProposalToolTest {
    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";
    private static final String PROPOSAL = """
        {"id":"0191a2b3-0000-7e6f-8a9b-0c1d2e3f4a5b","state":"open","title":"T","reviewUrl":"https://api/review/1",\
        "by":{},"createdAt":"a","expiresAt":"b","seen":"00","operations":[{"op":"patch","type":"note","uid":"%s",\
        "title":"<b>","version":3,"hunks":[]}]}\
        """.formatted(UID);
    private static final String REQUIRED = "{\"error\":\"propose it\",\"code\":\"proposal_required\"}";

    @Sidecar
    private TestServer server;

    private Wire wire;
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<Request> proposed = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() {
        wire = Wire.connected(
                server.address("/mcp?entities=notes,tasks,workspace,proposals"),
                TestServer.token("ann", Duration.ofHours(1), Set.of("*:read", "notes:propose")));
        server.api.behave(request -> {
            if (request.path().startsWith("/v1/proposals")) {
                bodies.add(new String(request.body(), StandardCharsets.UTF_8));
                proposed.add(request);
                return Optional.of(Answer.json(201, PROPOSAL.getBytes(StandardCharsets.UTF_8)));
            }
            return request.method().equals("GET")
                    ? Optional.empty()
                    : Optional.of(Answer.json(403, REQUIRED.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void aProposalIsMadeAndItsPageIsNamed() {
        JsonNode result = wire.result("propose_changes", """
            {"title":"Tidy","reason":"untidy","operations":[{"op":"patch","type":"notes","uid":"%s","if_match":3,\
            "payload":{"title":"x"}}]}\
            """.formatted(UID));

        assertThat(bodies.getFirst()).isEqualTo("""
            {"title":"Tidy","reason":"untidy","operations":[{"op":"patch","type":"note","uid":"%s","ifMatch":3,\
            "payload":{"title":"x"}}]}\
            """.formatted(UID));
        assertThat(proposed.getFirst().header("Idempotency-Key")).isPresent();
        assertThat(text(result)).contains("Nothing is done yet", "https://api/review/1");
        assertThat(result.at("/structuredContent/reviewUrl").asText()).isEqualTo("https://api/review/1");
        assertThat(result.at("/structuredContent/operations/0/version").asInt()).isEqualTo(3);
    }

    @Test
    void whatCameOfItIsTold() {
        JsonNode result = wire.result("propose_changes", "{\"proposal\":\"0191a2b3-0000-7e6f-8a9b-0c1d2e3f4a5b\"}");

        assertThat(proposed.getFirst().method()).isEqualTo("GET");
        assertThat(text(result)).contains("Nothing is done yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        create_note | {"title":"x"} | {"op":"create","type":"note","payload":{"title":"x"}}
        update_note | {"uid":"U","title":"x"} | {"op":"replace","type":"note","uid":"U","payload":{"title":"x"}}
        patch_note | {"uid":"U","updates":{"title":"x"},"if_match":4} \
        | {"op":"patch","type":"note","uid":"U","payload":{"title":"x"},"ifMatch":4}
        delete_note | {"uid":"U"} | {"op":"delete","type":"note","uid":"U"}
        archive_note | {"uid":"U"} | {"op":"archive","type":"note","uid":"U"}
        process_note | {"uid":"U","action":"pin"} | {"op":"process","type":"note","uid":"U","action":"pin"}\
        """)
    void aWriteThatMustBeProposedBecomesAProposal(String tool, String arguments, String operation) {
        JsonNode result = wire.result(tool, arguments.replace("\"U\"", "\"" + UID + "\""));

        JsonNode sent = WorkspaceToolsTest.parsed(bodies.getFirst());
        var known = sent.at("/operations/0").deepCopy();
        ((ObjectNode) known).remove("metadata");
        assertThat(Json.text(known)).isEqualTo(operation.replace("\"U\"", "\"" + UID + "\""));
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(text(result)).contains("Nothing is done yet", "https://api/review/1");
        assertThat(result.at("/structuredContent/state").asText()).isEqualTo("open");
    }

    @Test
    void aBatchThatMustBeProposedBecomesOneProposal() {
        JsonNode result = wire.result(
                "apply_changes",
                "{\"operations\":[{\"op\":\"archive\",\"type\":\"note\",\"uid\":\"%s\"}]}".formatted(UID));

        assertThat(proposed).hasSize(1);
        assertThat(result.at("/structuredContent/applied").asBoolean()).isFalse();
        assertThat(text(result)).contains("Nothing is done yet");
    }

    @Test
    void onlyWhatMayBeProposedIsListed() {
        JsonNode listed = Wire.json(wire.post(wire.request("tools/list", "{}"))).path("result");

        assertThat(listed.path("tools").findValuesAsText("name"))
                .contains("propose_changes", "create_note", "delete_note")
                .doesNotContain("create_task", "delete_task");
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }
}
