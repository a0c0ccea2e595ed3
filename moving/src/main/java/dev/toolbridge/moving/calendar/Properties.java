package dev.toolbridge.moving.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;

/// The properties of one component, and the names of the components in it, such as alarms.
record Properties(List<Property> all, List<String> inner) {

    Properties {
        all = List.copyOf(all);
        inner = List.copyOf(inner);
    }

    /// The properties of a component as text; nothing if it cannot be read.
    static Optional<Properties> of(String component) {
        String unfolded = component.replaceAll("\\r\\n[ \\t]", "");
        var collected = new Collector();
        try {
            new CalendarParserImpl()
                    .parse(new StringReader("BEGIN:VCALENDAR\r\n" + unfolded + "END:VCALENDAR\r\n"), collected);
            return Optional.of(new Properties(collected.all, collected.inner));
        } catch (IOException | ParserException | IllegalArgumentException broken) {
            return Optional.empty();
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

    private static final class Collector implements ContentHandler {
        private final List<Property> all = new ArrayList<>();
        private final List<String> inner = new ArrayList<>();
        private final Map<String, String> parameters = new HashMap<>();
        private String name = "";
        private String value = "";
        private int depth;

        @Override
        public void startCalendar() {}

        @Override
        public void endCalendar() {}

        @Override
        public void startComponent(String component) {
            if (depth++ > 0) {
                inner.add(component.toUpperCase(Locale.ROOT));
            }
        }

        @Override
        public void endComponent(String component) {
            depth--;
        }

        @Override
        public void startProperty(String property) {
            name = property.toUpperCase(Locale.ROOT);
            value = "";
            parameters.clear();
        }

        @Override
        public void propertyValue(String text) {
            value = text;
        }

        @Override
        public void endProperty(String property) {
            if (depth == 1) {
                all.add(new Property(name, parameters, value));
            }
        }

        @Override
        public void parameter(String parameter, String text) {
            parameters.put(parameter.toUpperCase(Locale.ROOT), text);
        }
    }
}
