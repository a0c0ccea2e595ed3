package dev.toolbridge.api.rest;

import dev.toolbridge.service.http.Request;
import java.util.Arrays;

/// The preferences of a request (RFC 7240).
final class Preferences {
    static final String MERGE = "merge";
    static final String APPLIED = "Preference-Applied";

    private Preferences() {}

    /// Tells if a write on an older version is to be merged with what has changed since.
    static boolean merges(Request request) {
        return request.listHeader("Prefer").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(preference -> preference.split(";", 2)[0].strip())
                .anyMatch(MERGE::equalsIgnoreCase);
    }
}
