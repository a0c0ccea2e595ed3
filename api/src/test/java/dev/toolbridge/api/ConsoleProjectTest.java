package dev.toolbridge.api;

import static dev.toolbridge.api.ConsoleForms.fields;
import static dev.toolbridge.api.ConsoleForms.made;
import static dev.toolbridge.api.ConsoleForms.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.http.FormBrowser;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of what a project has besides items that its members write: variables, memories, conflicts, webhooks.
class ConsoleProjectTest {
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">(whsec_[^<]+)<");

    @TempDir
    static Path folder;

    private static ConsoleWorld world;
    private final ConsoleWorld.Person person = world.person("org_a");
    private FormBrowser owner;
    private String project;

    @BeforeAll
    static void start() throws InterruptedException {
        world = ConsoleWorld.in(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void signIn() {
        owner = world.browser();
        world.signIn(owner, person);
        project = location(submit(owner, "/console/projects", Map.of("name", "Shop " + UUID.randomUUID())));
    }

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void variablesAreSetShownBroughtBackAndDeleted() {
        String folder = location(owner.open(project + "/environment"));
        assertThat(folder).isEqualTo(project + "/environment/development");
        assertThat(owner.open(folder).body()).contains("There are no variables here yet");
        set(folder, "API_TOKEN", "first <value>");
        set(folder, "COLOUR", "red & blue");
        assertThat(owner.open(folder).body())
                .contains("API_TOKEN", "COLOUR", "red &amp; blue")
                .doesNotContain("first");
        var shown = submit(owner, folder + "/reveal", Map.of("key", "API_TOKEN"));
        assertThat(shown.body()).contains("first &lt;value&gt;");
        assertThat(shown.headers().firstValue("Cache-Control")).hasValue("no-store");

        String one = folder + "/variables/API_TOKEN";
        String stale = fieldOf(owner.open(one), "version");
        assertThat(location(submit(owner, one, Map.of("value", "second", "isSecret", "true", "version", stale))))
                .isEqualTo(folder + "?done=saved");
        var late = submit(owner, one, Map.of("value", "third", "isSecret", "true", "version", stale));
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("This was not saved");
        String present = fieldOf(owner.open(one), "version");
        submit(owner, one + "/rollback", Map.of("valueVersion", "1", "version", present));
        assertThat(submit(owner, folder + "/reveal", Map.of("key", "API_TOKEN")).body())
                .contains("first &lt;value&gt;");

        submit(owner, one + "/delete", Map.of("version", fieldOf(owner.open(one), "version")));
        assertThat(owner.open(one).statusCode()).isEqualTo(404);
        assertThat(owner.open(folder).body()).doesNotContain("API_TOKEN");
    }

    @Test
    void aFileOfVariablesIsTakenOverWholeOrNotAtAll() {
        String folder = project + "/environment/staging";
        String good = "FIRST_PART=1\nexport SECOND_PART='two words'\n";
        assertThat(location(submit(owner, folder + "/import", Map.of("dotenv", good))))
                .isEqualTo(folder + "?done=saved");
        assertThat(owner.open(folder).body()).contains("FIRST_PART", "two words");
        var wrong = submit(owner, folder + "/import", Map.of("dotenv", "THIRD_PART=3\n1BAD=4\n"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("This was not saved", "1BAD=4")
                .doesNotContain("<code class=\"row-title\">THIRD");
        assertThat(submit(owner, folder, Map.of("key", "FIRST_PART", "value", "other"))
                        .statusCode())
                .as("a form for a new variable does not change one that is there")
                .isEqualTo(412);
        assertThat(owner.open(project + "/environment/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void memoriesAreWrittenVerifiedAndRecalled() {
        String memory =
                made(owner, project, "memories", Map.of("memoryType", "convention", "content", "Prices are in cents."));
        assertThat(owner.open(memory).body()).contains("Convention", "prices-are-in-cents", "Dispute", "Verify");
        submit(owner, memory + "/do", Map.of("action", "dispute", "version", "1"));
        assertThat(owner.open(project + "/recall?q=prices").body()).contains("Prices are in cents.", "disputed");
        submit(owner, memory + "/do", Map.of("action", "verify", "version", "2"));
        assertThat(owner.open(project + "/recall?q=prices").body())
                .contains("fresh")
                .doesNotContain("disputed");
        assertThat(owner.open("/console/recall?q=prices").body()).contains("No memory answers this");
        var secret = submit(
                owner,
                project + "/memories",
                Map.of("memoryType", "fact", "content", "-----BEGIN PRIVATE KEY-----\nMIIE"));
        assertThat(secret.statusCode()).isEqualTo(422);
        assertThat(secret.body()).contains("This was not saved");
    }

    @Test
    void aTaskIsPutUnderAMilestone() {
        String milestone = made(owner, project, "milestones", Map.of("title", "Grand <opening>"));
        String uid = milestone.substring(milestone.lastIndexOf('/') + 1);
        assertThat(owner.open(project + "/tasks/new").body()).contains("Grand &lt;opening&gt;", uid);
        assertThat(owner.open("/console/tasks/new").body()).doesNotContain("Milestone</label>");
        String task = made(owner, project, "tasks", Map.of("title", "Choose a font", "milestoneUid", uid));
        assertThat(owner.open(task + "/edit").body()).contains("value=\"" + uid + "\" selected");
    }

    @Test
    void aConflictIsShownAndSettledFromBothSides() {
        String uid = UUID.randomUUID().toString();
        String session = RunningServer.json(api("POST", "/sync/sessions", "{}"))
                .path("id")
                .asText();
        push(session, uid, "", "first\nline");
        push(session, uid, "\"version\":1", "server's\nline");
        push(session, uid, "\"version\":1", "device's\nline");
        var page = owner.open(project + "/conflicts");
        assertThat(page.body()).contains("the device won", "server", "Take the other side");
        Map<String, String> form = fields(page);
        assertThat(form).containsEntry("take", "merged").containsKey("kept");
        Matcher action = Pattern.compile("action=\"([^\"]+/conflicts/" + uid + "/\\d+)\"")
                .matcher(page.body());
        assertThat(action.find()).isTrue();
        form.put("field-content", "both\nlines");
        form.put("kept", form.get("kept"));
        assertThat(location(submit(owner, action.group(1), form))).isEqualTo(project + "/conflicts?done=settled");
        assertThat(owner.open(project + "/conflicts").body()).contains("There are no conflicts");
        assertThat(RunningServer.json(api("GET", "/memories/" + uid, ""))
                        .at("/payload/content")
                        .asText())
                .isEqualTo("both\nlines");
        assertThat(submit(owner, action.group(1), form).statusCode()).isEqualTo(409);
    }

    @Test
    void webhooksAreMadeTriedSwitchedOffAndEnded() {
        var wrong = submit(
                owner, project + "/webhooks", Map.of("callbackUrl", "https://127.0.0.1:9/x", "events", "nothing"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("This was not saved", "https://127.0.0.1:9/x", "nothing");
        var created = submit(
                owner,
                project + "/webhooks",
                Map.of("callbackUrl", "https://127.0.0.1:9/x", "events", "note.*, task.created"));
        Matcher secret = SECRET.matcher(created.body());
        assertThat(secret.find()).as(created.body()).isTrue();
        String list = owner.open(project + "/webhooks").body();
        assertThat(list).contains("note.*", "task.created").doesNotContain(secret.group(1));
        Matcher link =
                Pattern.compile("href=\"(" + project + "/webhooks/[^\"]+)\"").matcher(list);
        assertThat(link.find()).isTrue();
        String webhook = link.group(1);
        assertThat(location(submit(owner, webhook + "/do", Map.of("action", "test"))))
                .isEqualTo(webhook + "?done=sent");
        String page = owner.open(webhook).body();
        assertThat(page).contains("webhook.test");
        Matcher delivery =
                Pattern.compile("name=\"delivery\" value=\"([^\"]+)\"").matcher(page);
        assertThat(delivery.find()).isTrue();
        submit(owner, webhook + "/do", Map.of("action", "redeliver", "delivery", delivery.group(1)));
        assertThat(submit(owner, webhook + "/do", Map.of("action", "replay", "fromSeq", "x"))
                        .statusCode())
                .isEqualTo(400);
        submit(owner, webhook + "/do", Map.of("action", "off"));
        assertThat(owner.open(webhook).body()).contains("Switch on");
        assertThat(submit(owner, webhook + "/do", Map.of("action", "rotate")).body())
                .containsPattern(SECRET)
                .doesNotContain(secret.group(1));
        submit(owner, webhook + "/do", Map.of("action", "delete"));
        assertThat(owner.open(webhook).statusCode()).isEqualTo(404);
    }

    private void set(String folder, String key, String value) {
        assertThat(location(submit(owner, folder, Map.of("key", key, "value", value))))
                .isEqualTo(folder + "?done=saved");
    }

    private void push(String session, String uid, String sync, String content) {
        String item = "{\"uid\":\"%s\",\"updatedTs\":\"2001-01-01T00:00:00Z\",\"sync\":{%s},%s\"content\":%s}"
                .formatted(uid, sync, "\"memoryType\":\"fact\",", Json.text(content));
        var ack = api(
                "POST",
                "/sync/memories/push",
                "{\"items\":[" + item + "]}",
                "X-Sync-Session",
                session,
                "X-Sync-Epoch",
                "1");
        assertThat(ack.statusCode()).as(ack.body()).isEqualTo(200);
    }

    private HttpResponse<String> api(String method, String path, String body, String... headers) {
        String space = "/v1/spaces/" + project.substring(project.lastIndexOf('/') + 1);
        return world.server.send(
                method + " " + space + path,
                person.token(),
                Optional.of(body).filter(text -> !text.isEmpty()),
                headers);
    }

    private static String fieldOf(HttpResponse<String> page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
