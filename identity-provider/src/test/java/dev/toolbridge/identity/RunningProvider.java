package dev.toolbridge.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.workos.WorkOS;
import com.workos.common.http.RetryConfig;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The provider on a free port, and a client that talks to it.
public final class RunningProvider implements AutoCloseable {
    static final String SECRET = "the-workspace-secret";
    public static final String API_KEY = "sk_test_provider";
    static final String API = "http://localhost:8081";
    static final String MCP = "http://localhost:8001/mcp";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final IdentityServer server;

    private RunningProvider(IdentityServer server) {
        this.server = server;
    }

    public static RunningProvider in(Path folder) {
        return in(folder, Map.of(), InstantSource.system());
    }

    static RunningProvider in(Path folder, Map<String, String> more, InstantSource clock) {
        var settings = new HashMap<>(Map.of(
                "ENV",
                "dev",
                "IDENTITY_ADDR",
                "127.0.0.1:0",
                "IDENTITY_DATA",
                folder.toString(),
                "IDENTITY_SECRET",
                SECRET,
                "WORKOS_API_KEY",
                API_KEY,
                "IDENTITY_AUDIENCES",
                API + "," + MCP));
        settings.putAll(more);
        return new RunningProvider(IdentityServer.start(IdentityConfig.from(new Settings(settings)), clock));
    }

    public String address() {
        return server.address();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public JsonNode json(String path, String... headers) {
        return parsed(get(path, headers));
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query(form))));
    }

    HttpResponse<String> postJson(String path, Object body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(body))));
    }

    HttpResponse<String> postText(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Sends a body with the API key.
    HttpResponse<String> send(String method, String path, String body) {
        return send(request(path, "Authorization", "Bearer " + API_KEY, "Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Uses a switch.
    public HttpResponse<String> control(String method, String path, Object body) {
        return send(request("/control" + path, "Authorization", "Bearer " + SECRET)
                .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body))));
    }

    /// The library of WorkOS, set up to try once.
    public WorkOS workos() {
        return WorkOS.builder()
                .apiKey(API_KEY)
                .apiBaseUrl(address())
                .retryConfig(RetryConfig.DISABLED)
                .build();
    }

    /// Lets the next request to a part of it meet a fault.
    public void faultOnce(String part, String fault) {
        fault(part, fault, 1);
    }

    /// Lets so many requests to a part of it meet a fault.
    public void fault(String part, String fault, long times) {
        fault(part, Map.of("fault", fault, "delay_ms", 60_000, "times", times));
    }

    /// Lets the second request to a part of it meet a fault.
    public void faultSecond(String part, String fault) {
        fault(part, Map.of("fault", fault, "delay_ms", 60_000, "skipped", 1, "times", 1));
    }

    private void fault(String part, Map<String, ?> script) {
        var answer = control("PUT", "/faults/" + part, script);
        if (answer.statusCode() != 204) {
            throw new AssertionError(answer.body());
        }
    }

    public void heal() {
        control("DELETE", "/faults", Map.of());
    }

    /// The number of requests to a part.
    public long calls(String part) {
        return parsed(control("GET", "/calls", Map.of())).path(part).asLong();
    }

    /// The kinds of all events of these, in order.
    public List<String> happened(String... kinds) {
        return json("/events?limit=100&events=" + String.join("&events=", kinds), "Authorization", "Bearer " + API_KEY)
                .path("data")
                .findValuesAsText("event");
    }

    public String newUser(String email) {
        return parsed(control("POST", "/users", Map.of("email", email)))
                .path("id")
                .asText();
    }

    /// A user who belongs to organisations with these ids.
    public String newMember(String email, String... organizations) {
        String user = newUser(email);
        for (String organization : organizations) {
            control("POST", "/organizations", Map.of("id", organization, "name", "The " + organization));
            control("PUT", "/memberships", Map.of("user_id", user, "organization_id", organization));
        }
        return user;
    }

    ObjectNode register(Map<String, Object> client) {
        return (ObjectNode) parsed(postJson("/oauth2/register", client));
    }

    public static JsonNode parsed(HttpResponse<String> response) {
        try {
            return Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            throw new AssertionError("not JSON: " + response.body(), malformed);
        }
    }

    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> URLEncoder.encode(value.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
