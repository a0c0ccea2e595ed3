package dev.toolbridge.tests.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.JsonValues;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values that a conversation calls by name, such as uids: `${note}` in a text stands for one.
final class Names {
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, String> values = new HashMap<>();

    Names() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        values.put("today", today.toString());
        values.put("yesterday", today.minusDays(1).toString());
        values.put("tomorrow", today.plusDays(1).toString());
    }

    void keep(String name, String value) {
        values.put(name, value);
    }

    /// The same with the values in place of their names.
    JsonNode filled(JsonNode script) {
        return JsonValues.parse(filled(script.toString()));
    }

    private String filled(String text) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new AssertionError("no value is kept as " + name + ", only " + values.keySet());
        }
        String quoted = JsonValues.quoted(value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
