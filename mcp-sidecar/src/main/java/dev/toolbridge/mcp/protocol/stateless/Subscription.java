package dev.toolbridge.mcp.protocol.stateless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.Outlet;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.MethodParameters;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.RequestId;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;

/// A subscription of a client without a session, which lasts as long as the stream of its request. It covers changes of
/// resources, and of the tools of the project that its address names; no other list changes while this server runs.
///
/// @param id the id of the request; it names the subscription
/// @param uris the resources to watch
/// @param tools true to watch the list of tools
public record Subscription(RequestId id, Set<String> uris, boolean tools) {
    private static final int URIS_MAX = 100;
    private static final String ID = "io.modelcontextprotocol/subscriptionId";
    private static final String WATCHED = "resourceSubscriptions";
    private static final String TOOLS = "toolsListChanged";

    /// Reads the subscription from a request.
    public static Subscription of(Message.Request request) {
        ObjectNode wanted = MethodParameters.object(request.parameters(), "notifications");
        var uris = new LinkedHashSet<String>();
        for (JsonNode uri : wanted.path(WATCHED)) {
            uris.add(uri.asText());
        }
        if (uris.size() > URIS_MAX) {
            throw ProtocolError.invalidParameters("at most " + URIS_MAX + " resources can be watched");
        }
        return new Subscription(request.id(), uris, wanted.path(TOOLS).asBoolean(false));
    }

    /// Sends the accepted subscription, then reports every change until the watch is closed.
    public ResourceSet.Watch begin(Features features, Principal principal, Outlet outlet) {
        ResourceSet resources = features.shown();
        resources.requireWatchable(uris, principal);
        boolean areToolsWatched = tools && features.binding().isPresent();
        var honoured = Json.object();
        if (areToolsWatched) {
            honoured.put(TOOLS, true);
        }
        if (!uris.isEmpty()) {
            uris.forEach(honoured.putArray(WATCHED)::add);
        }
        var parameters = Json.object();
        parameters.set("notifications", honoured);
        outlet.send(tagged(Messages.notification("notifications/subscriptions/acknowledged", parameters)));
        ResourceSet.Watch watch = uris.isEmpty()
                ? () -> {}
                : resources.watch(uris, () -> principal, changed -> outlet.send(tagged(Messages.updated(changed))));
        ResourceSet.Watch ofTools = areToolsWatched
                ? features.watchBinding(() -> principal, () -> outlet.send(tagged(Messages.toolsChanged())))
                : () -> {};
        watch.awaitBegun();
        ofTools.awaitBegun();
        return () -> {
            watch.close();
            ofTools.close();
        };
    }

    private ObjectNode tagged(ObjectNode notification) {
        notification.withObjectProperty("params").withObjectProperty("_meta").set(ID, id.value());
        return notification;
    }
}
