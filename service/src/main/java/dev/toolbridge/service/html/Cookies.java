package dev.toolbridge.service.html;

import dev.toolbridge.service.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// The cookies of pages. No script reads them, and no other host gets them.
///
/// @param base the address under which browsers reach the server
public record Cookies(URI base) {
    private static final String HEADER = "Cookie";

    /// The value of a cookie; empty if it is absent, or comes twice.
    public Optional<String> find(Request request, String name) {
        String beginning = named(name) + "=";
        var values = request.headerValues().apply(HEADER).stream()
                .flatMap(line -> Stream.of(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(beginning))
                .map(pair -> pair.substring(beginning.length()))
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// A cookie that comes with requests of our own pages only.
    public String strict(String name, String value, Duration life) {
        return line(name, value, life, "Strict");
    }

    /// A cookie that comes with a link from elsewhere too, as the identity provider's way back is one.
    public String lax(String name, String value, Duration life) {
        return line(name, value, life, "Lax");
    }

    private String line(String name, String value, Duration life, String sameSite) {
        return named(name) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=" + sameSite
                + (isSecure() ? "; Secure" : "");
    }

    /// The name of a cookie that only this host sets; browsers take the prefix on secure connections only.
    private String named(String name) {
        return (isSecure() ? "__Host-" : "") + name;
    }

    private boolean isSecure() {
        return base.getScheme().equals("https");
    }
}
