package dev.toolbridge.tests.attack;

import dev.toolbridge.tests.wire.JsonValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An order to the provider to mint a token: a good one of a user, except for the members here.
///
/// @param claims claims as JSON; `null` removes one
/// @param header members of the header as JSON
/// @param more further members of the command, as JSON
record TokenOrder(Map<String, String> claims, Map<String, String> header, Map<String, String> more) {

    static TokenOrder of(String user) {
        return new TokenOrder(Map.of(), Map.of(), Map.of("sub", text(user)));
    }

    TokenOrder claim(String name, String json) {
        return new TokenOrder(plus(claims, name, json), header, more);
    }

    TokenOrder header(String name, String json) {
        return new TokenOrder(claims, plus(header, name, json), more);
    }

    /// A token signed with a key that is not published.
    TokenOrder byStranger() {
        return with("key", text("stranger"));
    }

    /// A token with any text as its payload or header: `payload_text`, `header_text`.
    TokenOrder with(String member, String json) {
        return new TokenOrder(claims, header, plus(more, member, json));
    }

    String command() {
        var members = new TreeMap<>(more);
        members.put("claims", object(claims));
        members.put("header", object(header));
        return object(members);
    }

    static String text(String text) {
        return JsonValues.quoted(text);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, String> plus(Map<String, String> known, String name, String json) {
        var all = new TreeMap<>(known);
        all.put(name, json);
        return all;
    }
}
