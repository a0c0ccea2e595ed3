package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tokens that an assistant pays for an ordinary answer: the text that its model reads.
class TokenFiguresTest {
    private static final int LIST_MAX = 1_500;
    private static final int NOTE_OVERHEAD_MAX = 60;
    private static final int SEARCH_MAX = 1_200;
    private static final int NOTES = 25;
    private static final int HITS = 15;
    private static final Encoding TOKENIZER =
            Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final List<String> TOPICS = List.of("garden", "budget", "holiday", "kitchen", "choir");
    private static final String CONTENT = """
            We agreed to start earlier next time, since half of the points were left. Ann looks for a room that is large
            enough, and Bob asks the others which day suits them. The bill of last month is paid; what remains goes into
            the next one.
            """;

    @Sidecar
    private TestServer server;

    private Wire wire;

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    @Test
    void aListOfTwentyFiveNotesIsShort() {
        for (int number = 0; number < NOTES; number++) {
            wire.result("create_note", note(title(number)));
        }

        assertThat(tokens("a list of 25 notes", wire.result("list_notes", "{}")))
                .isLessThanOrEqualTo(LIST_MAX);
    }

    /// The cost of a uid and of a time differs by their digits.
    @Test
    void aNoteCostsItsTextAndLittleMore() {
        int[] overheads = IntStream.range(0, NOTES).map(this::overhead).toArray();

        assertThat(IntStream.of(overheads).average().orElseThrow()).isLessThanOrEqualTo(NOTE_OVERHEAD_MAX);
    }

    private int overhead(int number) {
        JsonNode made = wire.result("create_note", note(title(number)));
        String uid = made.at("/structuredContent/uid").asText();
        int text = TOKENIZER.countTokens(title(number)) + TOKENIZER.countTokens(CONTENT);
        return tokens("a note", wire.result("get_note", "{\"uid\":\"" + uid + "\"}")) - text;
    }

    @Test
    void aSearchIsShort() {
        var body = Json.object().put("hasMore", true);
        for (int number = 0; number < HITS; number++) {
            var hit = body.withArray("hits").addObject();
            hit.put("type", "note").put("uid", UUID.randomUUID().toString()).put("title", title(number));
            hit.putArray("snippets").addObject().put("field", "content").put("text", CONTENT);
        }
        server.api.behave(_ -> Optional.of(Answer.json(200, body)));

        assertThat(tokens("a search of " + HITS + " hits", wire.result("search", "{\"q\":\"room\"}")))
                .isLessThanOrEqualTo(SEARCH_MAX);
    }

    private static String title(int number) {
        return "Meeting about the " + TOPICS.get(number % TOPICS.size()) + ", part " + number;
    }

    private static String note(String title) {
        return Json.text(Map.of("title", title, "content", CONTENT));
    }

    private static int tokens(String what, JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        int tokens = TOKENIZER.countTokens(result.at("/content/0/text").asText());
        System.out.println("tokens of " + what + ": " + tokens);
        return tokens;
    }
}
