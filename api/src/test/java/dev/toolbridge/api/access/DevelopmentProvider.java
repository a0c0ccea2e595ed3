package dev.toolbridge.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.IdentityConfig;
import dev.toolbridge.identity.IdentityServer;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The development identity provider on a free port, and its switches.
public final class DevelopmentProvider implements AutoCloseable {
    public static final String API_KEY = "sk_test_provider";
    public static final String WEBHOOK_SECRET = "whsec_test";
    private static final String SECRET = "the-workspace-secret";

    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final IdentityServer server;

    private DevelopmentProvider(IdentityServer server) {
        this.server = server;
    }

    public static DevelopmentProvider in(Path folder) {
        var settings = new Settings(Map.of(
                "ENV",
                "dev",
                "IDENTITY_ADDR",
                "127.0.0.1:0",
                "IDENTITY_DATA",
                folder.toString(),
                "IDENTITY_SECRET",
                SECRET,
                "WORKOS_API_KEY",
                API_KEY));
        return new DevelopmentProvider(IdentityServer.start(IdentityConfig.from(settings), InstantSource.system()));
    }

    public String address() {
        return server.address();
    }

    /// A user who belongs to these organisations.
    public String member(String email, String... organizations) {
        return joined(email, "member", organizations);
    }

    /// A user who administers an organisation.
    public String administrator(String email, String organization) {
        return joined(email, "admin", organization);
    }

    private String joined(String email, String role, String... organizations) {
        String user =
                control("POST", "/users", Map.of("email", email)).path("id").asText();
        for (String organization : organizations) {
            control("POST", "/organizations", Map.of("id", organization, "name", "The " + organization));
            control("PUT", "/memberships", Map.of("user_id", user, "organization_id", organization, "role", role));
        }
        return user;
    }

    public void fault(String surface, String fault) {
        control("PUT", "/faults/" + surface, Map.of("fault", fault, "delay_ms", 60_000));
    }

    /// Ends all faults.
    public void heal() {
        control("DELETE", "/faults", Map.of());
    }

    /// A client that registers itself.
    public String register(String redirectUri) {
        var body = Json.text(Map.of("redirect_uris", List.of(redirectUri), "token_endpoint_auth_method", "none"));
        return sent(HttpRequest.newBuilder(URI.create(address() + "/oauth2/register"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .path("client_id")
                .asText();
    }

    /// The address that a person is sent to after logging in.
    public String logIn(String authorization, String email) {
        return logIn(authorization, email, "");
    }

    /// The same for a person who picks one of several organisations.
    public String logIn(String authorization, String email, String organization) {
        String name = URLEncoder.encode(email, StandardCharsets.UTF_8);
        HttpResponse<String> answer = submit(authorization, "email=" + name + "&secret=" + SECRET);
        Matcher ticket = TICKET.matcher(answer.body());
        if (ticket.find()) {
            answer = submit(authorization, "ticket=" + ticket.group(1) + "&organization=" + organization);
        }
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> submit(String authorization, String form) {
        var request = HttpRequest.newBuilder(URI.create(authorization))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// The number of requests to a part of the provider.
    public long calls(String surface) {
        return control("GET", "/calls", Map.of()).path(surface).asLong();
    }

    /// A token with these claims.
    public String token(Map<String, Object> command) {
        return control("POST", "/tokens", command).path("token").asText();
    }

    public JsonNode control(String method, String path, Map<String, ?> body) {
        var request = HttpRequest.newBuilder(URI.create(address() + "/control" + path))
                .header("Authorization", "Bearer " + SECRET)
                .method(method, HttpRequest.BodyPublishers.ofString(Json.text(body)))
                .build();
        return sent(request);
    }

    private JsonNode sent(HttpRequest request) {
        try {
            byte[] answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            return answer.length == 0 ? Json.object() : Json.parse(answer);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
