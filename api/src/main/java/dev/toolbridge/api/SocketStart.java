package dev.toolbridge.api;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Standing;
import dev.toolbridge.api.face.FaceAccess;
import dev.toolbridge.api.face.FaceErrors;
import dev.toolbridge.api.route.SpaceLines;
import dev.toolbridge.api.stream.ChangeRoutes;
import dev.toolbridge.api.stream.Streams;
import dev.toolbridge.api.stream.socket.SocketKind;
import dev.toolbridge.api.stream.socket.SocketParts;
import dev.toolbridge.api.stream.socket.SocketRoute;
import dev.toolbridge.api.stream.socket.SocketSchemas;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.RouteTable;
import java.util.List;
import java.util.Map;

/// Wires the addresses of WebSockets together.
///
/// @param changes has the line whose rights sockets need
/// @param origins pages of these origins may open sockets
record SocketStart(ChangeRoutes changes, Streams streams, Standing standing, List<String> origins) {
    private static final RouteLine<Caller> CABLE = FaceAccess.counted(SocketRoute.description(
            FaceAccess.CABLE, SocketKind.CABLE, "open_connect_cable", "frames of Action Cable, for ProjectChannel."));

    /// The table with the addresses in its document.
    static RouteTable<Caller> describedIn(RouteTable<Caller> table) {
        return table.with(SocketRoute.description(), SocketSchemas.all()).with(CABLE, Map.of());
    }

    List<Route> routes(Edge edge) {
        RouteLine<Caller> line = changes.streamLine();
        Route own = edge.sheltered(new SocketRoute(SocketRoute.PATH, SocketKind.OWN, parts(edge, line)).route());
        Route cable =
                new SocketRoute(FaceAccess.CABLE, SocketKind.CABLE, parts(edge, FaceAccess.counted(line))).route();
        return List.of(
                own,
                new Route(own.method(), SpaceLines.under(own.path()), 0, own.endpoint()),
                FaceErrors.told(CABLE, edge.sheltered(cable)));
    }

    private SocketParts parts(Edge edge, RouteLine<Caller> line) {
        return new SocketParts(streams, request -> edge.admitted(line, request), standing, origins);
    }
}
