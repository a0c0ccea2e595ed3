package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.conversation.Person;
import dev.toolbridge.tests.conversation.ReviewedWorkspace;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Assistants propose with the official client, and a person looks at the page in a browser and approves by hand; the
/// pages of tools work in the host of the extension for them.
class ReviewTest {
    private static final String SCOPES = "*:read notes:propose";
    private static final String ACCEPT = "button[name=action][value=accept]";
    private static final String TEXT = "Dear Ann,\nI am fine.\nYours, Bob\n";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>]]><script>alert(2)</script>";

    @TempDir
    private static Path profile;

    private static OfficialClients clients;
    private static Browser browser;
    private static ReviewedWorkspace workspace;

    @BeforeAll
    static void start() {
        clients = OfficialClients.startOrLeaveOut();
        browser = Browser.startOrLeaveOut(profile);
        workspace = ReviewedWorkspace.instance();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            clients.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "sse", "stdio"})
    void aPersonSeesWhatIsProposedAndApprovesByHand(String transport) {
        Person person = workspace.person("review-" + transport);
        String token = person.token("official-client", SCOPES);
        String note = note(person, "Letter", TEXT);
        OfficialClient client = opened(transport, token);

        JsonNode proposed = client.tool(
                "patch_note", Map.of("uid", note, "updates", Map.of("content", TEXT.replace("fine", "well"))));
        assertThat(proposed.path("state").asText()).isEqualTo("open");

        signIn(person, proposed.path("reviewUrl").asText());
        browser.awaitText("I am well.");
        browser.picture("review-" + transport);
        assertThat(replayed(proposed.path("reviewUrl").asText(), token).status())
                .isIn(401, 403);
        assertThat(content(client, note)).isEqualTo(TEXT);
        browser.click(ACCEPT);
        browser.awaitText("It is applied.");

        assertThat(content(client, note)).isEqualTo(TEXT.replace("fine", "well"));
        JsonNode change = person.send(Call.of("GET", "/v1/notes/" + note + "/history"), person.token())
                .at("/items/0/actor");
        assertThat(change.path("client_id").asText()).isEqualTo("official-client");
        assertThat(change.path("approved_by").asText()).isEqualTo(person.id());
        client.close();
    }

    @Test
    void thePagesOfToolsWorkInTheHostOfTheExtension() {
        Person person = workspace.person("app-host");
        String note = note(person, HOSTILE, TEXT);
        try (var host = AppHost.startOrLeaveOut(browser, workspace.sidecar().server())) {
            host.connect(person.token("app-host", ""));
            host.show("list_notes_ui", Map.of());
            host.awaitText(HOSTILE);
            assertThat(host.count("img, main script")).isZero();
            browser.picture("app-list");
            host.press("Open");
            host.awaitText("Back");

            host.show("edit_note_ui", Map.of("uid", note, "new_content", TEXT.replace("fine", HOSTILE)));
            host.awaitText("+I am " + HOSTILE);
            host.press("Accept");
            host.awaitElement("button[aria-pressed=true]");
            assertThat(host.count("img, main script")).isZero();
            browser.picture("app-review");
            host.press("Open the review page");
            String page = host.openedLink();

            JsonNode proposal =
                    person.send(Call.of("GET", "/v1/proposals"), person.token()).at("/proposals/0");
            assertThat(page).isEqualTo(proposal.path("reviewUrl").asText());
            assertThat(proposal.path("state").asText()).isEqualTo("open");
        }
        JsonNode kept =
                person.send(Call.of("GET", "/v1/notes/" + note), person.token()).json();
        assertThat(kept.at("/payload/content").asText()).isEqualTo(TEXT);
    }

    private static OfficialClient opened(String transport, String token) {
        String address = workspace.sidecar().server().address().toString();
        if (!transport.equals("stdio")) {
            String path = transport.equals("sse") ? "/sse" : "/mcp";
            return clients.client()
                    .open(new OfficialClient.Target(OfficialClient.WITH_SESSIONS, transport, address + path), token);
        }
        Used.secret(token);
        var environment = new HashMap<>(Toolbridge.environment());
        environment.put("TOOLBRIDGE_TOKEN", token);
        return clients.client()
                .openBridge(List.of(Checkout.file("toolbridge").toString(), "mcp", "--url", address), environment);
    }

    private static void signIn(Person person, String page) {
        browser.forget();
        browser.visit(page);
        browser.awaitFocus("email");
        browser.type(person.email());
        browser.press("Tab");
        browser.awaitFocus("secret");
        browser.type(RunningProvider.SECRET);
        browser.press("Enter");
    }

    /// The form of the page as the browser would send it, by a program that has the token and not the cookie.
    private static Reply replayed(String page, String token) {
        JsonNode fields = JsonValues.parse(
                browser.value("JSON.stringify(Object.fromEntries(new FormData(document.querySelector('form'))))")
                        .asText());
        var form = new StringBuilder("action=accept");
        fields.forEachEntry((name, value) -> form.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8)));
        URI address = URI.create(page);
        return workspace
                .api()
                .server()
                .send(Call.of("POST", address.getRawPath() + "?" + address.getRawQuery())
                        .with("Authorization", "Bearer " + token)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Sec-Fetch-Site", "same-origin")
                        .body(form.toString()));
    }

    private static String note(Person person, String title, String content) {
        var note = JsonValues.of(Map.of("title", title, "content", content)).toString();
        return person.send(Call.of("POST", "/v1/notes").json(note), person.token())
                .at("/uid")
                .asText();
    }

    private static String content(OfficialClient client, String note) {
        return client.tool("get_note", Map.of("uid", note))
                .at("/payload/content")
                .asText();
    }
}
