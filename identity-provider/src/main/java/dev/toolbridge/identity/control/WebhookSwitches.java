package dev.toolbridge.identity.control;

import dev.toolbridge.identity.workos.Webhooks;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/// Sets the address of webhooks, and sends one by hand.
final class WebhookSwitches {
    private final Webhooks webhooks;
    private final InstantSource clock;

    WebhookSwitches(Webhooks webhooks, InstantSource clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Answer aim(Request request) {
        var command = Command.of(request);
        webhooks.aim(new Webhooks.Target(URI.create(command.require("url")), new Secret(command.require("secret"))));
        return Answer.empty(204);
    }

    /// Sends `body` signed as at `timestamp_ms`, and answers with the status that came back.
    Answer send(Request request) {
        var command = Command.of(request);
        try {
            int status = webhooks.sendOnce(command.require("body"), command.number("timestamp_ms", clock.millis()));
            return Answer.json(200, Json.object().put("status", status));
        } catch (IOException unreachable) {
            throw ControlRefusal.wrong("the webhook target cannot be reached");
        }
    }
}
