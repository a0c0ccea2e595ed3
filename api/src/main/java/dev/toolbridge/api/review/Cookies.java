package dev.toolbridge.api.review;

import dev.toolbridge.service.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// The cookies of the review page. No script reads them, and no other host gets them.
///
/// @param config tells the names
record Cookies(ReviewConfig config) {
    private static final String HEADER = "Cookie";

    /// The value of a cookie; empty if it is absent, or comes twice.
    Optional<String> find(Request request, String name) {
        String beginning = config.cookie(name) + "=";
        var values = request.headerValues().apply(HEADER).stream()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(beginning))
                .map(pair -> pair.substring(beginning.length()))
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// A cookie that comes with requests of our own pages only.
    String strict(String name, String value, Duration life) {
        return line(name, value, life, "Strict");
    }

    /// A cookie that comes with a link from elsewhere too, as the identity provider's way back is one.
    String lax(String name, String value, Duration life) {
        return line(name, value, life, "Lax");
    }

    private String line(String name, String value, Duration life, String sameSite) {
        return config.cookie(name) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite="
                + sameSite + (config.isSecure() ? "; Secure" : "");
    }
}
