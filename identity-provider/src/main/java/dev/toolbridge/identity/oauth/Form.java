package dev.toolbridge.identity.oauth;

import dev.toolbridge.service.http.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Named values of a query or of a form; each may come once (RFC 6749, section 3.1).
record Form(SequencedMap<String, String> values) {

    static Form ofBody(Request request) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] halves = pair.split("=", 2);
                put(values, decoded(halves[0]), halves.length == 2 ? decoded(halves[1]) : "");
            }
        }
        return new Form(values);
    }

    static Form ofQuery(Request request) {
        var values = new LinkedHashMap<String, String>();
        for (Map.Entry<String, List<String>> entry : request.query().entrySet()) {
            entry.getValue().forEach(value -> put(values, entry.getKey(), value));
        }
        return new Form(values);
    }

    /// The value, if it is present and not empty.
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String require(String name) {
        return find(name).orElseThrow(() -> OauthRefusal.of("invalid_request", name + " is missing"));
    }

    /// The same as a query.
    String encoded() {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return text.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            throw OauthRefusal.of("invalid_request", name + " comes more than once");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw OauthRefusal.of("invalid_request", "the form is malformed");
        }
    }
}
