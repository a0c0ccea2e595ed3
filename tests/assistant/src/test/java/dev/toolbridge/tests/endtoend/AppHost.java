package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A client that shows the pages of tools: the official host of the extension, in a browser.
final class AppHost implements AutoCloseable {
    private static final NodePackages PACKAGES = new NodePackages(
            "app-host",
            List.of("@modelcontextprotocol/ext-apps@1.7.5", "@modelcontextprotocol/sdk@1.32.2", "esbuild@0.28.2"));
    private static final Duration SOON = Duration.ofSeconds(90);

    private final Program program;
    private final Browser browser;

    private AppHost(Program program, Browser browser) {
        this.program = program;
        this.browser = browser;
    }

    /// Starts one before an MCP server, and opens its page.
    static AppHost startOrLeaveOut(Browser browser, Server server) {
        if (!PACKAGES.install()) {
            System.out.println("left out: the host of pages of tools, since npm could not install it");
            abort("npm could not install the host of pages of tools");
        }
        var host = new AppHost(PACKAGES.startOwn("app-host", server.address().toString()), browser);
        browser.open(host.address());
        return host;
    }

    /// Connects to the server with all tools that have a page.
    void connect(String token) {
        Used.secret(token);
        act("connect", address() + "mcp?ui=true", token);
    }

    /// Calls a tool, and shows its page with the result.
    void show(String tool, Map<String, Object> arguments) {
        act("show", tool, arguments);
    }

    void awaitText(String text) {
        Await.until(SOON, () -> text().contains(text), () -> "the page says: " + text());
    }

    void awaitElement(String selector) {
        Await.until(SOON, () -> count(selector) > 0, () -> "the page says: " + text());
    }

    /// The number of elements of the page that are selected.
    int count(String selector) {
        return browser.valueInFrame("document.querySelectorAll(" + JsonValues.quoted(selector) + ").length")
                .asInt();
    }

    /// Presses the first button with this label.
    void press(String label) {
        String buttons = "[...document.querySelectorAll('button')]";
        browser.valueInFrame(buttons + ".find(one => one.textContent === " + JsonValues.quoted(label) + ").click()");
    }

    /// The address that the page has asked the host to open.
    String openedLink() {
        Await.until(SOON, () -> !links().isEmpty(), () -> "no link was opened");
        return links().path(0).asText();
    }

    @Override
    public void close() {
        program.kill();
    }

    private JsonNode links() {
        return browser.value("host.links");
    }

    private String text() {
        return browser.valueInFrame("document.body.innerText").asText();
    }

    /// Starts an action of the host, and waits for its end.
    private void act(String action, Object... words) {
        browser.value("host.begin(" + JsonValues.quoted(action) + ", " + JsonValues.of(words) + ")");
        Await.until(SOON, () -> !state().isEmpty(), () -> "the host has not finished to " + action);
        assertThat(state()).isEqualTo("done");
    }

    private String state() {
        return browser.value("host.state").asText();
    }

    private String address() {
        return NodePackages.addressOf(program) + "/";
    }
}
