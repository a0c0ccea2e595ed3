package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The body of a delivery. One that would be too large names the item and its version only.
final class EventBody {
    static final int BYTES_MAX = 20_480;

    private EventBody() {}

    static byte[] of(DueEvent event, long project) {
        byte[] whole = written(event, project, event.change().flatMap(DueEvent.Change::payload));
        return whole.length > BYTES_MAX ? written(event, project, Optional.empty()) : whole;
    }

    private static byte[] written(DueEvent event, long project, Optional<String> payload) {
        var out = new JsonParts();
        out.add("{\"id\":\"" + event.delivery() + "\",\"event\":\"" + event.name() + "\",\"timestamp\":\"");
        out.add(Times.rfc3339(event.at().toEpochMilli()) + "\",\"project_id\":" + project);
        out.add(",\"seq\":" + event.seq() + ",\"prev_seq\":" + event.previousSeq() + ",\"actor\":");
        out.add(event.change().map(DueEvent.Change::actor).orElse("{}").getBytes(StandardCharsets.UTF_8));
        out.add(",\"data\":{");
        event.subject().ifPresentOrElse(subject -> add(out, event, subject, payload), () -> out.add("\"test\":true"));
        return out.add("}}").joined();
    }

    private static void add(JsonParts out, DueEvent event, DueEvent.Subject subject, Optional<String> payload) {
        out.add("\"type\":\"" + subject.type() + "\",\"uid\":\"" + subject.uid() + "\",\"version\":"
                + subject.version());
        event.change().ifPresent(change -> out.add(",\"operation\":").add(Json.bytes(change.operation())));
        payload.ifPresentOrElse(
                json -> out.add(",\"payload\":").add(json.getBytes(StandardCharsets.UTF_8)),
                () -> out.add(",\"omitted\":true"));
    }
}
