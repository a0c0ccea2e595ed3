package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.log.Redaction;
import java.time.Duration;

/// An answer of Fly, or its absence.
///
/// @param status 0 if no answer came
/// @param retryAfter the time that a limit of the rate asks for
record FlyAnswer(int status, JsonNode body, Duration retryAfter) {
    private static final int GOOD_FIRST = 200;
    private static final int GOOD_LAST = 299;
    private static final int LATE = 408;
    private static final int LIMITED = 429;
    private static final int FAULTS_FIRST = 500;
    private static final int WORDS_MAX = 300;

    static FlyAnswer none() {
        return new FlyAnswer(0, Json.object(), Duration.ZERO);
    }

    boolean isGood() {
        return status >= GOOD_FIRST && status <= GOOD_LAST;
    }

    /// True if the request was not carried out since there were too many.
    boolean isLimited() {
        return status == LIMITED;
    }

    /// True if the request may have been carried out or not.
    boolean isUnclear() {
        return status == 0 || status == LATE || status >= FAULTS_FIRST;
    }

    String words() {
        return status == 0 ? "it did not answer" : "it answered " + status;
    }

    FlyRefusal refusal() {
        String words = Redaction.of(body.path("error").asText("it gave no reason"));
        return new FlyRefusal(
                status, body.path("status").asText(""), words.substring(0, Math.min(words.length(), WORDS_MAX)));
    }
}
