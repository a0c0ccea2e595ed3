package dev.toolbridge.identity.oauth;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;

/// A refusal in the words of OAuth (RFC 6749, section 5.2).
final class OauthRefusal extends RuntimeException {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private final String error;
    private final int status;

    private OauthRefusal(int status, String error, String description) {
        super(description, null, false, false);
        this.error = error;
        this.status = status;
    }

    static OauthRefusal of(String error, String description) {
        return new OauthRefusal(BAD_REQUEST, error, description);
    }

    static OauthRefusal unknownClient() {
        return new OauthRefusal(UNAUTHORIZED, "invalid_client", "unknown client, or a wrong secret");
    }

    static OauthRefusal badToken() {
        return new OauthRefusal(UNAUTHORIZED, "invalid_token", "the access token is not good");
    }

    String error() {
        return error;
    }

    Answer answer() {
        var body = Json.object().put("error", error).put("error_description", getMessage());
        var answer = Answer.json(status, body).header("Cache-Control", "no-store");
        return status == UNAUTHORIZED ? answer.header("WWW-Authenticate", "Bearer error=\"" + error + "\"") : answer;
    }
}
