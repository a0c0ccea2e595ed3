package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.log.Redaction;
import dev.toolbridge.tenants.runtime.Failure;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.OutputPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The output of machines, which Fly keeps for about a week. Fly gives no secret back, so that only what looks like a
/// credential can be hidden.
record FlyOutput(FlyPlace place) {
    private static final int PAGES_MAX = 20;

    OutputPage page(InstanceName name, OutputCursor cursor) {
        Optional<FlyMachine> machine = place.machinesOf(name).last(name);
        return machine.isPresent()
                ? page(place.names().app(name), machine.get(), cursor)
                : new OutputPage(List.of(), cursor, false);
    }

    private OutputPage page(String app, FlyMachine machine, OutputCursor cursor) {
        String from = cursor.equals(OutputCursor.BEGINNING)
                ? ""
                : "&next_token=" + URLEncoder.encode(cursor.text(), StandardCharsets.UTF_8);
        JsonNode found = place.logs()
                .find(FlyCall.get("/api/v1/apps/" + app + "/logs?instance=" + machine.id() + from))
                .orElseGet(Json::object);
        List<String> lines = found.path("data")
                .valueStream()
                .map(entry -> entry.path("attributes").path("message").asText())
                .map(Redaction::of)
                .toList();
        String next = found.path("meta").path("next_token").asText(cursor.text());
        return new OutputPage(lines, lines.isEmpty() ? cursor : new OutputCursor(next), false);
    }

    /// The last lines of a machine.
    List<String> lastLines(String app, FlyMachine machine) {
        List<String> all = new ArrayList<>();
        OutputPage page = page(app, machine, OutputCursor.BEGINNING);
        for (int count = 1; count < PAGES_MAX && !page.lines().isEmpty(); count++) {
            all.addAll(page.lines());
            page = page(app, machine, page.next());
        }
        return all.subList(Math.max(0, all.size() - Failure.LINES_MAX), all.size());
    }
}
