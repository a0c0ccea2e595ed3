package dev.toolbridge.identity.workos;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;

/// A refusal in the words of WorkOS.
final class WorkosRefusal extends RuntimeException {
    private final int status;
    private final String code;

    WorkosRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    Answer answer() {
        return Answer.json(status, Json.object().put("message", getMessage()).put("code", code));
    }
}
