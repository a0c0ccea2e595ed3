package dev.toolbridge.identity.control;

import dev.toolbridge.identity.fault.Fault;
import dev.toolbridge.identity.fault.Faults;
import dev.toolbridge.identity.fault.Surface;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.time.Duration;

/// Switches faults on and off, and counts the requests to each part.
final class FaultSwitches {
    private static final long DELAY_MS = 5_000;

    private final Faults faults;

    FaultSwitches(Faults faults) {
        this.faults = faults;
    }

    /// Sets a fault: `delay_ms` is for slow answers; `skipped` requests pass, then `times` requests meet it.
    Answer set(Request request) {
        var command = Command.of(request);
        Surface surface = Surface.named(request.parameter("surface")).orElseThrow(ControlRefusal.unknown("surface"));
        Fault fault = Fault.named(command.require("fault"))
                .orElseThrow(() -> ControlRefusal.wrong("fault is none that can be switched on"));
        var script = new Faults.Script(
                fault,
                Duration.ofMillis(command.number("delay_ms", DELAY_MS)),
                command.number("skipped", 0),
                command.number("times", Long.MAX_VALUE));
        faults.set(surface, script);
        return Answer.empty(204);
    }

    Answer clear(Request request) {
        faults.clear();
        return Answer.empty(204);
    }

    Answer calls(Request request) {
        var json = Json.object();
        for (Surface surface : Surface.values()) {
            json.put(surface.wireName(), faults.calls(surface));
        }
        return Answer.json(200, json);
    }
}
