package dev.toolbridge.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A client and a person, going through a login step by step.
final class LoginFlow {
    static final String REDIRECT = "http://127.0.0.1:33418/callback";
    static final String VERIFIER = "a-code-verifier-that-is-long-enough-to-be-one-0123456789";

    private final RunningProvider provider;
    private final String clientId;

    private LoginFlow(RunningProvider provider, String clientId) {
        this.provider = provider;
        this.clientId = clientId;
    }

    static LoginFlow withNewClient(RunningProvider provider) {
        var client = provider.register(Map.of(
                "client_name", "A client",
                "redirect_uris", List.of(REDIRECT),
                "token_endpoint_auth_method", "none"));
        return withClient(provider, client.path("client_id").asText());
    }

    static LoginFlow withClient(RunningProvider provider, String clientId) {
        return new LoginFlow(provider, clientId);
    }

    /// The query of a good request, with changes; an empty value takes a parameter away.
    String query(Map<String, String> changes) {
        var values = new LinkedHashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                clientId,
                "redirect_uri",
                REDIRECT,
                "code_challenge",
                challenge(VERIFIER),
                "code_challenge_method",
                "S256",
                "state",
                "a state & more"));
        values.putAll(changes);
        values.values().removeIf(String::isEmpty);
        return "/oauth2/authorize?" + RunningProvider.query(values);
    }

    HttpResponse<String> logIn(String email, Map<String, String> changes) {
        return provider.post(query(changes), Map.of("email", email, "secret", RunningProvider.SECRET));
    }

    /// The code that a login brings.
    String code(String email, Map<String, String> changes) {
        return answer(logIn(email, changes)).get("code");
    }

    HttpResponse<String> redeem(String code, Map<String, String> changes) {
        var form = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER,
                "code", code));
        form.putAll(changes);
        return provider.post("/oauth2/token", form);
    }

    JsonNode tokens(String email, Map<String, String> changes) {
        return RunningProvider.parsed(redeem(code(email, changes), Map.of()));
    }

    HttpResponse<String> refresh(String refreshToken) {
        return provider.post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken));
    }

    /// The parameters of the address that the browser is redirected to.
    static Map<String, String> answer(HttpResponse<String> response) {
        var location = URI.create(response.headers().firstValue("Location").orElseThrow());
        var values = new HashMap<String, String>();
        for (String pair : location.getRawQuery().split("&", -1)) {
            String[] halves = pair.split("=", 2);
            values.put(halves[0], URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
