package dev.toolbridge.api;

import static dev.toolbridge.api.ProposalWorld.one;
import static dev.toolbridge.api.ProposalWorld.patch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.http.FormBrowser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person signs in on the review page, sees what is proposed, and decides.
class ReviewPageTest {
    private static final String HOSTILE =
            "<script>alert(1)</script> ]]> \u001b[31mred \u202etxt.exe <img src=x onerror=alert(2)>";

    @TempDir
    static Path folder;

    private static ProposalWorld world;

    @BeforeAll
    static void start() throws InterruptedException {
        world = ProposalWorld.withPage(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aPersonSignsInSeesTheHunksAndApproves() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "content", "one\ntwo\nthree"));
        JsonNode proposal = person.propose(patch(uid, Map.of("content", "one\n2\nthree", "title", "The plan")));
        try (var browser = new FormBrowser(world.server.address())) {
            HttpResponse<String> page = world.signIn(browser, person, proposal);

            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .isEqualTo("default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
                            + " base-uri 'none'");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.body())
                    .contains("Tidy up", "some-assistant", "run-7", "<mark>two</mark>", "<mark>2</mark>")
                    .doesNotContain("<script", "style=", "onclick");
            assertThat(page.body().indexOf("<button"))
                    .isEqualTo(page.body().indexOf("<button type=\"submit\" disabled"));
            assertThat(browser.open(stylesheet(page)).headers().firstValue("Cache-Control"))
                    .hasValue("public, max-age=31536000, immutable");

            var done = browser.submit(
                    page(proposal),
                    fields(page, Map.of("action", "only", "d.h1", "revised", "t.h1", "one\r\nTWO\r\nthree")),
                    "Sec-Fetch-Site",
                    "same-origin");

            assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
            assertThat(browser.open(done.headers().firstValue("Location").orElseThrow())
                            .body())
                    .contains("It is applied.");
        }
        assertThat(person.note(uid).path("content").asText()).isEqualTo("one\nTWO\nthree");
        assertThat(person.note(uid).path("title").asText()).isEqualTo("Plan");
    }

    @Test
    void storedTextIsShownInertAndWhole() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", HOSTILE, "content", "old"));
        JsonNode proposal = person.propose(patch(uid, Map.of("content", HOSTILE, HOSTILE, HOSTILE)));
        try (var browser = new FormBrowser(world.server.address())) {
            String page = world.signIn(browser, person, proposal).body();

            assertThat(page)
                    .doesNotContain("<script>", "<img", "\u001b", "\u202e")
                    .contains("&lt;script&gt;", "]]&gt;", "U+001B", "U+202E");
        }
    }

    /// An assistant may mark hunks, also with other words than it proposed.
    @Test
    void noMarkOfAnAssistantIsApprovedUnseen() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan", "content", "one"));
        JsonNode proposal = person.propose(patch(uid, Map.of("content", "two", "title", "The plan")));
        person.decide(proposal, Map.of("h1", Map.of("revised", "three <b>"), "h2", Map.of("revised", "a\u202eb")));
        try (var browser = new FormBrowser(world.server.address())) {
            var page = world.signIn(browser, person, proposal);

            assertThat(page.body())
                    .containsSubsequence(
                            "+</span><bdi class=\"text\">three &lt;b&gt;", "revised\" checked", "<details open>")
                    .contains("a<span class=\"hidden\">U+202E</span>b")
                    .containsOnlyOnce("revised\" checked");
            assertThat(browser.submit(
                                    page(proposal),
                                    fields(page, Map.of("action", "only", "d.h1", "revised", "t.h1", "four")),
                                    "Sec-Fetch-Site",
                                    "same-origin")
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(person.note(uid).path("title").asText()).isEqualTo("Plan");
        assertThat(person.note(uid).path("content").asText()).isEqualTo("four");
    }

    @Test
    void whatIsProposedInAProjectIsDecidedOnItsPage() {
        var person = world.person();
        String space = RunningServer.json(
                        world.server.post("/v1/projects", person.token, Map.of("name", "Team " + person.id)))
                .path("id")
                .asText();
        String[] there = {"X-TB-Space", space};
        String uid = RunningServer.json(world.server.post("/v1/notes", person.token, Map.of("title", "Ours"), there))
                .path("uid")
                .asText();
        var proposed = world.server.post(
                "/v1/proposals",
                person.assistant,
                Map.of("title", "T", "operations", List.of(patch(UUID.fromString(uid), Map.of("title", "Theirs")))),
                there);
        String address =
                RunningServer.json(proposed).path("reviewUrl").asText().substring(ProposalWorld.PUBLIC.length());
        try (var browser = new FormBrowser(world.server.address())) {
            String login =
                    browser.open(address).headers().firstValue("Location").orElseThrow();
            browser.open(world.provider.logIn(login, person.email).substring(ProposalWorld.PUBLIC.length()));
            var page = browser.open(address);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            var done =
                    browser.submit(address, fields(page, Map.of("action", "accept")), "Sec-Fetch-Site", "same-origin");
            assertThat(done.headers().firstValue("Location")).as(done.body()).hasValue(address);
            assertThat(browser.open(address.replaceAll("&space=.*", "")).statusCode())
                    .isEqualTo(404);
        }
        assertThat(world.server.get("/v1/notes/" + uid, person.token, there).body())
                .contains("Theirs");
    }

    @Test
    void aPersonRejectsWithAReason() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        try (var browser = new FormBrowser(world.server.address())) {
            var page = world.signIn(browser, person, proposal);
            browser.submit(
                    page(proposal),
                    fields(page, Map.of("action", "reject", "reason", "Not <now>")),
                    "Origin",
                    ProposalWorld.PUBLIC);
        }
        assertThat(person.proposal(proposal).path("closingReason").asText()).isEqualTo("Not <now>");
    }

    @Test
    void whatChangedMeanwhileIsShownAnew() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        try (var browser = new FormBrowser(world.server.address())) {
            var page = world.signIn(browser, person, proposal);
            person.patch(uid, Map.of("title", "Elsewhere"));

            var stale = browser.submit(
                    page(proposal), fields(page, Map.of("action", "accept")), "Sec-Fetch-Site", "same-origin");

            assertThat(stale.statusCode()).isEqualTo(409);
            assertThat(stale.body()).contains("nothing is done", "Elsewhere");
            assertThat(browser.submit(
                                    page(proposal),
                                    fields(stale, Map.of("action", "accept")),
                                    "Sec-Fetch-Site",
                                    "same-origin")
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(person.note(uid).path("title").asText()).isEqualTo("A");
    }

    @Test
    void anotherBrowsersWayBackIsRefused() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        try (var browser = new FormBrowser(world.server.address());
                var other = new FormBrowser(world.server.address())) {
            String back = world.wayBack(browser, person, proposal);

            assertThat(other.open(back).statusCode()).isEqualTo(401);
            other.open(page(proposal));
            assertThat(other.open(back).statusCode()).isEqualTo(401);
            assertThat(browser.open(back.replaceAll("state=[^&]*", "state=x")).statusCode())
                    .isEqualTo(401);
            assertThat(browser.open("/review/callback?state=x&error=access_denied")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(browser.open(back).statusCode()).isEqualTo(200);
            assertThat(browser.open(back).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aLinkFromElsewhereGoesOnFromHere() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        try (var browser = new FormBrowser(world.server.address())) {
            var page = browser.open(page(proposal), "Sec-Fetch-Site", "cross-site");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("http-equiv=\"refresh\" content=\"0;url=" + page(proposal) + "\"");
            assertThat(browser.open("/review/x").statusCode()).isEqualTo(404);
            assertThat(browser.open("/review/client.json").body()).contains("\"client_id\"", "/review/callback");
        }
    }

    @Test
    void anotherPersonSeesNothing() {
        var person = world.person();
        UUID uid = person.note(Map.of("title", "Plan"));
        JsonNode proposal = person.propose(patch(uid, Map.of("title", "A")));
        try (var browser = new FormBrowser(world.server.address())) {
            assertThat(world.signIn(browser, world.person(), proposal).statusCode())
                    .isEqualTo(404);
            assertThat(browser.open(page(proposal).replace("org_a", "org_b")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(world.server.get(one(proposal), world.person().token).statusCode())
                .isEqualTo(404);
    }

    static String page(JsonNode proposal) {
        return "/review/" + proposal.path("id").asText() + "?tenant=org_a";
    }

    /// The hidden fields of a page, and these.
    static Map<String, String> fields(HttpResponse<String> page, Map<String, String> more) {
        var fields = new HashMap<String, String>();
        Matcher hidden = Pattern.compile("type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")
                .matcher(page.body());
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        fields.putAll(more);
        return fields;
    }

    private static String stylesheet(HttpResponse<String> page) {
        Matcher link = Pattern.compile("href=\"([^\"]*\\.css)\"").matcher(page.body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
