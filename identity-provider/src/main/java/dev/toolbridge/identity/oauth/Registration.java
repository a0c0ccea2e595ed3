package dev.toolbridge.identity.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.state.ClientStore;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Clients that register themselves (RFC 7591).
final class Registration {
    private static final int REDIRECTS_MAX = 20;
    private static final int NAME_LENGTH_MAX = 200;
    private static final Set<String> AUTH_METHODS = Set.of("none", "client_secret_post", "client_secret_basic");

    /// A person connects a few clients in a minute, a test some dozens.
    private static final int REGISTRATIONS_MAX = 120;

    private final ClientStore clients;
    private final Allowance allowance;

    Registration(ClientStore clients, InstantSource clock) {
        this.clients = clients;
        this.allowance = new Allowance(REGISTRATIONS_MAX, clock);
    }

    /// Registers a client for a program, or for a page on this machine. Only JSON is taken, which no form can send.
    Answer register(Request request) {
        if (ForeignPages.sentFromElsewhere(request)) {
            throw OauthRefusal.foreignPage();
        }
        requireJson(request);
        JsonNode asked = body(request);
        List<String> redirects = redirects(asked.path("redirect_uris"));
        String authMethod = asked.path("token_endpoint_auth_method").asText("client_secret_basic");
        if (!AUTH_METHODS.contains(authMethod)) {
            throw OauthRefusal.of("invalid_client_metadata", "token_endpoint_auth_method is not known");
        }
        String name = asked.path("client_name").asText("A client without a name");
        if (!allowance.take()) {
            throw OauthRefusal.tooOften("too many clients register; wait a minute");
        }
        return answer(
                clients.register(name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX)), redirects, authMethod));
    }

    private static void requireJson(Request request) {
        boolean json = request.header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip())
                .filter("application/json"::equalsIgnoreCase)
                .isPresent();
        if (!json) {
            throw OauthRefusal.of("invalid_client_metadata", "Content-Type must be application/json");
        }
    }

    private static JsonNode body(Request request) {
        try {
            JsonNode body = Json.parse(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException malformed) {
            throw OauthRefusal.of("invalid_client_metadata", "the body is not JSON");
        }
        throw OauthRefusal.of("invalid_client_metadata", "the body is not an object");
    }

    private static List<String> redirects(JsonNode asked) {
        List<String> redirects = StreamSupport.stream(asked.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        if (redirects.isEmpty()
                || redirects.size() > REDIRECTS_MAX
                || !redirects.stream().allMatch(RedirectAddress::mayRegister)) {
            throw OauthRefusal.of(
                    "invalid_redirect_uri",
                    "redirect_uris must be https, http on this machine, or an own scheme with a dot");
        }
        return redirects;
    }

    private static Answer answer(ClientStore.Registered registered) {
        var client = registered.client();
        var json = Json.object()
                .put("client_id", client.id())
                .put("client_name", client.name())
                .put("token_endpoint_auth_method", client.authMethod());
        client.redirectUris().forEach(json.putArray("redirect_uris")::add);
        json.putArray("grant_types").add("authorization_code").add("refresh_token");
        json.putArray("response_types").add("code");
        registered.secret().ifPresent(secret -> json.put("client_secret", secret)
                .put("client_secret_expires_at", 0));
        return Answer.json(201, json).header("Cache-Control", "no-store");
    }
}
