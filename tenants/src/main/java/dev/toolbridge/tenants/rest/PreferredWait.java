package dev.toolbridge.tenants.rest;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time that a client wants to wait for the end of an operation: `Prefer: wait=30` (RFC 7240, section 4.3).
final class PreferredWait {
    static final String HEADER = "Prefer";
    static final int SECONDS_MAX = 60;
    private static final Pattern PREFERENCE = Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([^,;\"]*)\"?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,4}");

    private PreferredWait() {}

    /// The time; empty if the client does not wait. Preferences of other names mean nothing here.
    static Optional<Duration> of(Request request) {
        return request.listHeader(HEADER)
                .map(PREFERENCE::matcher)
                .filter(Matcher::find)
                .map(found -> seconds(found.group(1).strip()));
    }

    private static Duration seconds(String text) {
        int seconds = SECONDS.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (seconds < 0 || seconds > SECONDS_MAX) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "header Prefer must have wait=0 to " + SECONDS_MAX)
                    .fact("field", HEADER)
                    .fact("expected", "wait=0 to " + SECONDS_MAX);
        }
        return Duration.ofSeconds(seconds);
    }
}
