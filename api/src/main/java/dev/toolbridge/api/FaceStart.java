package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.face.FaceAccess;
import dev.toolbridge.api.face.FaceRoutes;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.store.McpConfigurationStore;
import dev.toolbridge.api.store.MemberStore;
import dev.toolbridge.api.store.ProjectStore;
import dev.toolbridge.api.store.face.FaceStore;
import dev.toolbridge.api.store.read.ItemStore;
import dev.toolbridge.api.webhook.WebhookRoutes;
import dev.toolbridge.service.route.RouteLine;
import java.time.Clock;
import java.util.List;

/// Wires the interface of the FlukeBase clients before together, over the stores of projects.
record FaceStart(ProjectParts.Stores stores, EnvironmentStart environment) {

    List<RouteLine<Caller>> routes(Writes writes, WebhookRoutes.Parts webhooks) {
        var items = new ItemStore(stores.database());
        var ofProjects = new FaceRoutes.OfProjects(
                new ProjectStore(stores.database(), stores.writer(), stores.seats()),
                new MemberStore(stores.database(), stores.writer(), stores.seats()),
                new McpConfigurationStore(items, stores.writer()),
                environment.variables(stores.writer()));
        var ofItems = new FaceRoutes.OfItems(new FaceStore(stores.database()), items, writes, Clock.systemUTC());
        var access = new FaceAccess(new ProjectAccess(stores.seats()));
        return new FaceRoutes(ofProjects, ofItems, webhooks, access).routes();
    }
}
