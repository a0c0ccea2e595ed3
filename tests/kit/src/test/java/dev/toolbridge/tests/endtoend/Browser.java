package dev.toolbridge.tests.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Debian's Chromium without a screen, with one open page and a keyboard.
public final class Browser implements AutoCloseable {
    private static final Duration PAGE_MAX = Duration.ofMinutes(1);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://(\\S+?)/");

    /// A browser that was only unpacked lacks the rights for its sandbox; so it may reach this machine only.
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--remote-debugging-port=0",
            "--disable-gpu",
            "--disable-features=IsolateSandboxedIframes",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private static final Map<String, String> KEY_TEXTS = Map.of("Tab", "", "Enter", "\r");
    private static final Map<String, Integer> KEY_CODES = Map.of("Tab", 9, "Enter", 13);

    private final Program program;
    private final DevTools page;

    private Browser(Program program) {
        this.program = program;
        this.page = new DevTools(newPage(program));
    }

    /// Starts one with a profile of its own, or skips the test and says so if Debian's is not available.
    public static Browser startOrLeaveOut(Path profile) {
        var chromium = DebianTool.required("chromium", "chromium");
        var environment = new HashMap<>(chromium.environment());
        environment.put("HOME", profile.toString());
        environment.put("TMPDIR", profile.toString());
        var command = new ArrayList<>(List.of(executable(chromium).toString()));
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + profile);
        return new Browser(Program.start(command, environment));
    }

    /// Goes to an address that may lead on to another one.
    void visit(String address) {
        page.send("Page.navigate", Map.of("url", address));
    }

    /// Forgets all sign-ins.
    void forget() {
        page.send("Network.clearBrowserCookies", Map.of());
    }

    public void open(String address) {
        visit(address);
        Await.until(
                PAGE_MAX,
                () -> read("document.readyState").asText().equals("complete")
                        && address().equals(address),
                () -> "the browser is at " + address());
    }

    /// Opens an address that leads elsewhere.
    public void follow(String address) {
        page.send("Page.navigate", Map.of("url", address));
    }

    /// Types into the element that has the focus.
    public void type(String text) {
        page.send("Input.insertText", Map.of("text", text));
    }

    /// Presses a key and releases it.
    public void press(String key) {
        var pressed = Map.<String, Object>of(
                "type", "keyDown", "key", key, "text", KEY_TEXTS.get(key), "windowsVirtualKeyCode", KEY_CODES.get(key));
        page.send("Input.dispatchKeyEvent", pressed);
        page.send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    /// Clicks with the mouse in the middle of an element.
    void click(String selector) {
        JsonNode place = value("(() => { const e = document.querySelector(" + JsonValues.quoted(selector) + ");"
                + " e.scrollIntoView({ block: 'center' }); const r = e.getBoundingClientRect();"
                + " return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()");
        for (String event : List.of("mousePressed", "mouseReleased")) {
            page.send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            event,
                            "button",
                            "left",
                            "clickCount",
                            1,
                            "x",
                            place.path("x").asDouble(),
                            "y",
                            place.path("y").asDouble()));
        }
    }

    /// Chooses a file for a field, as the dialog of the browser does.
    public void choose(String selector, Path file) {
        JsonNode root = page.send("DOM.getDocument", Map.of()).at("/root/nodeId");
        JsonNode field = page.send("DOM.querySelector", Map.of("nodeId", root.asInt(), "selector", selector));
        page.send(
                "DOM.setFileInputFiles",
                Map.of(
                        "files",
                        List.of(file.toString()),
                        "nodeId",
                        field.path("nodeId").asInt()));
    }

    public void awaitText(String text) {
        Await.until(PAGE_MAX, () -> text().contains(text), () -> "the browser is at " + address() + "\n" + text());
    }

    public void awaitFocus(String id) {
        Await.until(PAGE_MAX, () -> focus().equals(id), () -> "the focus is on " + focus());
    }

    private String focus() {
        return read("document.activeElement?.id ?? ''").asText();
    }

    /// The visible text of the page.
    public String text() {
        return read("document.body ? document.body.innerText : ''").asText();
    }

    public String address() {
        return read("location.href").asText();
    }

    /// The value of an expression that changes nothing. If another page comes meanwhile, that one is asked.
    private JsonNode read(String expression) {
        try {
            return value(expression);
        } catch (DevTools.PageReplaced replaced) {
            return read(expression);
        }
    }

    /// The value of an expression in the page.
    JsonNode value(String expression) {
        return page.send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .at("/result/value");
    }

    /// The value of an expression in the frame inside the page, beside the scripts of the frame.
    JsonNode valueInFrame(String expression) {
        JsonNode frame = page.send("Page.getFrameTree", Map.of()).at("/frameTree/childFrames/0/frame/id");
        if (frame.isMissingNode()) {
            return frame;
        }
        JsonNode world = page.send("Page.createIsolatedWorld", Map.of("frameId", frame.asText()));
        return page.send(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "contextId",
                                world.path("executionContextId").asInt()))
                .at("/result/value");
    }

    /// Writes down from now on what the policies of pages have refused.
    public void watchPolicies() {
        page.send("Page.enable", Map.of());
        page.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                window.refusedByPolicy = []
                document.addEventListener('securitypolicyviolation', event =>
                  window.refusedByPolicy.push(event.violatedDirective + ' ' + event.blockedURI))
                """));
    }

    /// Shows pages in a scheme of colours, `light` or `dark`.
    void prefer(String scheme) {
        page.send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void resize(int width, int height) {
        page.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    /// Keeps a picture of the page, for people who want to see it; with `-Dtoolbridge.update=true` also in the
    /// documents that show it.
    void picture(String name) {
        String png = page.send("Page.captureScreenshot", Map.of()).path("data").asText();
        try {
            Path file = Path.of(name + ".png");
            Path folder = Files.createDirectories(Checkout.file("tests/target/pages"));
            Files.write(folder.resolve(file), Base64.getDecoder().decode(png));
            Path shown = Checkout.file("docs/pictures").resolve(file);
            if (Boolean.getBoolean("toolbridge.update") && Files.exists(shown)) {
                Files.copy(folder.resolve(file), shown, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        page.close();
        program.close();
    }

    /// Debian's script knows only the place where the browser is installed.
    private static Path executable(DebianTool chromium) {
        return chromium.root()
                .map(root -> root.resolve("usr/lib/chromium/chromium"))
                .orElse(chromium.program());
    }

    private static URI newPage(Program program) {
        Await.until(
                PAGE_MAX,
                () -> LISTENING.matcher(program.output()).find() || !program.isAlive(),
                () -> "the browser does not listen:\n" + program.output());
        Matcher listening = LISTENING.matcher(program.output());
        if (!listening.find()) {
            throw new AssertionError("the browser ended at once:\n" + program.output());
        }
        var made = new Server(URI.create("http://" + listening.group(1))).send(Call.of("PUT", "/json/new?about:blank"));
        return URI.create(made.at("/webSocketDebuggerUrl").asText());
    }
}
