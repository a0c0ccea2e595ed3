package dev.toolbridge.api.face;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.environment.Variables;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.project.McpConfigurations;
import dev.toolbridge.api.project.Members;
import dev.toolbridge.api.project.Projects;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.webhook.WebhookRoutes;
import dev.toolbridge.service.route.RouteLine;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Every route of the interface.
public final class FaceRoutes {
    private final OfProjects projects;
    private final OfItems items;
    private final WebhookRoutes.Parts webhooks;
    private final FaceAccess access;

    public FaceRoutes(OfProjects projects, OfItems items, WebhookRoutes.Parts webhooks, FaceAccess access) {
        this.projects = projects;
        this.items = items;
        this.webhooks = webhooks;
        this.access = access;
    }

    /// The stores of projects and of what belongs to them.
    public record OfProjects(
            Projects projects, Members members, McpConfigurations configurations, Variables variables) {}

    /// The stores of items, and the one way to write them.
    public record OfItems(FaceItems numbered, Items items, Writes writes, InstantSource clock) {}

    public List<RouteLine<Caller>> routes() {
        var found = new FaceProjectRoutes(projects.projects(), access);
        var parts = new FaceContextRoutes.Parts(
                items.numbered(),
                new FaceVariables(projects.variables()),
                projects.members(),
                projects.configurations());
        return Stream.of(
                        new FaceContextRoutes(found, parts, access).routes(),
                        found.routes(),
                        new FaceMemoryRoutes(items.numbered(), items.writes(), access, items.clock()).routes(),
                        new FaceWebhookRoutes(webhooks, access).routes(),
                        new FaceTaskRoutes(items.items(), items.writes(), access, items.clock()).routes(),
                        new FaceAgentRoutes(access).routes())
                .flatMap(lines -> lines)
                .toList();
    }
}
