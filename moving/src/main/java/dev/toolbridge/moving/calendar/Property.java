package dev.toolbridge.moving.calendar;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A property of a component: name, parameters and value as written.
record Property(String name, Map<String, String> parameters, String value) {
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\;,nN])");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    Property {
        parameters = Map.copyOf(parameters);
    }

    /// The value as text (RFC 5545, section 3.3.11).
    String text() {
        return plain(value);
    }

    /// The values of a list.
    List<String> texts() {
        return COMMA.splitAsStream(value)
                .map(part -> plain(part).strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    private static String plain(String escaped) {
        return ESCAPED.matcher(escaped)
                .replaceAll(match ->
                        match.group(1).equalsIgnoreCase("n") ? "\n" : Matcher.quoteReplacement(match.group(1)));
    }
}
