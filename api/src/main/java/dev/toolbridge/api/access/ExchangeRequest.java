package dev.toolbridge.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.token.BearerCredential;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A request to the token exchange: JSON as our clients write it, or a form (RFC 8693, section 2.1).
record ExchangeRequest(Map<String, String> values) {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String SCOPE = "scope";
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final Set<String> GIVEN_TYPES = Set.of(ACCESS_TOKEN, "urn:ietf:params:oauth:token-type:jwt");
    private static final String FORM = "application/x-www-form-urlencoded";

    static ExchangeRequest of(Request request) {
        boolean isForm = request.header("Content-Type")
                .filter(type -> type.startsWith(FORM))
                .isPresent();
        var exchange = new ExchangeRequest(isForm ? form(request.body()) : json(request.body()));
        if (!exchange.find("grant_type").filter(GRANT_TYPE::equals).isPresent()) {
            throw invalid("Invalid grant_type. Expected: " + GRANT_TYPE);
        }
        Stream.of("subject_token", "actor_token").forEach(name -> exchange.requireShown(name, request));
        exchange.requireGivenType();
        return exchange;
    }

    /// Refuses another token in the body than the one that authorises the request: it would be ignored.
    private void requireShown(String name, Request request) {
        Optional<String> token = find(name);
        if (token.isPresent() && !token.equals(BearerCredential.of(request))) {
            throw invalid(name + " must be the token in the Authorization header, or missing");
        }
    }

    /// Refuses the wish for another kind of token than the one that is given.
    private void requireGivenType() {
        if (find("requested_token_type")
                .filter(type -> !GIVEN_TYPES.contains(type))
                .isPresent()) {
            throw invalid("requested_token_type must be " + ACCESS_TOKEN + ", or missing");
        }
    }

    /// The scopes that are wanted. None at all is no wish for all of them.
    Optional<String> scope() {
        if (values.containsKey(SCOPE) && find(SCOPE).isEmpty()) {
            throw invalid("scope must name a scope, or be missing");
        }
        return find(SCOPE);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isBlank());
    }

    String audience() {
        return find("audience").orElseThrow(() -> invalid("Missing audience"));
    }

    Optional<Long> expiresInSeconds() {
        return find("expires_in").map(text -> {
            if (!text.matches("[1-9]\\d{0,8}")) {
                throw invalid("expires_in must be a whole number of seconds");
            }
            return Long.parseLong(text);
        });
    }

    static Refusal invalid(String text) {
        return Refusal.of(ErrorCode.INVALID_REQUEST, text);
    }

    private static Map<String, String> json(byte[] body) {
        try {
            JsonNode object = Json.parse(body);
            if (object.isObject()) {
                var values = new HashMap<String, String>();
                object.properties().stream()
                        .filter(member -> !member.getValue().isNull())
                        .forEach(member -> values.put(member.getKey(), text(member)));
                return values;
            }
        } catch (JsonProcessingException malformed) {
            throw invalid("Invalid request body");
        }
        throw invalid("Invalid request body");
    }

    /// Refuses a list of scopes: read as absent, it would request all of them.
    private static String text(Map.Entry<String, JsonNode> member) {
        if (member.getValue().isContainerNode()) {
            throw invalid(member.getKey() + " must be a text");
        }
        return member.getValue().asText();
    }

    private static Map<String, String> form(byte[] body) {
        var values = new HashMap<String, String>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            String[] halves = pair.split("=", 2);
            boolean repeated = values.put(decoded(halves[0]), halves.length == 2 ? decoded(halves[1]) : "") != null;
            if (repeated) {
                throw invalid("Invalid request body");
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw invalid("Invalid request body");
        }
    }
}
