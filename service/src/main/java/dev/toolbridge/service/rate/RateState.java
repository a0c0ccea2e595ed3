package dev.toolbridge.service.rate;

import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The state of a user's rate, as every limited answer says.
///
/// @param perMinute the requests allowed in a minute, by all servers together
/// @param burst the requests allowed at once, likewise
/// @param remaining the requests that this server still allows at once now
/// @param fullAtSeconds the time when the whole burst is allowed again; seconds since 1970
public record RateState(int perMinute, int burst, int remaining, long fullAtSeconds) {
    private static final String LIMIT = "X-RateLimit-Limit";
    private static final String REMAINING = "X-RateLimit-Remaining";
    private static final String RESET = "X-RateLimit-Reset";
    private static final String BURST = "X-RateLimit-Burst";

    Answer on(Answer answer) {
        return answer.headers(headers());
    }

    Refusal on(Refusal refusal) {
        Refusal shown = refusal;
        for (var header : headers().entrySet()) {
            shown = shown.header(header.getKey(), header.getValue());
        }
        return shown;
    }

    private SequencedMap<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put(LIMIT, Integer.toString(perMinute));
        headers.put(REMAINING, Integer.toString(remaining));
        headers.put(RESET, Long.toString(fullAtSeconds));
        headers.put(BURST, Integer.toString(burst));
        return headers;
    }
}
