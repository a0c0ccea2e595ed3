package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// One of the official clients, and the person who uses it, who agrees to every question.
///
/// @param all the process that runs it
/// @param name its name in that process
record OfficialClient(OfficialClients all, String name) {
    static final String WITH_SESSIONS = "2025-11-25";
    static final String WITHOUT_SESSIONS = "2026-07-28";

    private static final Duration ANSWER_MAX = Duration.ofSeconds(90);

    /// The server that a client connects to, and the way.
    ///
    /// @param revision the newest revision that it speaks
    /// @param transport `http`, `sse` or `stdio`
    record Target(String revision, String transport, String address) {}

    /// Opens a session with a fixed token.
    OfficialClient open(Target target, String token) {
        Used.secret(token);
        var parameters = parameters(target);
        parameters.put("token", token);
        act("open", parameters);
        return this;
    }

    /// Starts a bridge on standard input and output, and opens a session with it.
    OfficialClient openBridge(List<String> command, Map<String, String> environment) {
        var parameters = parameters(new Target(WITH_SESSIONS, "stdio", ""));
        parameters.put("command", command);
        parameters.put("environment", environment);
        parameters.put("token", "of the bridge");
        act("open", parameters);
        return this;
    }

    /// Tries to open a session without a token, and returns the page on which the user must log in.
    String pageToLogInOn(Target target) {
        return act("open", parameters(target)).path("page").asText();
    }

    /// Continues after the user's login.
    void finishLogin() {
        act("finish", Map.of());
        Used.secret(tokens().path("access_token").asText());
        Used.secret(tokens().path("refresh_token").asText());
    }

    /// The tokens from a login.
    JsonNode tokens() {
        return act("tokens", Map.of());
    }

    /// Replaces its access token from now on.
    void useToken(String token) {
        Used.secret(token);
        act("token", Map.of("token", token));
    }

    /// Calls a method of the client, such as `readResource`.
    JsonNode call(String method, Map<String, Object> parameters) {
        return joined(begin(method, parameters));
    }

    /// Calls a tool that must succeed, and returns its structured result.
    JsonNode tool(String tool, Map<String, Object> arguments) {
        JsonNode result = joined(beginTool(tool, arguments));
        assertThat(result.path("isError").asBoolean()).as(result::toString).isFalse();
        return result.path("structuredContent");
    }

    /// Calls a tool that must refuse, and returns its text.
    String refusal(String tool, Map<String, Object> arguments) {
        JsonNode result = joined(beginTool(tool, arguments));
        assertThat(result.path("isError").asBoolean()).as(result::toString).isTrue();
        return result.at("/content/0/text").asText();
    }

    /// Calls a tool without waiting for its result.
    CompletableFuture<JsonNode> beginTool(String tool, Map<String, Object> arguments) {
        Used.payload(JsonValues.of(arguments).toString().getBytes(StandardCharsets.UTF_8));
        return begin("callTool", Map.of("name", tool, "arguments", arguments));
    }

    /// Cancels all running calls.
    void abort() {
        act("abort", Map.of());
    }

    /// The questions that the server asked, in this order.
    List<String> questions() {
        return seen().path("questions").valueStream().map(JsonNode::asText).toList();
    }

    /// The messages that went over the wire.
    List<JsonNode> exchanges() {
        return seen().path("exchanges").valueStream().toList();
    }

    /// The id of its session; empty in a revision without sessions.
    String session() {
        return seen().path("session").asText("");
    }

    /// The revision on which both sides agreed.
    String revision() {
        return seen().path("revision").asText();
    }

    void close() {
        act("close", Map.of());
    }

    private CompletableFuture<JsonNode> begin(String method, Map<String, Object> parameters) {
        return all.act(name, "call", Map.of("method", method, "parameters", parameters));
    }

    private JsonNode seen() {
        return act("seen", Map.of());
    }

    private JsonNode act(String action, Map<String, Object> parameters) {
        return joined(all.act(name, action, parameters));
    }

    /// Throws the original failure unchanged.
    private static JsonNode joined(CompletableFuture<JsonNode> running) {
        try {
            return running.orTimeout(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ClientFailure failure) {
                throw failure;
            }
            throw failed;
        }
    }

    private static Map<String, Object> parameters(Target target) {
        return new HashMap<>(Map.of(
                "revision", target.revision(),
                "transport", target.transport(),
                "address", target.address(),
                "agrees", true));
    }
}
