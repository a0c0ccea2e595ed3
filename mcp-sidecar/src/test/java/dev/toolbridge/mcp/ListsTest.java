package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The content of lists: enough to choose by, never more than an assistant can read.
class ListsTest {
    private static final int TOKENS_MAX = 20_000;
    private static final Encoding TOKENIZER =
            Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Sidecar
    private TestServer server;

    private Wire wire;

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    private void create(int count, int contentLength) {
        for (int number = 0; number < count; number++) {
            wire.result(
                    "create_note",
                    "{\"title\":\"note %s\",\"content\":\"%s\",\"additional_fields\":{\"secret\":1}}"
                            .formatted(number, "x".repeat(contentLength)));
        }
    }

    private JsonNode list(String arguments) {
        JsonNode result = wire.result("list_notes", arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result;
    }

    @Test
    void anEmptyListSaysSo() {
        JsonNode result = list("{}");
        assertThat(result.path("content").path(0).path("text").asText()).isEqualTo("No notes, newest change first.");
        assertThat(result.path("structuredContent").path("items")).isEmpty();
        assertThat(result.path("structuredContent").path("hasMore").asBoolean()).isFalse();
    }

    @Test
    void newestComeFirstTwentyFiveAtATime() {
        create(30, 1);
        JsonNode first = list("{}").path("structuredContent");
        assertThat(first.path("items")).hasSize(25);
        assertThat(first.path("items").path(0).path("payload").path("title").asText())
                .isEqualTo("note 29");
        JsonNode second = list("{\"cursor\":" + first.path("nextCursor") + "}").path("structuredContent");
        assertThat(second.path("items")).hasSize(5);
        assertThat(second.path("items").path(4).path("payload").path("title").asText())
                .isEqualTo("note 0");
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void longTextsAreCutAndSayThatTheyAre() {
        create(1, 5_000);
        JsonNode item = list("{}").path("structuredContent").path("items").path(0);
        assertThat(item.path("payload").path("content").asText()).isEqualTo("x".repeat(200) + "…⟦cut⟧");
        assertThat(item.path("cut").toString()).isEqualTo("{\"content\":5000}");
        assertThat(item.path("payload").has("secret")).isFalse();
        assertThat(item.path("payload").path("title").asText()).isEqualTo("note 0");
    }

    @Test
    void chosenFieldsAreShownAsFarAsOneAnswerGoes() {
        create(1, 1_500);
        JsonNode item = list("{\"fields\":[\"content\",\"secret\"]}")
                .path("structuredContent")
                .path("items")
                .path(0);
        assertThat(item.path("payload").path("content").asText()).hasSize(1_500);
        assertThat(item.path("payload").path("secret").asInt()).isEqualTo(1);
        assertThat(item.has("cut")).isFalse();
    }

    @Test
    void theStateOfAnItemIsShown() {
        create(1, 1);
        String uid = list("{}")
                .path("structuredContent")
                .path("items")
                .path(0)
                .path("uid")
                .asText();
        wire.result("process_note", "{\"uid\":\"" + uid + "\",\"action\":\"pin\"}");
        JsonNode item = list("{}").path("structuredContent").path("items").path(0);
        assertThat(item.path("payload").path("pinned").asBoolean()).isTrue();
    }

    @Test
    void aLongPageIsCutAndGoesOnWhereItWasCut() {
        create(30, 5_000);
        var titles = new ArrayList<String>();
        String arguments = "{\"full\":true,\"limit\":30}";
        for (int pages = 0; pages < 10 && arguments != null; pages++) {
            JsonNode result = list(arguments);
            JsonNode page = result.path("structuredContent");
            assertThat(TOKENIZER.countTokens(Json.text(result))).isLessThanOrEqualTo(TOKENS_MAX);
            page.path("items")
                    .forEach(item ->
                            titles.add(item.path("payload").path("title").asText()));
            boolean more = page.path("hasMore").asBoolean();
            if (pages == 0) {
                assertThat(result.path("content").path(0).path("text").asText())
                        .contains("Cut at 20,000 tokens after 7.", "There are more: call again with cursor ");
            }
            arguments = more ? "{\"full\":true,\"limit\":30,\"cursor\":" + page.path("nextCursor") + "}" : null;
        }
        assertThat(titles).hasSize(30);
        assertThat(new HashSet<>(titles)).hasSize(30);
    }

    @Test
    void anItemThatIsTooLongOnItsOwnIsCut() {
        create(1, 100_000);
        JsonNode item =
                list("{\"full\":true}").path("structuredContent").path("items").path(0);
        assertThat(item.path("cut").path("content").asInt()).isEqualTo(100_000);
    }

    @Test
    void aPageThatIsTooLongToBeFetchedIsFetchedInParts() {
        create(30, 400_000);
        JsonNode page = list("{\"limit\":30}").path("structuredContent");
        assertThat(page.path("items").size()).isBetween(1, 10);
        assertThat(page.path("hasMore").asBoolean()).isTrue();
    }

    @Test
    void deletedItemsAreShownOnlyOnRequest() {
        create(2, 1);
        String uid = list("{}")
                .path("structuredContent")
                .path("items")
                .path(0)
                .path("uid")
                .asText();
        wire.result("delete_note", "{\"uid\":\"" + uid + "\"}");
        assertThat(list("{}").path("structuredContent").path("items")).hasSize(1);
        List<JsonNode> all = new ArrayList<>();
        list("{\"include_deleted\":true}")
                .path("structuredContent")
                .path("items")
                .forEach(all::add);
        assertThat(all).hasSize(2).anyMatch(item -> item.has("deletedAt"));
    }
}
