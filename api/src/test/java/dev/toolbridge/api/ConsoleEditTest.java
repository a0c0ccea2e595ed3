package dev.toolbridge.api;

import static dev.toolbridge.api.ConsoleForms.fields;
import static dev.toolbridge.api.ConsoleForms.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.http.FormBrowser;
import dev.toolbridge.service.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Items that others wrote, on the pages of a person: nothing is lost, and nothing passes for what it is not.
class ConsoleEditTest {
    private static final String HIDDEN = "a\u202etxt.exe";

    @TempDir
    static Path folder;

    private static ConsoleWorld world;
    private static ConsoleWorld.Person person;
    private static FormBrowser browser;

    @BeforeAll
    static void start() throws InterruptedException {
        world = ConsoleWorld.in(folder);
        person = world.person("org_a");
        browser = world.browser();
        world.signIn(browser, person);
    }

    @AfterAll
    static void stop() {
        browser.close();
        world.close();
    }

    @Test
    void aFormChangesOnlyWhatWasTyped() {
        String note = "/notes/"
                + made("notes", Map.of("title", "Old", "content", "one\r\ntwo", "tags", List.of("a, b", "\"c\"", "d")));
        Map<String, String> form = fields(browser.open("/console" + note + "/edit"));
        form.put("title", "New");
        form.put("content", "one\r\ntwo");
        assertThat(submit(browser, "/console" + note, form).headers().firstValue("Location"))
                .hasValue("/console" + note + "?done=saved");
        assertThat(item(note).path("title").asText()).isEqualTo("New");
        assertThat(item(note).path("content").asText()).isEqualTo("one\r\ntwo");
        assertThat(item(note).path("tags")).isEqualTo(Json.mapper().valueToTree(List.of("a, b", "\"c\"", "d")));

        form = fields(browser.open("/console" + note + "/edit"));
        assertThat(form).containsEntry("tags", "\"a, b\", \"\"\"c\"\"\", d");
        form.put("tags", form.get("tags") + ", e, \"open");
        submit(browser, "/console" + note, form);
        assertThat(item(note).path("tags").valueStream().map(JsonNode::asText))
                .containsExactly("a, b", "\"c\"", "d", "e", "\"open");

        String task = "/tasks/" + made("tasks", Map.of("title", "Call", "dueDate", "2026-03-01T22:30:00.000Z"));
        form = fields(browser.open("/console" + task + "/edit"));
        assertThat(form).containsEntry("dueDate", "2026-03-01");
        form.put("title", "Call her");
        submit(browser, "/console" + task, form);
        assertThat(item(task).path("dueDate").asText()).isEqualTo("2026-03-01T22:30:00.000Z");
        int version = version(task);
        submit(browser, "/console" + task, fields(browser.open("/console" + task + "/edit")));
        assertThat(version(task)).as("nothing was typed").isEqualTo(version);
    }

    @Test
    void aStaleFormBringsInWhatTheOthersWrote() {
        String note = "/notes/" + made("notes", Map.of("title", "Plan", "content", "one"));
        Map<String, String> form = fields(browser.open("/console" + note + "/edit"));
        patch(note, Map.of("title", "Their plan", "content", "two"));
        form.put("title", "My plan");
        var stale = submit(browser, "/console" + note, form);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(fields(stale)).containsEntry("title", "My plan").containsEntry("content", "two");
        assertThat(stale.body()).containsOnlyOnce("class=\"both\"");
        submit(browser, "/console" + note, fields(stale));
        assertThat(item(note).path("title").asText()).isEqualTo("My plan");
        assertThat(item(note).path("content").asText()).isEqualTo("two");
    }

    @Test
    void onlyACredentialSaysThatItIsTheConsole() {
        String note = "/notes/" + made("notes", Map.of("title", "Mine"));
        patch(note, Map.of("title", "Theirs"), "X-TB-Client", "ToolBridge console");
        Map<String, String> form = fields(browser.open("/console" + note + "/edit"));
        form.put("title", "Mine again");
        submit(browser, "/console" + note, form);
        assertThat(browser.open("/console" + note + "/history/2").body())
                .contains("assistant</span>", "says it is ToolBridge console")
                .doesNotContain("on a page of the console");
        assertThat(browser.open("/console" + note + "/history/3").body()).contains("on a page of the console");
    }

    @Test
    void aTaskIsDueByItsTimeToo() {
        String due = made("tasks", Map.of("title", "By the hour", "dueAt", "2026-01-05T09:30+01:00[Europe/Paris]"));
        made("tasks", Map.of("title", "Some day", "dueAt", "9998-01-05T09:30Z"));
        made("tasks", Map.of("title", "In words", "dueAt", HIDDEN));
        String today = browser.open("/console").body();
        assertThat(today).contains("By the hour").doesNotContain("Some day", "In words");
        assertThat(browser.open("/console/tasks/" + due).body()).contains("due Mon 5 Jan 2026, 08:30");
        assertThat(browser.open("/console/tasks").body()).contains("In words").doesNotContain("\u202e");
    }

    @Test
    void aChatIsReadToItsBeginning() {
        String chat = made("chats", Map.of("title", "Long"));
        var messages = new ArrayList<Map<String, Object>>();
        for (int number = 1; number <= 60; number++) {
            messages.add(Map.of(
                    "op",
                    "create",
                    "type",
                    "chat_message",
                    "payload",
                    Map.of("chatUid", chat, "content", "Line " + number + ".")));
        }
        assertThat(world.server
                        .post("/v1/batch", person.token(), Map.of("operations", messages))
                        .statusCode())
                .isEqualTo(200);
        String newest = browser.open("/console/chats/" + chat).body();
        assertThat(newest).contains("Line 60.").doesNotContain("Line 1.", "Newest messages");
        Matcher earlier = Pattern.compile("href=\"([^\"]*cursor=[^\"]*)\"").matcher(newest);
        assertThat(earlier.find()).isTrue();
        assertThat(browser.open(earlier.group(1)).body())
                .contains("Line 1.", "Newest messages")
                .doesNotContain("Line 60.", "Earlier messages");
    }

    @Test
    void hiddenCharactersHideNothing() {
        String note = "/notes/" + made("notes", Map.of("title", "Plan"));
        patch(note, Map.of(HIDDEN, "x", "title", "Plan 2"), "X-TB-Run", "week");
        var proposed = world.server.post(
                "/v1/proposals",
                person.token(),
                Map.of(
                        "title",
                        HIDDEN,
                        "reason",
                        HIDDEN,
                        "operations",
                        List.of(Map.of("op", "delete", "type", "note", "uid", note.substring(7)))));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        for (String page : List.of(
                "/console",
                "/console/proposals",
                "/console" + note + "/history/2",
                "/console/runs/one?run=week&client=assistant",
                "/console/notes?order=a%E2%80%AEb")) {
            assertThat(browser.open(page).body()).as(page).contains("\ufffd").doesNotContain("\u202e");
        }
    }

    @Test
    void aTabKeepsWhatWasTypedThroughANewSignIn() {
        Pattern owner = Pattern.compile(" data-person=\"([^\"]+)\"");
        try (var again = world.browser();
                var other = world.browser()) {
            world.signIn(again, person);
            world.signIn(other, world.person("org_a"));
            Matcher first = owner.matcher(browser.open("/console").body());
            Matcher later = owner.matcher(again.open("/console").body());
            Matcher others = owner.matcher(other.open("/console").body());
            assertThat(first.find() && later.find() && others.find()).isTrue();
            assertThat(later.group(1)).isEqualTo(first.group(1)).isNotEqualTo(others.group(1));
        }
    }

    /// The stream of a tab in the background asks again every few seconds.
    @Test
    void aStreamWithoutASessionDisturbsNoSignIn() {
        try (var other = world.browser()) {
            String back = world.wayBack(other, world.person("org_a"), "/console/notes");
            var stream = other.open("/console/events", "Accept", "text/event-stream");
            assertThat(stream.statusCode()).isEqualTo(401);
            assertThat(stream.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(other.open(back).headers().firstValue("Location")).hasValue("/console/notes");
        }
    }

    @Test
    void noLinkAimsTheButtonThatTakesADeletionBack() {
        assertThat(browser.open("/console/notes?done=deleted&uid=../sign-out%3F&version=1")
                        .body())
                .contains("class=\"done\"")
                .doesNotContain("../sign-out", "value=\"restore\"");
    }

    private static String made(String plural, Map<String, ?> payload) {
        var answer = world.server.post("/v1/" + plural, person.token(), payload);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningServer.json(answer).path("uid").asText();
    }

    private static void patch(String item, Map<String, ?> payload, String... headers) {
        var answer = world.server.send("PATCH /v1" + item, person.token(), Optional.of(Json.text(payload)), headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode item(String item) {
        return RunningServer.json(world.server.get("/v1" + item, person.token()))
                .path("payload");
    }

    private static int version(String item) {
        return RunningServer.json(world.server.get("/v1" + item, person.token()))
                .path("version")
                .asInt();
    }
}
