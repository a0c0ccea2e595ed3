package dev.toolbridge.api;

import static dev.toolbridge.api.ConsoleForms.fields;
import static dev.toolbridge.api.ConsoleForms.made;
import static dev.toolbridge.api.ConsoleForms.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of the console over plain HTTP, as a browser without scripts meets them.
class ConsoleTest {
    private static final String HOSTILE = "<script>alert(1)</script> ]]> \u202etxt.exe <img src=x onerror=alert(2)>"
            + " [a](javascript:alert(3)) ![p](http://x/y)";

    @TempDir
    static Path folder;

    private static ConsoleWorld world;

    @BeforeAll
    static void start() throws InterruptedException {
        world = ConsoleWorld.in(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aPersonSignsInWritesEditsLooksBackAndSignsOut() {
        try (var browser = world.browser()) {
            world.signIn(browser, world.person("org_a"));
            String note = made(browser, "notes", Map.of("title", "Week", "content", "# Mon\r\nmilk & **tea**"));
            var page = browser.open(note);
            assertThat(page.body()).contains("<h1 class=\"stored\">Mon</h1>", "milk &amp; <strong>tea</strong>");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'");
            assertThat(browser.open("/console").body()).contains("Week");

            var form = fields(browser.open(note + "/edit"));
            form.put("content", "# Mon\r\noat milk & **tea**");
            var saved = submit(browser, note, form);
            assertThat(saved.headers().firstValue("Location")).hasValue(note + "?done=saved");
            assertThat(submit(browser, note, form).headers().firstValue("Location"))
                    .as("the same form twice is one change")
                    .hasValue(note + "?done=saved");

            assertThat(browser.open(note + "/history").body())
                    .contains("Version 2", "Version 1", "on a page of the console");
            assertThat(browser.open(note + "/history/2").body()).contains("<mark>oat </mark>");
            assertThat(browser.open("/console/search?q=oat").body()).contains("<mark>oat</mark>");
            submit(browser, note + "/do", Map.of("action", "delete", "version", "2"));
            assertThat(browser.open(note).statusCode()).isEqualTo(410);
            assertThat(browser.open("/console/trash").body()).contains("Week");
            submit(browser, note + "/do", Map.of("action", "restore", "to", "3"));
            assertThat(browser.open(note).statusCode()).isEqualTo(200);

            Map<String, String> stolen = Map.copyOf(browser.cookies);
            submit(browser, "/console/sign-out", Map.of());
            browser.cookies.putAll(stolen);
            assertThat(browser.open("/console").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void whatOthersChangedMeanwhileIsMergedOrShown() {
        var person = world.person("org_a");
        try (var browser = world.browser();
                var other = world.browser()) {
            world.signIn(browser, person);
            world.signIn(other, person);
            String note = made(browser, "notes", Map.of("title", "Plan", "content", "one two"));
            Map<String, String> mine = fields(browser.open(note + "/edit"));
            Map<String, String> theirs = fields(other.open(note + "/edit"));

            theirs.put("content", "one 2");
            submit(other, note, theirs);
            mine.put("title", "The plan");
            assertThat(submit(browser, note, mine).headers().firstValue("Location"))
                    .hasValue(note + "?done=merged");
            assertThat(browser.open(note).body()).contains("The plan", "one 2");

            Map<String, String> late = fields(browser.open(note + "/edit"));
            Map<String, String> early = fields(other.open(note + "/edit"));
            early.put("title", "Alpha");
            submit(other, note, early);
            late.put("title", "Beta");
            late.put("content", "three words more");
            var stale = submit(browser, note, late);
            assertThat(stale.statusCode()).isEqualTo(412);
            assertThat(stale.body()).contains("Changed meanwhile", "Alpha", "Beta", "three words more");
            assertThat(browser.open(note).body()).contains("Alpha").doesNotContain("three words more");
            var again = fields(stale);
            assertThat(submit(browser, note, again).statusCode()).isEqualTo(303);
            assertThat(browser.open(note).body()).contains("Beta", "three words more");
        }
    }

    @Test
    void storedTextDoesNothing() {
        try (var browser = world.browser()) {
            world.signIn(browser, world.person("org_a"));
            String note = made(browser, "notes", Map.of("title", HOSTILE, "content", HOSTILE, "tags", HOSTILE));
            String chat = made(browser, "chats", Map.of("title", HOSTILE));
            submit(browser, chat + "/messages", Map.of("content", HOSTILE + "[".repeat(50_000), "key", "k1"));
            var form = fields(browser.open(note + "/edit"));
            form.put("content", "other " + HOSTILE);
            submit(browser, note, form);
            for (String page :
                    List.of(note, note + "/history/2", chat, "/console", "/console/notes", "/console/search?q=alert")) {
                String html = browser.open(page).body();
                assertThat(html)
                        .as(page)
                        .doesNotContain("<script>", "<img", "href=\"javascript", "onerror=\"", "\u202e")
                        .contains("&lt;script");
            }
        }
    }

    @Test
    void formsOfOtherPagesAndUnknownSessionsDoNothing() {
        try (var browser = world.browser()) {
            var person = world.person("org_a");
            world.signIn(browser, person);
            String note = made(browser, "notes", Map.of("title", "Mine"));
            for (List<String> from : List.of(
                    List.<String>of(),
                    List.of("Sec-Fetch-Site", "cross-site"),
                    List.of("Sec-Fetch-Site", "same-site", "Origin", ConsoleWorld.PUBLIC),
                    List.of("Origin", "http://localhost:2"))) {
                var refused = browser.submit(note + "/do", Map.of("action", "delete"), from.toArray(String[]::new));
                assertThat(refused.statusCode()).as(from.toString()).isEqualTo(403);
            }
            assertThat(browser.open(note).statusCode()).isEqualTo(200);
            browser.cookies.put("tb_console", "x".repeat(9_000));
            assertThat(browser.open("/console").statusCode()).isIn(303, 431);
            browser.cookies.remove("tb_console");
            assertThat(submit(browser, note + "/do", Map.of("action", "delete")).statusCode())
                    .isEqualTo(401);
            var begun = browser.open("/console/notes?q=x");
            assertThat(begun.headers().firstValue("Location").orElseThrow()).startsWith(world.issuer());
            assertThat(browser.open("/console/callback?code=x&state=y").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aWayBackIsGoodOnceAndForItsBrowserOnly() {
        var person = world.person("org_a");
        try (var browser = world.browser();
                var thief = world.browser()) {
            String back = world.wayBack(browser, person, "/console/notes");
            assertThat(thief.open(back).statusCode()).isEqualTo(401);
            assertThat(browser.open(back.replaceAll("&iss=[^&]*", "&iss=https%3A%2F%2Fother.example"))
                            .statusCode())
                    .isEqualTo(401);
            var arrived = browser.open(back);
            assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(303);
            assertThat(arrived.headers().firstValue("Location")).hasValue("/console/notes");
            assertThat(browser.open(back).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aPersonOfSeveralTenantsChoosesAndSeesNothingOfTheOther() {
        try (var browser = world.browser();
                var other = world.browser()) {
            var person = world.person("org_a", "org_b");
            world.signIn(other, world.person("org_b"));
            String foreign = made(other, "notes", Map.of("title", "Of the other tenant"));

            world.signIn(browser, person);
            var choice = browser.open("/console/tenants?to=//evil.example");
            assertThat(choice.body()).contains("org_a", "org_b").doesNotContain("evil");
            submit(browser, "/console/tenants", Map.of("tenant", "org_b", "to", "/console/notes"));
            assertThat(browser.open("/console").body()).contains("<span class=\"tenant\">org_b</span>");
            for (String page : List.of(foreign, foreign + "/edit", foreign + "/history", foreign + "/history/1")) {
                assertThat(browser.open(page).statusCode()).as(page).isEqualTo(404);
            }
            submit(browser, "/console/tenants", Map.of("tenant", "org_c", "to", "/console"));
            assertThat(browser.open("/console").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void badQuestionsGetTheSentenceOfTheApi() {
        try (var browser = world.browser()) {
            world.signIn(browser, world.person("org_a"));
            var refused = browser.open("/console/notes?order=colour");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("colour", "For support");
            assertThat(browser.open("/console/notes?cursor=x").statusCode()).isEqualTo(400);
            assertThat(browser.open("/console/notes/none").statusCode()).isIn(400, 404);
            assertThat(browser.open("/console/notes/" + UUID.randomUUID() + "/history/9")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(browser.open("/console", "Accept-Language", "fr-CA,fr;q=0.8")
                            .body())
                    .contains("Aujourd’hui", "lang=\"fr\"");
            assertThat(browser.open("/console", "Accept-Language", "tlh").body())
                    .contains("lang=\"en\"");
        }
    }

    @Test
    void aRunOfAnAssistantIsTriedAndUndone() {
        var person = world.person("org_a");
        try (var browser = world.browser()) {
            world.signIn(browser, person);
            String note = made(browser, "notes", Map.of("title", "Week", "content", "Buy milk."));
            String uid = note.substring(note.lastIndexOf('/') + 1);
            var changed = world.server.send(
                    "PATCH /v1/notes/" + uid,
                    person.token(),
                    Optional.of(Json.text(Map.of("content", "Buy oat milk."))),
                    "X-TB-Run",
                    "week/ly review",
                    "X-TB-Tool",
                    "edit_text");
            assertThat(changed.statusCode()).isEqualTo(200);

            assertThat(browser.open("/console/runs").body()).contains("week/ly review");
            var shown = browser.open("/console/runs/one?run=week%2Fly+review&client=assistant");
            assertThat(shown.body()).contains("edit_text", "Text");
            var plan = submit(browser, "/console/runs/undo", Map.of("run", "week/ly review", "client", "assistant"));
            assertThat(plan.body()).contains("1 item is taken back");
            assertThat(browser.open(note).body()).contains("oat milk");
            var undone = submit(
                    browser,
                    "/console/runs/undo",
                    Map.of(
                            "run",
                            "week/ly review",
                            "client",
                            "assistant",
                            "confirm",
                            fields(plan).get("confirm")));
            assertThat(undone.statusCode()).as(undone.body()).isEqualTo(303);
            assertThat(browser.open(note).body()).contains("Buy milk.").doesNotContain("oat milk");
            assertThat(browser.open(undone.headers().firstValue("Location").orElseThrow())
                            .body())
                    .contains("The run is undone.");
        }
    }

    @Test
    void aKeyIsShownOnceAndEnds() {
        try (var browser = world.browser()) {
            world.signIn(browser, world.person("org_a"));
            String page = submit(browser, "/console/keys", Map.of("name", "Backup", "rights", "read", "days", "30"))
                    .body();
            Matcher key = Pattern.compile("fbk_(live|test)_\\w{38}").matcher(page);
            assertThat(key.find()).as(page).isTrue();
            assertThat(world.server.get("/v1/notes", key.group()).statusCode()).isEqualTo(200);
            String keys = browser.open("/console/keys").body();
            assertThat(keys).contains("Backup").doesNotContain(key.group());
            Matcher end = Pattern.compile("/console/keys/[0-9a-f-]+/end").matcher(keys);
            assertThat(end.find()).isTrue();
            submit(browser, end.group(), Map.of());
            assertThat(world.server.get("/v1/notes", key.group()).statusCode()).isEqualTo(401);
            assertThat(browser.open("/console/audit").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void allSessionsOfAPersonEndAtOnce() {
        var person = world.person("org_a");
        try (var browser = world.browser();
                var other = world.browser()) {
            world.signIn(browser, person);
            world.signIn(other, person);
            submit(browser, "/console/sign-out", Map.of("everywhere", "yes"));
            assertThat(other.open("/console").statusCode()).isEqualTo(303);
        }
    }
}
