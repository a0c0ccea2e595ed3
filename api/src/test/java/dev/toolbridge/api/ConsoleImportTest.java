package dev.toolbridge.api;

import static dev.toolbridge.api.ConsoleForms.fields;
import static dev.toolbridge.api.ConsoleForms.made;
import static dev.toolbridge.api.ConsoleForms.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.service.http.FormBrowser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages by which a person brings files in and takes everything out, as a browser without scripts meets them.
class ConsoleImportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PAGE = "/console/imports";
    private static final String[] OWN = {"Sec-Fetch-Site", "same-origin"};

    @TempDir
    static Path folder;

    private static ConsoleWorld world;
    private final ConsoleWorld.Person person = world.person("org_moving");
    private final FormBrowser browser = world.browser();

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
        world.signIn(browser, person);
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void aFileIsSentPlannedImportedReportedAndTakenBack() throws Exception {
        assertThat(browser.open(PAGE).body())
                .contains("You have imported nothing yet.", "enctype=\"multipart/form-data\"")
                .contains(Readers.ALL.stream()
                        .map(Reader::format)
                        .map(format -> "<option value=\"" + format + "\"")
                        .toList());
        String one = address(send(Map.of("tasks", "on"), Map.entry("my <b>\"vault\".zip", ImportWorld.vault(12))));

        String plan = await(one, "This is the plan.");
        assertThat(plan)
                .contains("my &lt;b&gt;\"vault\".zip", "12 items", "Note 0", "Obsidian")
                .doesNotContain("hx-get=\"" + one);
        assertThat(browser.open("/console/notes").body()).contains("There are no notes yet");

        assertThat(address(submit(browser, one, Map.of("act", "start")))).isEqualTo(one);
        String report = await(one, "The import has ended.");
        assertThat(report)
                .contains(
                        "Read</dt><dd>12</dd>",
                        "Stored</dt><dd>12</dd>",
                        "Refused</dt><dd>0</dd>",
                        "/console/runs/one?run=");
        assertThat(browser.open("/console/notes").body()).contains("Note 11");
        assertThat(submit(browser, one, Map.of("act", "start")).statusCode()).isEqualTo(409);

        assertThat(address(submit(browser, one, Map.of("act", "undo")))).isEqualTo(one);
        assertThat(await(one, "The import was taken back.")).contains("12 items are taken back");
        assertThat(browser.open("/console/notes").body()).contains("There are no notes yet");
        assertThat(browser.open(PAGE).body()).contains("my &lt;b&gt;", "taken back");
    }

    @Test
    void aFormThatIsSentTwiceIsOneImportAndOneAtATime() throws Exception {
        Map<String, String> form = Map.of("key", fields(browser.open(PAGE)).get("key"));
        var vault = Map.entry("vault.zip", ImportWorld.vault(1));
        String one = address(send(form, vault));
        assertThat(address(send(form, vault))).isEqualTo(one);
        await(one, "This is the plan.");
        assertThat(browser.open(PAGE).body())
                .contains("This import has not ended.", "href=\"" + one)
                .doesNotContain("type=\"file\"");

        var second = send(Map.of("key", UUID.randomUUID().toString()), vault);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("another import of yours has not ended", "href=\"" + one);
        submit(browser, one, Map.of("act", "cancel"));
        assertThat(await(one, "The import was cancelled.")).doesNotContain("value=\"undo\"");
        assertThat(browser.open(PAGE).body()).contains("type=\"file\"");
    }

    @Test
    void whatIsWrongWithAFileIsSaidBesideWhatWasChosen() throws Exception {
        var nothing = send(Map.of("trash", "on", "map", "task:title=\"Name\""), Map.entry("", new byte[0]));
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body())
                .contains("This was not saved", "name=\"trash\" type=\"checkbox\" checked", "&#34;Name&#34;");
        assertThat(send(Map.of("format", "word"), Map.entry("a.zip", ImportWorld.vault(1)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(submit(browser, PAGE, Map.of("key", "k")).statusCode()).isEqualTo(415);
        assertThat(browser.upload(PAGE, Map.of(), Map.entry("a.zip", ImportWorld.vault(1)))
                        .statusCode())
                .as("the form of another page")
                .isEqualTo(403);
        assertThat(browser.open(PAGE + "/seven").statusCode()).isEqualTo(400);

        String one = address(send(Map.of(), Map.entry("a.zip", ImportWorld.text("no zip"))));
        assertThat(await(one, "The import has failed.")).contains("class=\"alert\"", "zip");
    }

    @Test
    void anotherPersonsImportIsNotThere() {
        String one = address(send(Map.of(), Map.entry("a.zip", ImportWorld.vault(1))));
        try (FormBrowser other = world.browser()) {
            world.signIn(other, world.person("org_moving"));
            assertThat(List.of(
                            other.open(one).statusCode(),
                            submit(other, one, Map.of("act", "cancel")).statusCode()))
                    .containsOnly(404);
        }
    }

    @Test
    void everythingOfASpaceAndOfAProjectIsTakenOut() {
        made(browser, "notes", Map.of("title", "Own things"));
        String project = address(submit(browser, "/console/projects", Map.of("name", "Shop " + UUID.randomUUID())));
        assertThat(browser.open(project + "/settings").body()).contains("href=\"" + project + "/export?history=all");

        for (String page : List.of("/console", project)) {
            var archive = browser.open(page + "/export?history=all");
            assertThat(archive.headers().firstValue("Content-Type")).hasValue("application/zip");
            assertThat(archive.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment");
            assertThat(archive.body()).startsWith("PK").contains("manifest.json");
            assertThat(archive.body().contains("items/notes.jsonl")).isEqualTo(true);
        }
        assertThat(browser.open("/console/export?format=markdown").body()).contains("Own things");
        var wrong = browser.open("/console/export?format=word");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("That did not work");
    }

    @Test
    void thePagesSpeakFrench() throws Exception {
        String one = address(send(Map.of(), Map.entry("a.zip", ImportWorld.vault(1))));
        await(one, "This is the plan.");
        assertThat(browser.open(one, "Accept-Language", "fr").body())
                .contains("Voici le plan.", "1 élément", "Importer");
        assertThat(browser.open(PAGE, "Accept-Language", "fr").body()).contains("Tout emporter", "planifiée");
    }

    private HttpResponse<String> send(Map<String, String> fields, Map.Entry<String, byte[]> file) {
        return browser.upload(PAGE, fields, file, OWN);
    }

    /// The page, once it says so.
    private String await(String page, String text) throws Exception {
        Await.until(() -> browser.open(page).body().contains(text), PATIENCE);
        return browser.open(page).body();
    }

    private static String address(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
