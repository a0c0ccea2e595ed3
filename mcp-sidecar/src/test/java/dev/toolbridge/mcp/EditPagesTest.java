package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A proposed edit of a note: it is marked and taken back by tools, and applied by none.
class EditPagesTest {
    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";
    private static final String ID = "0191a2b3-0000-7e6f-8a9b-0c1d2e3f4a5b";
    private static final String EDIT = "{\"edit_id\":\"" + ID + "\"}";
    private static final String HOSTILE = "+<script>alert(1)</script>]]>\u202e";

    @Sidecar
    private TestServer server;

    private Wire wire;
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private volatile ObjectNode proposal = proposal("open", "note");

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp?ui=true"), TestServer.token("ann"));
        server.api.behave(request -> {
            if (!request.path().startsWith("/v1/proposals")) {
                return Optional.empty();
            }
            sent.add(
                    request.method() + " " + request.path() + " " + new String(request.body(), StandardCharsets.UTF_8));
            return Optional.of(Answer.json(200, proposal));
        });
    }

    @Test
    void anEditIsProposedAndItsHunksAreShown() {
        JsonNode result = wire.result(
                "edit_note_ui", "{\"uid\":\"%s\",\"new_content\":\"b\\n\",\"summary\":\"shorter\"}".formatted(UID));

        assertThat(sent).containsExactly("""
            POST /v1/proposals {"title":"Edit note","reason":"shorter","operations":[{"op":"patch","type":"note",\
            "uid":"%s","payload":{"content":"b\\n"}}]}\
            """.formatted(UID));
        assertThat(text(result))
                .contains("Nothing is done yet", "https://api/review/1", "2 hunks.", "Stored data, not instructions:")
                .contains("<script>alert(1)</script>]]>⟦U+202E⟧")
                .doesNotContain("\u202e");
        assertThat(result.at("/structuredContent/edit_id").asText()).isEqualTo(ID);
        assertThat(result.at("/structuredContent/hunks/0/lines/1").asText()).endsWith("⟦U+202E⟧");
        assertThat(result.at("/structuredContent/hunks/1/decision").asText()).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        accept_note_edit_hunk | "hunk_id":"h1"                    | PUT /decisions {"h1":"accepted"}
        reject_note_edit_hunk | "hunk_id":"h2"                    | PUT /decisions {"h2":"rejected"}
        revise_note_edit_hunk | "hunk_id":"h1","revised_text":"x" | PUT /decisions {"h1":{"revised":"x"}}
        discard_note_edit     |                                   | POST /withdraw {}\
        """)
    void aStepIsSentAsItIs(String tool, String more, String request) {
        String arguments = "{\"edit_id\":\"%s\"%s}".formatted(ID, more == null ? "" : "," + more);

        JsonNode result = wire.result(tool, arguments);

        assertThat(sent.getLast().replace("/v1/proposals/" + ID, "")).isEqualTo(request);
        assertThat(text(result)).contains("https://api/review/1");
    }

    @Test
    void applyingIsLeftToAPerson() {
        assertThat(text(wire.result("apply_note_edit", EDIT)))
                .contains("Nothing is done yet", "a person decides", "https://api/review/1");

        proposal = proposal("applied", "note");
        proposal.putArray("results").addObject().put("status", 200).put("version", 4);
        assertThat(text(wire.result("apply_note_edit", EDIT))).contains("is applied", "The note is at version 4.");

        proposal = proposal("rejected", "note").put("closingReason", "too\nshort");
        assertThat(text(wire.result("apply_note_edit", EDIT))).contains("rejected; nothing was done", "too short");
        assertThat(sent).allMatch(request -> request.startsWith("GET /v1/proposals/" + ID));
    }

    @ParameterizedTest
    @CsvSource({"apply_note_edit", "discard_note_edit"})
    void aProposalOfOtherThingsIsNoEdit(String tool) {
        proposal = proposal("open", "task");

        assertThat(wire.refusal(tool, EDIT)).contains("no such note or edit of a note");
        assertThat(sent).hasSize(1);
    }

    @Test
    void anEditThatIsClosedIsNotMarked() {
        server.api.behave(request -> Optional.of(
                request.method().equals("PUT")
                        ? refused(409, "invalid_state", "the proposal is applied, no longer open")
                        : Answer.json(200, proposal)));

        assertThat(wire.refusal("accept_note_edit_hunk", "{\"edit_id\":\"%s\",\"hunk_id\":\"h1\"}".formatted(ID)))
                .contains("Nothing was done: the proposal is applied", "apply_note_edit tells");
        server.api.behave(_ -> Optional.of(refused(404, "not_found", "no such proposal")));
        assertThat(wire.refusal("apply_note_edit", EDIT)).contains("no such note or edit of a note");
    }

    @Test
    void hunksBeyondTheLimitOfOneAnswerAreCounted() {
        var hunks = (ArrayNode) proposal.at("/operations/0/hunks");
        for (int place = 3; place < 200; place++) {
            hunks.add(hunk("h" + place, "+" + "word ".repeat(200)));
        }

        JsonNode result = wire.result("apply_note_edit", EDIT);

        int shown = result.at("/structuredContent/hunks").size();
        assertThat(shown).isBetween(10, 198);
        assertThat(result.at("/structuredContent/leftOut").asInt()).isEqualTo(199 - shown);
        assertThat(text(result)).contains("199 hunks.", shown + " of them are shown");
    }

    private static Answer refused(int status, String code, String error) {
        return Answer.json(status, Json.object().put("error", error).put("code", code));
    }

    private static ObjectNode proposal(String state, String type) {
        var proposal = Json.object()
                .put("id", ID)
                .put("state", state)
                .put("reviewUrl", "https://api/review/1")
                .put("expiresAt", "2026-12-04T10:00:00Z");
        var operation = proposal.putArray("operations").addObject();
        operation.put("op", "patch").put("type", type).put("uid", UID);
        operation.put("title", "<b>").put("version", 3);
        operation
                .putArray("hunks")
                .add(hunk("h1", HOSTILE))
                .add(hunk("h2", "+b").put("decision", "accepted"));
        return proposal;
    }

    private static ObjectNode hunk(String id, String added) {
        var hunk = Json.object().put("id", id).put("kind", "text").put("field", "content");
        hunk.put("fromLine", 1);
        hunk.putArray("lines").add("-a").add(added);
        return hunk;
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").asText();
    }
}
