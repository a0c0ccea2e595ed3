package dev.toolbridge.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.store.Maintenance;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pages of the journal: every change once, in order, within the reader's rights.
class ChangePagesTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;

    private final String user = "reader-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(user);

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(WORKSPACE, Map.of("RATE_LIMIT_BURST", "9000", "RATE_LIMIT_PER_MINUTE", "9000"));
    }

    @AfterAll
    static void stop() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void everyChangeComesOnceInOrderWithTheFieldsThatDiffer() {
        String uid = create("notes", Map.of("title", "a", "tags", List.of("x")));
        patch(uid, "{\"title\":\"b\",\"content\":\"c\"}");
        server.post("/v1/notes/" + uid + "/process", token, Map.of("action", "pin"));
        server.delete("/v1/notes/" + uid, token);
        List<JsonNode> changes = walk("limit=1");
        assertThat(texts(changes, "operation")).containsExactly("create", "patch", "process:pin", "delete");
        assertThat(texts(changes, "version")).containsExactly("1", "2", "3", "4");
        assertThat(changes.get(0).get("changed")).hasToString("[\"tags\",\"title\"]");
        assertThat(changes.get(1).get("changed")).hasToString("[\"content\",\"title\"]");
        assertThat(changes.get(2).get("changed")).hasToString("[\"pinned\"]");
        assertThat(changes.get(3).get("changed")).hasToString("[]");
        assertThat(changes.get(0).at("/actor/user").textValue()).isEqualTo(user);
        assertThat(changes.get(0).has("payload")).isFalse();
    }

    @Test
    void aNumberWrittenOtherwiseIsNoChange() {
        String uid = create("task_lists", Map.of("title", "a"));
        server.send("PATCH /v1/task_lists/" + uid, token, java.util.Optional.of("{\"weight\":1}"));
        server.send("PATCH /v1/task_lists/" + uid, token, java.util.Optional.of("{\"weight\":1.0,\"color\":\"red\"}"));
        assertThat(walk("").getLast().get("changed")).hasToString("[\"color\"]");
    }

    @Test
    void payloadsComeWhenAskedForUnlessTheyAreLarge() {
        create("notes", Map.of("title", "small"));
        create("notes", Map.of("title", "large", "content", "x".repeat(70_000)));
        List<JsonNode> changes = walk("include=payload");
        assertThat(changes.get(0).at("/payload/title").textValue()).isEqualTo("small");
        assertThat(changes.get(0).has("omitted")).isFalse();
        assertThat(changes.get(1).has("payload")).isFalse();
        assertThat(changes.get(1).get("omitted").booleanValue()).isTrue();
        assertThat(refusal("include=patches").at("/field").textValue()).isEqualTo("include");
    }

    @Test
    void filtersSelectAndBindTheCursor() {
        String note = create("notes", Map.of("title", "a"));
        String task =
                create("tasks", Map.of("title", "b"), "X-TB-Tool", "planner", "X-TB-Run", "r 1", "X-TB-Client", "c");
        assertThat(texts(walk("types=task"), "uid")).containsExactly(task);
        assertThat(texts(walk("uid=" + note), "uid")).containsExactly(note);
        assertThat(texts(walk("tool=planner&run=r%201&client=c&operation=create&user=" + user), "uid"))
                .containsExactly(task);
        assertThat(walk("user=nobody")).isEmpty();
        String cursor = page("types=task").get("nextCursor").textValue();
        assertThat(get("types=note&cursor=" + cursor).statusCode()).isEqualTo(400);
        assertThat(get("types=task&include=payload&cursor=" + cursor).statusCode())
                .isEqualTo(200);
    }

    @Test
    void badQuestionsAreRefusedByName() {
        assertThat(refusal("types=note,none").at("/expected").textValue()).contains("note", "space");
        assertThat(refusal("types=").at("/field").textValue()).isEqualTo("types");
        assertThat(refusal("uid=x").at("/field").textValue()).isEqualTo("uid");
        assertThat(refusal("user=").at("/field").textValue()).isEqualTo("user");
        assertThat(refusal("tool=%00").at("/field").textValue()).isEqualTo("tool");
        assertThat(refusal("run=" + "r".repeat(401)).at("/field").textValue()).isEqualTo("run");
        assertThat(refusal("latest=yes").at("/field").textValue()).isEqualTo("latest");
        assertThat(refusal("since=1").at("/field").textValue()).isEqualTo("since");
        assertThat(refusal("cursor=abc").at("/code").textValue()).isEqualTo("invalid_cursor");
    }

    @Test
    void whatTheCallerMayNotReadIsLeftOutAndItsNumbersPassed() {
        create("tasks", Map.of("title", "b"));
        create("notes", Map.of("title", "a"));
        create("tasks", Map.of("title", "c"));
        String narrow = RunningServer.ownersToken(user, "notes:read");
        var page = RunningServer.json(server.get("/v1/changes", narrow));
        assertThat(texts(list(page), "type")).containsExactly("note");
        assertThat(page.get("hasMore").booleanValue()).isFalse();
        var next = server.get("/v1/changes?cursor=" + page.get("nextCursor").textValue(), narrow);
        assertThat(list(RunningServer.json(next))).isEmpty();
        assertThat(server.get("/v1/changes?types=task", narrow).statusCode()).isEqualTo(403);
        assertThat(server.get("/v1/changes", RunningServer.ownersToken(user, "notes:write"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLatestPlaceShowsOnlyWhatComesAfterIt() {
        create("notes", Map.of("title", "a"));
        var head = page("latest=true");
        assertThat(list(head)).isEmpty();
        String cursor = head.get("nextCursor").textValue();
        String uid = create("notes", Map.of("title", "b"));
        assertThat(texts(list(page("cursor=" + cursor)), "uid")).containsExactly(uid);
        assertThat(texts(list(page("latest=true&cursor=" + cursor)), "uid")).containsExactly(uid);
    }

    @Test
    void aWipeRefusesOldPlacesAndIsTheFirstEntryAfterIt() {
        create("notes", Map.of("title", "a"));
        String cursor = page("").get("nextCursor").textValue();
        String session = RunningServer.json(server.post("/v1/sync/sessions", token, Map.of()))
                .get("id")
                .textValue();
        var wiped = server.post("/v1/sync/wipe", token, Map.of("confirm", "WIPE"), "X-Sync-Session", session);
        assertThat(wiped.statusCode()).isEqualTo(200);
        var refused = get("cursor=" + cursor);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(RunningServer.json(refused).get("code").textValue()).isEqualTo("epoch_mismatch");
        List<JsonNode> changes = walk("include=payload");
        assertThat(texts(changes, "operation")).containsExactly("wipe");
        assertThat(changes.getFirst().get("type").textValue()).isEqualTo("space");
        assertThat(changes.getFirst().at("/payload/note").intValue()).isEqualTo(1);
        assertThat(changes.getFirst().get("changed")).isEmpty();
    }

    @Test
    void placesBelowTheFloorOfTheJournalAreRefused() {
        create("notes", Map.of("title", "a"));
        String first = page("limit=1").get("nextCursor").textValue();
        create("notes", Map.of("title", "b"));
        create("notes", Map.of("title", "c"));
        moveHead("journal_floor = seq - 1");
        var refused = get("cursor=" + first);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(RunningServer.json(refused).get("code").textValue()).isEqualTo("resync_required");
        assertThat(texts(walk(""), "seq")).containsExactly("3");
    }

    @Test
    void aFilterThatMatchesLittleGivesShortPagesThatGoOn() {
        create("tasks", Map.of("title", "first"));
        moveHead("seq = seq + 45000");
        String last = create("tasks", Map.of("title", "last"));
        var page = page("types=task");
        assertThat(list(page)).hasSize(1);
        assertThat(page.get("hasMore").booleanValue()).isTrue();
        var empty = page("types=task&cursor=" + page.get("nextCursor").textValue());
        assertThat(list(empty)).isEmpty();
        assertThat(empty.get("hasMore").booleanValue()).isTrue();
        assertThat(texts(walk("types=task"), "uid")).hasSize(2).last().isEqualTo(last);
    }

    @Test
    void pagesEndAtTheirBytes() {
        IntStream.range(0, 12).forEach(n -> create("notes", Map.of("title", "n" + n, "content", noise(900_000, n))));
        var page = page("");
        assertThat(list(page)).hasSize(12);
        List<JsonNode> changes = walk("include=payload");
        assertThat(texts(changes, "seq"))
                .isEqualTo(
                        IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList());
    }

    private static String noise(int length, long seed) {
        var random = new java.util.Random(seed);
        return random.ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String create(String plural, Map<String, Object> fields, String... headers) {
        var response = server.post("/v1/" + plural, token, fields, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return RunningServer.json(response).get("uid").textValue();
    }

    private void patch(String uid, String json) {
        assertThat(server.send("PATCH /v1/notes/" + uid, token, java.util.Optional.of(json))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> get(String query) {
        return server.get("/v1/changes" + (query.isEmpty() ? "" : "?" + query), token);
    }

    private JsonNode page(String query) {
        var response = get(query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningServer.json(response);
    }

    private JsonNode refusal(String query) {
        var response = get(query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return RunningServer.json(response);
    }

    /// All pages, until one says that no more follow.
    private List<JsonNode> walk(String query) {
        var all = new ArrayList<JsonNode>();
        JsonNode page = page(query);
        all.addAll(list(page));
        while (page.get("hasMore").booleanValue()) {
            String cursor = URLEncoder.encode(page.get("nextCursor").textValue(), StandardCharsets.UTF_8);
            page = page(query + (query.isEmpty() ? "" : "&") + "cursor=" + cursor);
            all.addAll(list(page));
        }
        return all;
    }

    private static List<JsonNode> list(JsonNode page) {
        var all = new ArrayList<JsonNode>();
        page.get("changes").forEach(all::add);
        return all;
    }

    private static List<String> texts(List<JsonNode> changes, String field) {
        return changes.stream().map(change -> change.get(field).asText()).toList();
    }

    /// Changes the head of this reader's space.
    private void moveHead(String assignment) {
        new Maintenance(WORKSPACE)
                .execute("UPDATE space_head SET " + assignment + " WHERE space_id = (SELECT space_id FROM change"
                        + " WHERE actor->>'user' = '" + user + "' LIMIT 1)");
    }
}
