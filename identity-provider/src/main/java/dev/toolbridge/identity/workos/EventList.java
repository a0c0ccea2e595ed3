package dev.toolbridge.identity.workos;

import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Event;
import dev.toolbridge.identity.state.EventData;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `GET /events`: what happened, oldest first.
final class EventList {
    private final Directory directory;

    EventList(Directory directory) {
        this.directory = directory;
    }

    Answer answer(Request request) {
        List<String> kinds = kinds(request);
        Optional<Instant> start = request.queryValue("range_start").map(EventList::instant);
        Optional<String> organization = request.queryValue("organization_id");
        List<Event> found = directory.events().stream()
                .filter(event -> kinds.contains(event.event()))
                .filter(event -> organization.isEmpty() || isAbout(event, organization.get()))
                .filter(event ->
                        start.isEmpty() || !Instant.parse(event.createdAt()).isBefore(start.get()))
                .toList();
        return Answer.json(200, Paging.of(request).page(found, Event::id, EventData::event));
    }

    private static boolean isAbout(Event event, String organization) {
        String about = event.event().startsWith("organization.") ? "id" : "organization_id";
        return event.data().path(about).asText().equals(organization);
    }

    /// WorkOS takes the list as repeated names, with or without brackets, or separated by commas.
    private static List<String> kinds(Request request) {
        var kinds = new ArrayList<String>();
        for (String name : List.of("events", "events[]")) {
            request.query().getOrDefault(name, List.of()).stream()
                    .flatMap(values -> List.of(values.split(",", -1)).stream())
                    .forEach(kinds::add);
        }
        if (kinds.isEmpty()) {
            throw new WorkosRefusal(422, "invalid_events", "events is required");
        }
        return kinds;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new WorkosRefusal(422, "invalid_range_start", "range_start must be RFC 3339");
        }
    }
}
