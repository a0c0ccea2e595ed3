package dev.toolbridge.identity.oauth;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A refusal in the words of OAuth (RFC 6749, section 5.2).
final class OauthRefusal extends RuntimeException {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final String error;
    private final int status;
    private final SequencedMap<String, String> headers;

    private OauthRefusal(int status, String error, String description, Map<String, String> headers) {
        super(description, null, false, false);
        this.error = error;
        this.status = status;
        this.headers = new LinkedHashMap<>(headers);
    }

    static OauthRefusal of(String error, String description) {
        return new OauthRefusal(BAD_REQUEST, error, description, Map.of());
    }

    /// The challenge names the scheme that clients use here (RFC 6749, section 5.2).
    static OauthRefusal unknownClient() {
        return challenged("invalid_client", "unknown client, or a wrong secret", "Basic realm=\"token endpoint\"");
    }

    static OauthRefusal badToken() {
        return challenged("invalid_token", "the access token is not good", "Bearer error=\"invalid_token\"");
    }

    static OauthRefusal foreignPage() {
        return new OauthRefusal(FORBIDDEN, "access_denied", "pages of other machines may not ask this", Map.of());
    }

    static OauthRefusal tooOften(String description) {
        var wait = Map.of("Retry-After", String.valueOf(Allowance.WINDOW.toSeconds()));
        return new OauthRefusal(TOO_MANY, "temporarily_unavailable", description, wait);
    }

    private static OauthRefusal challenged(String error, String description, String challenge) {
        return new OauthRefusal(UNAUTHORIZED, error, description, Map.of("WWW-Authenticate", challenge));
    }

    String error() {
        return error;
    }

    Answer answer() {
        var body = Json.object().put("error", error).put("error_description", getMessage());
        var answer = Answer.json(status, body).header("Cache-Control", "no-store");
        for (var header : headers.entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer;
    }
}
