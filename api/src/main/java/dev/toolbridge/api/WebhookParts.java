package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.store.DispatchStore;
import dev.toolbridge.api.store.WebhookStore;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.api.webhook.DeliveryRoutes;
import dev.toolbridge.api.webhook.WebhookRoutes;
import dev.toolbridge.api.webhook.WebhookSecrets;
import dev.toolbridge.api.webhook.dispatch.Dispatcher;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.signed.SignedCursors;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Wires webhooks together: what delivers them, and their routes.
record WebhookParts(ApiConfig config, Database database, Dispatcher dispatcher) {

    static WebhookParts of(ApiConfig config, Database database) {
        var dispatcher = new Dispatcher(
                new DispatchStore(database),
                new WebhookSecrets(config.signingKeys()),
                config.webhooks().destinations(),
                Clock.systemUTC());
        return new WebhookParts(config, database, dispatcher);
    }

    List<RouteLine<Caller>> routes(SpaceWriter writer, Seats seats) {
        WebhookRoutes.Parts parts = parts(writer, seats);
        var webhooks = new WebhookRoutes(parts);
        var deliveries = new DeliveryRoutes(new DeliveryRoutes.Parts(
                parts.webhooks(), parts.access(), new SignedCursors(config.signingKeys()), Clock.systemUTC()));
        return Stream.concat(webhooks.routes().stream(), deliveries.routes().stream())
                .toList();
    }

    WebhookRoutes.Parts parts(SpaceWriter writer, Seats seats) {
        return new WebhookRoutes.Parts(
                new WebhookStore(database, writer),
                new ProjectAccess(seats),
                new WebhookSecrets(config.signingKeys()),
                config.webhooks().destinations(),
                Clock.systemUTC());
    }
}
