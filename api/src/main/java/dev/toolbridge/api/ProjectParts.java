package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.environment.EnvironmentRoutes;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.key.KeyRoutes;
import dev.toolbridge.api.key.Keys;
import dev.toolbridge.api.project.ContextRoutes;
import dev.toolbridge.api.project.McpConfigurationRoutes;
import dev.toolbridge.api.project.MemberRoutes;
import dev.toolbridge.api.project.ProjectAccess;
import dev.toolbridge.api.project.ProjectRoutes;
import dev.toolbridge.api.store.McpConfigurationStore;
import dev.toolbridge.api.store.MemberStore;
import dev.toolbridge.api.store.ProjectStore;
import dev.toolbridge.api.store.SeatStore;
import dev.toolbridge.api.store.context.ContextStore;
import dev.toolbridge.api.store.read.ItemStore;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.signed.SignedCursors;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Every route of projects, with the stores that they work on.
record ProjectParts(
        ProjectRoutes projects,
        MemberRoutes members,
        McpConfigurationRoutes configurations,
        ContextRoutes contexts,
        EnvironmentRoutes environment) {

    /// The stores that projects share with the rest of the API.
    record Stores(Database database, SpaceWriter writer, SeatStore seats, Keys keys) {}

    static ProjectParts of(Stores stores, CursorCodec cursors, ApiConfig config, EnvironmentStart environment) {
        var clock = Clock.systemUTC();
        Database database = stores.database();
        SpaceWriter writer = stores.writer();
        SeatStore seats = stores.seats();
        var projects = new ProjectStore(database, writer, seats);
        var configurations = new McpConfigurationStore(new ItemStore(database), writer);
        return new ProjectParts(
                new ProjectRoutes(new ProjectRoutes.Parts(
                        projects,
                        new ProjectAccess(seats),
                        new SignedCursors(config.signingKeys()),
                        new KeyRoutes(stores.keys(), config.environment(), clock))),
                new MemberRoutes(new MemberStore(database, writer, seats), projects, seats, clock),
                new McpConfigurationRoutes(configurations, seats),
                new ContextRoutes(new ContextStore(database), cursors, seats),
                environment.routes(writer, seats));
    }

    List<RouteLine<Caller>> routes() {
        return Stream.of(
                        projects.routes(),
                        members.routes(),
                        configurations.routes(),
                        contexts.routes(),
                        environment.routes())
                .flatMap(List::stream)
                .toList();
    }
}
