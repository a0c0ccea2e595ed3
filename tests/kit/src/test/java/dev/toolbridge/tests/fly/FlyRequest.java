package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// A request to the fake.
///
/// @param path its path, matched against that of an action
/// @param nonce the lease that it names; empty for none
record FlyRequest(Matcher path, Map<String, String> query, JsonNode body, String nonce) {

    String part(int number) {
        return path.group(number);
    }

    String asked(String name) {
        return query.getOrDefault(name, "");
    }

    static Map<String, String> query(String text) {
        return text == null
                ? Map.of()
                : Arrays.stream(text.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    }
}
