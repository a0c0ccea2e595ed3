package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.store.Maintenance;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The answers of search over HTTP.
class SearchRoutesTest {
    private static Workspace workspace;
    private static RunningServer server;

    private final String user = UUID.randomUUID().toString();
    private final String token = RunningServer.ownersToken(user);

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        server = RunningServer.alone(workspace, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    @Test
    void aHitShowsLiteralTextAndTheWordsInIt() {
        create(
                "notes",
                Map.of(
                        "title",
                        "Groceries",
                        "content",
                        "We are <b>buying</b> \uD83C\uDF5E bread.",
                        "tags",
                        List.of("home")));

        JsonNode hit = search("buy+groc").at("/hits/0");

        assertThat(hit.path("title").textValue()).isEqualTo("Groceries");
        assertThat(hit.path("why").textValue()).isEqualTo("words");
        assertThat(hit.at("/ranks/words").intValue()).isEqualTo(1);
        assertThat(hit.path("snippets")).hasSize(2);
        assertThat(hit.at("/snippets/0").toString())
                .isEqualTo("{\"field\":\"title\",\"text\":\"Groceries\",\"marks\":[[0,9]]}");
        assertThat(hit.at("/snippets/1").toString())
                .isEqualTo("{\"field\":\"content\",\"text\":"
                        + "\"We are <b>buying</b> \uD83C\uDF5E bread.\",\"marks\":[[10,16]]}");
    }

    @Test
    void aTypingErrorIsFoundByTheTitleAndMarked() {
        create("notes", Map.of("title", "The groceries of May"));

        JsonNode hit = search("grocries").at("/hits/0");

        assertThat(hit.path("why").textValue()).isEqualTo("title");
        assertThat(hit.at("/snippets/0/marks").toString()).isEqualTo("[[4,13]]");
    }

    @Test
    void aCommentNamesItsParentWithTheTitleOnlyForThoseWhoMayReadIt() {
        String note = create("notes", Map.of("title", "Party"));
        create("comments", Map.of("parentType", "note", "parentUid", note, "content", "Bring lemonade"));

        assertThat(search("lemonade").at("/hits/0/parent").toString())
                .isEqualTo("{\"type\":\"note\",\"uid\":\"" + note + "\",\"title\":\"Party\"}");
        String narrow = RunningServer.ownersToken(user, "comments:read");
        JsonNode hit =
                RunningServer.json(server.get("/v1/search?q=lemonade", narrow)).at("/hits/0");
        assertThat(hit.path("title").textValue()).isEqualTo("Bring lemonade");
        assertThat(hit.path("parent").has("title")).isFalse();
    }

    @Test
    void typesThatTheCallerMayNotReadAreLeftOutUnlessTheyAreNamed() {
        create("notes", Map.of("title", "Party"));
        create("tasks", Map.of("title", "Party"));
        String narrow = RunningServer.ownersToken(user, "tasks:read");

        assertThat(search("party").path("hits")).hasSize(2);
        assertThat(RunningServer.json(server.get("/v1/search?q=party", narrow)).path("hits"))
                .hasSize(1);
        HttpResponse<String> refused = server.get("/v1/search?q=party&types=note", narrow);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("notes:read");
        String none = RunningServer.ownersToken(user, "sync");
        assertThat(server.get("/v1/search?q=party", none).statusCode()).isEqualTo(403);
    }

    @Test
    void pagesEndWithTheLastHitAndCursorsBelongToTheirQuestion() {
        for (int number = 0; number < 5; number++) {
            create("notes", Map.of("title", "Plan " + number));
        }
        var titles = new ArrayList<String>();
        JsonNode page = search("plan&limit=2");
        titles.addAll(page.findValuesAsText("title"));
        String first = page.path("nextCursor").textValue();
        while (page.path("hasMore").booleanValue()) {
            page = search("plan&limit=2&cursor=" + page.path("nextCursor").textValue());
            titles.addAll(page.findValuesAsText("title"));
        }

        assertThat(titles.stream().filter(title -> title.startsWith("Plan")).distinct())
                .hasSize(5);
        assertThat(page.has("nextCursor")).isFalse();
        assertThat(server.get("/v1/search?q=plans&cursor=" + first, token).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/search?q=plan&types=note&cursor=" + first, token)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'',q",
        "q=,q",
        "q=%20,q",
        "q=a%00b,q",
        "q=a&types=notes,types",
        "q=a&types=,types",
        "q=a&limit=0,limit",
        "q=a&limit=51,limit",
        "q=a&limit=x,limit",
        "q=a&mode=hybrid,mode",
        "q=a&mode=meaning,mode",
        "q=a&mood=eq.good,mood",
        "q=a&types=comment&priority=eq.high,priority",
        "q=a&status=open,status",
        "q=a&tz=Mars,tz"
    })
    void whatIsNotTakenIsRefusedByName(String query, String field) {
        HttpResponse<String> refused = server.get("/v1/search?" + query, token);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(RunningServer.json(refused).path("field").textValue()).isEqualTo(field);
    }

    @Test
    void conditionsNarrowItAndBelongToItsCursors() {
        for (int number = 0; number < 4; number++) {
            create("tasks", Map.of("title", "Plan " + number, "status", number == 0 ? "done" : "open"));
        }
        String first = search("plan&status=eq.open&limit=2").path("nextCursor").textValue();

        assertThat(search("plan&status=eq.open").path("hits")).hasSize(3);
        assertThat(search("plan&status=eq.open&limit=2&cursor=" + first).path("hits"))
                .hasSize(1);
        assertThat(server.get("/v1/search?q=plan&status=eq.done&cursor=" + first, token)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLongestQuestionIsTakenAndALongerOneIsNot() {
        String longest = URLEncoder.encode("\uD83D\uDE00".repeat(500), StandardCharsets.UTF_8);

        assertThat(server.get("/v1/search?q=" + longest, token).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/search?q=" + longest + "a", token).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aQuestionThatCanFindNothingSaysWhy() {
        JsonNode found = search("-a");

        assertThat(found.path("hits")).isEmpty();
        assertThat(found.path("reason").textValue()).isEqualTo("only_excluded_words");
        assertThat(found.path("mode").textValue()).isEqualTo("lexical");
        assertThat(found.path("meaning").textValue()).isEqualTo("off");
    }

    @Test
    void theIndexerFollowsCommitsByItself() throws Exception {
        create("notes", Map.of("title", "Unasked"));
        String rows = "SELECT count(*) FROM item_text WHERE title = 'unasked'";

        Await.until(() -> new Maintenance(workspace).number(rows) == 1, Duration.ofSeconds(20));
    }

    private String create(String plural, Map<String, ?> payload) {
        return RunningServer.json(server.post("/v1/" + plural, token, payload))
                .path("uid")
                .textValue();
    }

    private JsonNode search(String question) {
        HttpResponse<String> found = server.get("/v1/search?q=" + question, token);
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return RunningServer.json(found);
    }
}
