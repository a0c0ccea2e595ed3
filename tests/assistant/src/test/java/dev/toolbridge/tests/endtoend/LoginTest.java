package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.Assistant.Transport;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On one machine and without an account anywhere, an OAuth client that knows only the address of the MCP
/// server logs its user in and works.
class LoginTest {
    @TempDir
    private static Path folder;

    private static Toolbridge toolbridge;
    private static Program program;
    private static String sidecar;
    private static String secret;

    @BeforeAll
    static void start() {
        toolbridge = new Toolbridge(folder);
        program = toolbridge.up();
        sidecar = toolbridge.addressOf("sidecar");
        secret = Toolbridge.secretShownBy(program);
    }

    @AfterAll
    static void stop() {
        program.close();
        Used.keepLogs(folder.resolve("logs"));
    }

    @Test
    void aStrangeClientFindsTheLoginPageAndWorksAsItsUser() {
        var api = new Server(URI.create(toolbridge.addressOf("api")));
        var client = OauthClient.discovering(sidecar);

        assertThat(client.logIn("Ada", "not the secret").status()).isEqualTo(403);
        String token = client.tokenFor("Ada", secret);

        String note = create(sidecar, token);
        assertThat(get(api, "/v1/notes/" + note, token).status()).isEqualTo(200);
        assertThat(get(api, "/v1/notes/" + note, toolbridge.token("ada")).status())
                .isEqualTo(200);
        assertThat(get(api, "/v1/notes/" + note, toolbridge.token("ben")).status())
                .isEqualTo(404);
        keysWorkInTheTenantAskedFor(toolbridge, api);
        assertThat(toolbridge.answerWithoutData("audit", "verify", "--data", folder.toString()))
                .contains("org_asked_for  1 entries")
                .endsWith("chains checked");
    }

    /// An assistant may have a terminal: there proposals are shown, inert, and rejected, but none is approved.
    @Test
    void aTerminalApprovesNothing() {
        var api = new Server(URI.create(toolbridge.addressOf("api")));
        String token = toolbridge.token("ann");
        String id = api.send(Call.of("POST", "/v1/proposals")
                        .with("Authorization", "Bearer " + token)
                        .json("""
                                {"title":"Tidy \\u001b[31mup\\u202e","operations":[
                                {"op":"create","type":"note","payload":{"title":"<b>Plan</b>","content":"one\\ntwo"}}]}\
                                """))
                .at("/id")
                .asText();

        assertThat(proposals("list")).contains(id, "open", "Tidy ⟦U+001B⟧[31mup⟦U+202E⟧");
        assertThat(proposals("show", id)).contains("create note", "<b>Plan</b>", "/review/" + id);
        assertThat(proposals("approve", id)).contains("Only a person approves", "/review/" + id);
        assertThat(get(api, "/v1/proposals/" + id, token).at("/state").asText()).isEqualTo("open");
        assertThat(proposals("reject", id, "--reason", "not now")).contains("The proposal is rejected.");
        assertThat(proposals("list", "--state", "rejected")).contains(id);
        assertThat(get(api, "/v1/notes", token).at("/items")).isEmpty();
    }

    private static String proposals(String... words) {
        var command = new ArrayList<>(List.of("proposals"));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", folder.toString(), "--user", "ann"));
        return toolbridge.answerWithoutData(command.toArray(String[]::new));
    }

    /// The official client knows an address and has a browser; the person at it has a name and the secret.
    @ParameterizedTest
    @CsvSource({
        OfficialClient.WITH_SESSIONS + ", 127.0.0.1",
        OfficialClient.WITH_SESSIONS + ", localhost",
        OfficialClient.WITHOUT_SESSIONS + ", 127.0.0.1",
    })
    void aPersonLogsInWithTheirBrowserAndTheOfficialClientWorks(String revision, String host, @TempDir Path profile) {
        try (var clients = OfficialClients.startOrLeaveOut();
                var browser = Browser.startOrLeaveOut(profile)) {
            var client = clients.client();
            browser.open(client.pageToLogInOn(new OfficialClient.Target(revision, "http", named(host) + "/mcp")));
            new LoginPage(browser).logIn("Grace", secret);
            client.finishLogin();
            assertThat(client.revision()).isEqualTo(revision);
            new WorkingSession(client).work();
            goesOnWhenItsTokenExpires(client);
            client.close();
        }
    }

    /// The first ten minutes of a stranger, by keyboard alone.
    @Test
    void aPersonWorksInTheConsoleBesideAnAssistant(@TempDir Path profile) {
        try (var browser = Browser.startOrLeaveOut(profile)) {
            var pages = ConsolePages.in(browser);
            browser.watchPolicies();
            browser.follow(toolbridge.addressOf("api") + "/");
            browser.awaitFocus("email");
            browser.type("Lin");
            browser.press("Tab");
            browser.type(secret);
            browser.press("Enter");
            browser.awaitText("Newest notes");
            pages.lookAt("today").press("New note", "Texts are Markdown.");
            pages.fill("Title", "Week").fill("Text", "Buy **milk**.").lookAt("form");
            pages.press("Save", "Created.").lookAt("note");
            editByAssistant(browser.address().replaceAll(".*/notes/([0-9a-f-]+).*", "$1"));
            browser.awaitText("Buy oat milk.");
            pages.press("History", "Version 2").lookAt("history");
            pages.press("Version 2", "Compared with version").lookAt("difference");
            pages.press("Assistants", "Every run can be undone.").lookAt("runs");
            pages.reach("API keys");
            browser.press("Enter");
            browser.awaitText("Valid for days");
            pages.fill("Name", "Backup").lookAt("keys");
            pages.press("Make a key", "This is the only time").lookAt("key");
            pages.press("Assistants", "1 change").press(run(browser), "Undo…");
            pages.press("Undo…", "Nothing has happened yet.").lookAt("undo");
            pages.press("Undo the run", "The run is undone.");
            pages.press("Notes", "Show").press("Week", "Buy milk.");
            worksInAProject(pages, browser);
            bringsAFileIn(pages, browser, profile);
            pages.press("Programs", "as the journal has them").lookAt("programs");
            pages.press("Usage", "At most").lookAt("usage");
            pages.press("Settings", "End all my sessions").lookAt("settings");
            pages.press("Sign out", "You are signed out").lookAt("signed-out");
        }
    }

    private static void worksInAProject(ConsolePages pages, Browser browser) {
        pages.press("Projects", "You belong to no project yet.");
        pages.fill("Name", "Web shop").press("Make a project", "There are no milestones yet.");
        pages.press("Milestones", "New milestone").press("New milestone", "Texts are Markdown.");
        pages.fill("Title", "Opening").press("Save", "Created.");
        pages.press("web-shop", "There are no tasks yet.").lookAt("project");
        addTaskInProject("web-shop", "Choose a font");
        browser.awaitText("Choose a font");
        pages.press("Memories", "There are no memories yet.").press("Recall", "the most trusted first");
        pages.lookAt("recall").press("Environment", "There are no variables here yet.");
        pages.fill("Name", "API_TOKEN").fill("Value", "hush").press("Add a variable", "version 1,");
        pages.lookAt("environment").press("Edit", "Values so far").lookAt("variable");
        pages.press("Conflicts", "There are no conflicts.").lookAt("conflicts");
        pages.press("Webhooks", "There are no webhooks yet.").lookAt("webhooks");
        pages.press("Members", "Who belongs to the project.").lookAt("members");
        pages.press("Invite", "the only time that the code is shown").lookAt("invitation");
    }

    private static void bringsAFileIn(ConsolePages pages, Browser browser, Path folder) {
        pages.press("Import and export", "You have imported nothing yet.").lookAt("imports");
        browser.choose("#file", note(folder));
        pages.press("Make the plan", "This is the plan. Nothing is written yet.")
                .lookAt("import-plan");
        pages.press("Import", "The import has ended.").lookAt("import");
        pages.press("Take it back", "The import was taken back.");
    }

    private static Path note(Path folder) {
        try {
            return Files.writeString(folder.resolve("garden.md"), "# Garden\n\nBeans and peas. ![[plan.png]]\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String run(Browser browser) {
        return browser.value("document.querySelector('main .row-title').innerText")
                .asText();
    }

    private static void addTaskInProject(String project, String title) {
        var task = Call.of("POST", "/v1/spaces/" + project + "/tasks")
                .with("Authorization", "Bearer " + toolbridge.token("lin"))
                .json("{\"title\":\"" + title + "\"}");
        var api = new Server(URI.create(toolbridge.addressOf("api")));
        assertThat(api.send(task).status()).isEqualTo(201);
    }

    private static void editByAssistant(String uid) {
        Map<String, Object> edit = Map.of("op", "replace", "field", "content", "find", "milk", "text", "oat milk");
        try (var assistant = Assistant.connect(Transport.STREAMABLE_HTTP, sidecar, toolbridge.token("lin"))) {
            assistant.call("edit_text", Map.of("type", "note", "uid", uid, "edits", List.of(edit)));
        }
    }

    /// The sidecar's address with another name of its machine.
    private static String named(String host) {
        return "http://" + host + ":" + URI.create(sidecar).getPort();
    }

    /// The client refreshes its token by itself, without a new login.
    private static void goesOnWhenItsTokenExpires(OfficialClient client) {
        String session = client.session();
        String token = client.tokens().path("access_token").asText();
        client.useToken(new ExpiredTokens(secret).like(token));
        int before = client.exchanges().size();

        assertThat(client.tool("create_note", Map.of("title", "Later"))
                        .path("version")
                        .asInt())
                .isEqualTo(1);

        assertThat(client.exchanges().stream().skip(before).map(LoginTest::summary))
                .contains("POST /mcp 401", "POST /oauth2/token 200", "POST /mcp 200")
                .noneMatch(exchange -> exchange.contains("/oauth2/authorize"));
        assertThat(client.session()).isEqualTo(session);
        assertThat(client.tokens().path("access_token").asText()).isNotEqualTo(token);
    }

    private static String summary(JsonNode exchange) {
        return "%s %s %s"
                .formatted(
                        exchange.path("method").asText(),
                        exchange.path("path").asText(),
                        exchange.path("status").asInt());
    }

    /// A person with the workspace's secrets counts as a member of any tenant, and so do that person's keys.
    private static void keysWorkInTheTenantAskedFor(Toolbridge toolbridge, Server api) {
        String token = toolbridge.answer("token", "--user", "ada", "--tenant", "org_asked_for");
        var made = api.send(Call.of("POST", "/v1/keys")
                .with("Authorization", "Bearer " + token)
                .json("{\"name\":\"mine\"}"));
        assertThat(made.status()).as(made::toString).isEqualTo(201);

        assertThat(get(api, "/v1/notes", made.at("/key").asText()).status()).isEqualTo(200);
    }

    private static String create(String sidecar, String token) {
        try (var assistant = Assistant.connect(Transport.STREAMABLE_HTTP, sidecar, token)) {
            return assistant
                    .call("create_note", Map.of("title", "By login"))
                    .path("uid")
                    .asText();
        }
    }

    private static Reply get(Server api, String path, String token) {
        return api.send(Call.of("GET", path).with("Authorization", "Bearer " + token));
    }
}
