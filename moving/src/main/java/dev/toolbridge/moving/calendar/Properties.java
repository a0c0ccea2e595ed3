package dev.toolbridge.moving.calendar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The properties of one component, and the names of the components in it, such as alarms.
record Properties(List<Property> all, List<String> inner) {
    private static final Pattern FOLD = Pattern.compile("\\r\\n[ \\t]");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n");

    /// A content line (RFC 5545, section 3.1): name, at most 64 parameters, value.
    private static final Pattern LINE = Pattern.compile(
            "([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*+\"|[^\";:]++){0,64}+){0,64}+):(.*)", Pattern.DOTALL);

    private static final Pattern PARAMETER = Pattern.compile(";([A-Za-z0-9-]+)=((?:\"[^\"]*+\"|[^\";:]++){0,64}+)");

    Properties {
        all = List.copyOf(all);
        inner = List.copyOf(inner);
    }

    /// The properties of a component as lines, from its `BEGIN` to its `END`; nothing if a line is no property.
    static Optional<Properties> of(String component) {
        var all = new ArrayList<Property>();
        var inner = new ArrayList<String>();
        var open = new ArrayDeque<String>();
        for (String line : LINE_END.split(FOLD.matcher(component).replaceAll(""), -1)) {
            Optional<Property> read = property(line);
            if (read.isEmpty() && !line.isBlank()) {
                return Optional.empty();
            }
            read.ifPresent(property -> add(property, open, all, inner));
        }
        return open.isEmpty() ? Optional.of(new Properties(all, inner)) : Optional.empty();
    }

    private static void add(Property property, Deque<String> open, List<Property> all, List<String> inner) {
        String value = property.value().strip().toUpperCase(Locale.ROOT);
        if (property.name().equals("BEGIN")) {
            if (!open.isEmpty()) {
                inner.add(value);
            }
            open.push(value);
        } else if (property.name().equals("END")) {
            open.removeFirstOccurrence(value);
        } else if (open.size() == 1) {
            all.add(property);
        }
    }

    Optional<Property> first(String name) {
        return named(name).stream().findFirst();
    }

    List<Property> named(String name) {
        return all.stream().filter(property -> property.name().equals(name)).toList();
    }

    String text(String name) {
        return first(name).map(Property::text).orElse("");
    }

    private static Optional<Property> property(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        Matcher parameter = PARAMETER.matcher(matcher.group(2));
        while (parameter.find()) {
            parameters.put(
                    parameter.group(1).toUpperCase(Locale.ROOT),
                    parameter.group(2).replace("\"", ""));
        }
        return Optional.of(new Property(matcher.group(1).toUpperCase(Locale.ROOT), parameters, matcher.group(3)));
    }
}
