package dev.toolbridge.service.monitoring;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The health routes: alive, ready, and a description for people.
///
/// @param environment the `ENV` it runs in
/// @param version the program's version
/// @param features the capabilities of this program
/// @param unready says what is missing before it can serve; empty when it is ready
public record Health(String environment, String version, List<String> features, Supplier<Optional<String>> unready) {

    public List<Route> routes() {
        return List.of(
                Route.check("/healthz", _ -> Answer.text(200, "ok")),
                Route.check("/readyz", _ -> Run.named(ready())),
                Route.check("/health", _ -> Answer.json(200, description())));
    }

    private Answer ready() {
        var body = Json.object();
        return unready.get()
                .map(reason -> Answer.json(503, body.put("status", "unready").put("reason", reason))
                        .header("Retry-After", "1"))
                .orElseGet(() -> Answer.json(200, body.put("status", "ready")));
    }

    private Object description() {
        var body = Json.object().put("status", unready.get().isEmpty() ? "ok" : "unready");
        body.put("environment", environment).put("version", version);
        features.forEach(body.putArray("features")::add);
        return body;
    }
}
