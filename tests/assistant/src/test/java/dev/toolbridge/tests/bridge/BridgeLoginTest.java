package dev.toolbridge.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.endtoend.Toolbridge;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bridge at a workspace of this machine: with tokens that it makes, with a file, and with a login in the browser.
class BridgeLoginTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String REVISION = "2025-11-25";

    @TempDir
    private static Path folder;

    private static Program program;
    private static Toolbridge toolbridge;

    @BeforeAll
    static void start() {
        toolbridge = new Toolbridge(folder.resolve("workspace"));
        program = toolbridge.up();
    }

    @AfterAll
    static void stop() {
        program.close();
        Used.keepLogs(folder.resolve("workspace/logs"));
    }

    @Test
    void theWorkspaceOfThisMachineNeedsNoToken() {
        try (var bridge = bridge(Map.of(), "--data", folder.resolve("workspace").toString(), "--readonly")) {
            bridge.introduce(REVISION, "{}");
            bridge.ask(1, "tools/list", "{}");
            assertThat(bridge.answer(1).at("/result/tools")).isNotEmpty().allSatisfy(tool -> assertThat(
                            tool.at("/annotations/readOnlyHint").asBoolean())
                    .isTrue());
        }
    }

    @Test
    void aFileIsReadAgainWhenItsTokenIsRefused() throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, "eyJub3QiOiJhIHRva2VuIn0.e30.x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (var bridge = bridge(Map.of(), "--url", sidecar(), "--token-file", file.toString())) {
            bridge.ask(7, "ping", "{}");
            assertThat(bridge.answer(7).at("/error/message").asText()).contains("put a new one into " + file);
            Files.writeString(file, toolbridge.token("ada"));
            assertThat(bridge.introduce(REVISION, "{}")
                            .at("/result/protocolVersion")
                            .asText())
                    .isEqualTo(REVISION);
        }
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        Path file = folder.resolve("open-token");
        Files.writeString(file, "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (var refused = toolbridge.runWithoutData("mcp", "--url", sidecar(), "--token-file", file.toString())) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("can be read by others");
        }
    }

    @Test
    void aPersonLogsInOnce() throws IOException {
        Path page = folder.resolve("page");
        Path browser = folder.resolve("browser");
        Files.writeString(
                browser, "#!/bin/sh\nprintf %s \"$1\" >'" + page + ".new' && mv '" + page + ".new' '" + page + "'\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        var settings = Map.of(
                "BROWSER",
                browser.toString(),
                "XDG_STATE_HOME",
                folder.resolve("state").toString());
        try (var bridge = bridge(settings, "--url", sidecar() + "/mcp")) {
            bridge.ask(0, "initialize", """
                {"protocolVersion":"%s","capabilities":{},"clientInfo":{"name":"x","version":"1"}}\
                """.formatted(REVISION));
            Await.until(SOON, () -> Files.exists(page), () -> "no browser was opened");
            logIn(URI.create(Files.readString(page)));
            assertThat(bridge.answer(0).at("/result/protocolVersion").asText()).isEqualTo(REVISION);
        }
        Files.delete(page);
        endAccess(keptLogin());
        try (var again = bridge(settings, "--url", sidecar() + "/mcp")) {
            again.introduce(REVISION, "{}");
            assertThat(page).as("the refresh token is enough").doesNotExist();
        }
    }

    private static BridgeProcess bridge(Map<String, String> settings, String... arguments) {
        var command = new ArrayList<>(List.of(Checkout.file("toolbridge").toString(), "mcp"));
        command.addAll(List.of(arguments));
        return new BridgeProcess(command, settings);
    }

    private static String sidecar() {
        return toolbridge.addressOf("sidecar");
    }

    private static void logIn(URI page) {
        String form = "email=Ada+Lovelace&secret="
                + URLEncoder.encode(Toolbridge.secretShownBy(program), StandardCharsets.UTF_8);
        Reply sent = server(page)
                .send(Call.of("POST", page.getRawPath() + "?" + page.getRawQuery())
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .body(form));
        assertThat(sent.status()).as(sent::toString).isEqualTo(303);
        var back = URI.create(sent.header("Location").orElseThrow());
        Reply closing = server(back).send(Call.of("GET", back.getRawPath() + "?" + back.getRawQuery()));
        assertThat(closing.body()).contains("You are logged in");
    }

    /// The one file with the login, which only its owner can read.
    private static Path keptLogin() {
        try (var files = Files.list(folder.resolve("state/toolbridge/logins"))) {
            Path kept = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
            return kept;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void endAccess(Path kept) throws IOException {
        var login = (ObjectNode) JsonValues.parse(Files.readString(kept));
        Used.secret(login.path("access").asText());
        Used.secret(login.path("refresh").asText());
        login.put("expiresAt", "2026-01-01T00:00:00Z");
        Files.writeString(kept, login.toString());
    }

    private static Server server(URI uri) {
        return new Server(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
    }
}
