package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A folder of a project with `fbc serve`, between a client and a server that answers what it was told.
final class ServedFolder {
    static final String ID = "0b5e4f4c-9f0e-4f3e-8b07-2f3c6c3b1a11";
    static final String SPACE = "/v1/spaces/" + ID;
    static final String MCP = "POST /bearer/mcp?project=" + ID;
    static final String PUSH = "POST " + SPACE + "/sync/memories/push";
    static final String KEY = "fbk_test_one";
    private static final int ATTEMPTS_MAX = 120;

    private final Fbc fbc;
    private final PipedOutputStream client = new PipedOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private FakeApi api = prepared(new FakeApi());
    private boolean isServing;

    ServedFolder(Path folder) {
        fbc = new Fbc(folder);
        done("login", "--url", api.address(), "--project", "web-shop");
    }

    private static FakeApi prepared(FakeApi api) {
        return api.on("GET /v1/projects/web-shop", 200, "{\"id\":\"" + ID + "\",\"slug\":\"web-shop\",\"number\":7}")
                .on("GET /v1/projects/" + ID + "/environment/development", 200, "{\"variables\":[]}")
                .on("GET /v1/me", 200, "{\"scopes\":[]}")
                .on("POST " + SPACE + "/sync/sessions", 201, "{\"id\":\"one\",\"epoch\":1}")
                .on("GET " + SPACE + "/sync/memories/pull?limit=1000", 200, page())
                .on("GET " + SPACE + "/sync/memories/pull?limit=1000&cursor=c1", 200, page())
                .on(PUSH, 200, "[{\"uid\":\"x\",\"version\":1,\"applied\":true}]");
    }

    private static String page() {
        return "{\"upserts\":[],\"deletes\":[],\"nextCursor\":\"c1\",\"hasMore\":false}";
    }

    FakeApi api() {
        return api;
    }

    Fbc fbc() {
        return fbc;
    }

    /// A server in the place of the one that is gone, which answers all messages of clients so.
    void bringBack(String message) {
        api = prepared(new FakeApi(api.port())).on(MCP, 200, message);
    }

    /// A server that begins sessions of a revision, at each attempt of a bridge to do so.
    void bringBackAt(String revision) {
        String sessions = IntStream.rangeClosed(1, ATTEMPTS_MAX)
                .mapToObj(id -> "data: {\"jsonrpc\":\"2.0\",\"id\":\"toolbridge-bridge-" + id
                        + "\",\"result\":{\"protocolVersion\":\"" + revision + "\"}}\n\n")
                .collect(Collectors.joining());
        api = prepared(new FakeApi(api.port())).text(MCP, "text/event-stream", sessions);
    }

    void answers(int id, String result) {
        api.on(MCP, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
    }

    String done(String... words) {
        Fbc.Ran ran = fbc.typing(KEY + "\n", words);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.out();
    }

    /// Adds settings at the end of the others.
    ServedFolder with(String settings) throws IOException {
        Files.writeString(fbc.own().resolve("config.toml"), "\n" + settings, StandardOpenOption.APPEND);
        return this;
    }

    /// The setting of the server's address.
    String url() {
        return "[mcp]\nurl = \"" + api.address() + "\"\n";
    }

    void serve() throws IOException {
        isServing = true;
        var in = new PipedInputStream(client, 100_000);
        Thread.ofPlatform().daemon().start(() -> end.complete(fbc.speaking(in, said, "serve")));
    }

    private void write(String message) throws IOException {
        client.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        client.flush();
    }

    /// Sends a message that wants no answer.
    void told(String method) throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}");
    }

    JsonNode asked(int id, String method, String parameters) throws IOException, InterruptedException {
        write("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
        Awaited.until(() -> answer(id).isPresent(), this::text);
        return answer(id).orElseThrow();
    }

    /// The text of a tool's result, after `error: ` if it is one.
    String called(int id, String tool, String arguments) throws IOException, InterruptedException {
        JsonNode result = asked(id, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .path("result");
        String text = result.path("content").path(0).path("text").asText();
        return result.path("isError").asBoolean() ? "error: " + text : text;
    }

    Optional<JsonNode> answer(int id) {
        return messages().stream()
                .filter(message -> message.path("id").asInt() == id)
                .findFirst();
    }

    /// Waits until the client was told a text.
    void await(String text) throws InterruptedException {
        Awaited.until(() -> text().contains(text), this::text);
    }

    private List<JsonNode> messages() {
        String text = text();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Json::stored)
                .toList();
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /// Ends the client, and returns the status of the program.
    int end() throws Exception {
        client.close();
        return end.get(Awaited.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void close() throws Exception {
        client.close();
        if (isServing) {
            assertThat(end()).isZero();
        }
        api.close();
    }
}
